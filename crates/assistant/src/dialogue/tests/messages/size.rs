use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn company_and_size() {
    check(
        Industry::Insurance,
        None,
        &[
            ("we are 25 people", "size=25"),
            ("We're about 40 employees", "size=40"),
            ("about 40 employees", "size=40"),
            ("a team of 12", "size=12"),
            ("12-person team", "size=12"),
            ("we have 10-20 staff", "size=15"),
            ("between 10 and 20 employees", "size=15"),
            ("50+ employees", "size=50"),
            ("there are five of us at the company", "size=5"),
            ("1,200 workers", "size=1200"),
            ("I work at Acme", "company=Acme"),
            ("I work for Acme Corp and need cover", "company=Acme Corp"),
            ("company is Acme Inc", "company=Acme Inc"),
            ("my company is called blue sky", "company=Blue Sky"),
            ("Company: Smith & Sons", "company=Smith & Sons"),
            ("we need cover for Acme, LLC", "company=Acme, LLC"),
            ("we are 4 people in the household", ""),
            ("a family of 4", ""),
            ("2 people were injured", ""),
            ("we are 25 years old", ""),
            ("I'm with Geico", ""),
            ("I work at a bank", ""),
            ("I work from home", ""),
            ("I work at night", ""),
            ("0 employees", ""),
        ],
    );
    check(
        Industry::Insurance,
        Some(Question::CompanySize),
        &[
            ("12", "size=12"),
            ("about 30", "size=30"),
            ("just me", "size=1"),
            ("10 to 20", "size=15"),
            ("$12", ""),
            ("many", ""),
        ],
    );
}

#[test]
fn decision() {
    check(
        Industry::HomeServices,
        None,
        &[
            ("it's my call", "decides=true"),
            ("I'm the owner", "decides=true"),
            ("I decide", "decides=true"),
            ("the final word is mine", "decides=true"),
            ("the decision rests with me", "decides=true"),
            ("hubby leaves these things to me", "decides=true"),
            ("it's my landlord who decides", "decides=false"),
            (
                "it's the board that signs off on everything",
                "decides=false",
            ),
            ("I make the final decision", "decides=true"),
            ("my wife and I decide together", "decides=true"),
            ("I don't need to ask my wife", "decides=true"),
            ("it's up to me", "decides=true"),
            ("I'm not sure, I need to ask my wife", "decides=false"),
            ("need to ask my boss", "decides=false"),
            ("I have to run it by the board", "decides=false"),
            ("I'll talk to my husband first", "decides=false"),
            ("my husband decides", "decides=false"),
            ("it's not my decision", "decides=false"),
            ("I'm not the owner", "decides=false"),
            ("should I ask my wife?", ""),
            ("are you the owner?", ""),
            ("you missed my call", ""),
            ("HOA needs to approve it", "decides=false"),
            ("yes, but my wife has to agree", "decides=false"),
            ("we're the owners", "decides=true"),
            ("I lost my husband", ""),
        ],
    );
    check(
        Industry::HomeServices,
        Some(Question::DecisionMaker),
        &[
            ("yes", "decides=true"),
            ("Yep!", "decides=true"),
            ("me", "decides=true"),
            ("just me", "decides=true"),
            ("I do", "decides=true"),
            ("my wife and I", "decides=true"),
            ("both of us", "decides=true"),
            ("no", "decides=false"),
            ("no, my boss does that", "decides=false"),
            ("not really", "decides=false"),
            ("hard to say", ""),
            ("no one else", "decides=true"),
            ("mostly me", "decides=true"),
            ("not alone", "decides=false"),
            ("I'd rather not say", ""),
        ],
    );
}
