use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn told() {
    check(
        Industry::HomeServices,
        None,
        &[
            ("$6k a month", "budget=$6,000 month"),
            ("5,000/mo", "budget=$5,000 month"),
            ("around 6000 dollars monthly", "budget=$6,000 month"),
            ("between 5k and 8k a month", "budget=$6,500 month"),
            ("$5-6k per month", "budget=$5,500 month"),
            ("€70k per year", "budget=€70,000 year"),
            ("£1,200 pcm", "budget=£1,200 month"),
            ("20 grand", "budget=$20,000 once"),
            ("twenty grand", "budget=$20,000 once"),
            ("My budget is 6000", "budget=$6,000 once"),
            ("my monthly budget is 5000", "budget=$5,000 month"),
            ("buget about 5,000.50 dollars", "budget=$5,000.50 once"),
            ("budget: $10,000-$15,000", "budget=$12,500 once"),
            ("we can spend up to $15k", "budget=$15,000 once"),
            ("we could afford 1.500 € a month", "budget=€1,500 month"),
            (
                "I want to pay at most 300 bucks a month",
                "budget=$300 month",
            ),
            ("looking for something around $500k", "budget=$500,000 once"),
            ("price range 400-450k", "budget=$425,000 once"),
            ("6k is our budget", "budget=$6,000 once"),
            ("max $2.5m", "budget=$2,500,000 once"),
            (
                "we have set aside five hundred thousand dollars",
                "budget=$500,000 once",
            ),
            ("I can spend $100 a week", "budget=$433 month"),
            ("total budget 12k", "budget=$12,000 once"),
            ("not 5k but 6k a month", "budget=$6,000 month"),
            ("800 a month (€) at most", "budget=€800 month"),
            ("can't pay more than 75 a month", "budget=$75 month"),
        ],
    );
}

#[test]
fn something_else() {
    check(
        Industry::Solar,
        None,
        &[
            ("my electricity bill is $200 a month", ""),
            ("my electric bill is about 250", ""),
            ("I pay $180 a month for power", ""),
            ("I spend $200 a month on electricity", ""),
            ("$220 electricity bill", ""),
            ("bill's high, bills of $300/mo", ""),
            ("I make $80k a year", ""),
            ("our house is worth $500k", ""),
            ("they quoted me $20k", ""),
            ("I was charged $300 per month", ""),
            ("it costs $300 per hour", ""),
            ("I want to pay $300 an hour", ""),
            ("we use 900 kwh a month", ""),
            ("3 bedrooms and 2 baths", ""),
            ("1500 sqft", ""),
            ("we get 20k visitors a month", ""),
            ("10k miles a year", ""),
            ("100% sure", ""),
            ("in 2027", ""),
            ("at 5:30", ""),
            ("12/24", ""),
            ("zip 78701", "place=78701"),
            ("$99999999999999999999", ""),
            ("my budget is zero", ""),
            ("a couple hundred thousand reasons", ""),
            ("I own 3 homes", ""),
            (
                "4 bed home in Chandler, AZ 85225, looking at quotes",
                "place=Chandler, AZ 85225",
            ),
            ("save $100 a month", ""),
            ("saw an ad for $99 a month", ""),
            ("my neighbour pays $40 a month", ""),
            ("I have about $30,000 in savings", ""),
            ("20k in debt", ""),
            ("my credit score is 700", ""),
        ],
    );
}

#[test]
fn bill_and_budget() {
    check(
        Industry::Solar,
        Some(Question::Need),
        &[
            ("250", ""),
            (
                "my bill is $200 and my budget is $150 a month",
                "budget=$150 month",
            ),
            ("budget 6000, electricity bill 200", "budget=$6,000 once"),
            ("I own the home, bill is around 180 to 220 dollars", ""),
        ],
    );
}

#[test]
fn asked_monthly() {
    check(
        Industry::Solar,
        Some(Question::Budget),
        &[
            ("6000", "budget=$6,000 month"),
            ("about 6,000", "budget=$6,000 month"),
            ("5k-8k", "budget=$6,500 month"),
            ("between 5 and 8k", "budget=$6,500 month"),
            ("5k or 6k", "budget=$5,500 month"),
            ("150 to 200", "budget=$175 month"),
            ("$200ish", "budget=$200 month"),
            ("I'd say 200 or so", "budget=$200 month"),
            ("20 grand total", "budget=$20,000 once"),
            ("2400 a year", "budget=$2,400 year"),
            ("€300", "budget=€300 month"),
            ("1 500 dollars", "budget=$1,500 month"),
            ("half a million", "budget=$500,000 month"),
            ("two hundred dollars", "budget=$200 month"),
            ("3 bedrooms", ""),
            ("in 2027", ""),
            ("not sure", ""),
            ("as little as possible", ""),
            ("5", ""),
            ("my bill is 200 now", ""),
        ],
    );
}

#[test]
fn asked_once() {
    check(
        Industry::HomeServices,
        Some(Question::Budget),
        &[
            ("6000", "budget=$6,000 once"),
            ("10 to 15 thousand", "budget=$12,500 once"),
            ("500 a month", "budget=$500 month"),
            ("1.5k", "budget=$1,500 once"),
            ("$1.500,00", "budget=$1,500 once"),
            ("6 mo", "time=months"),
            ("$300/hr", ""),
            ("I make 50k", ""),
            ("10%", ""),
            ("Under 10,000!", "budget=$10,000 once"),
        ],
    );
}

#[test]
fn by_industry() {
    check(
        Industry::RealEstate,
        Some(Question::Budget),
        &[
            ("450", ""),
            ("under 450k", "budget=$450,000 once"),
            ("pre-approved for 350k", "budget=$350,000 once"),
        ],
    );
    check(
        Industry::Insurance,
        Some(Question::Need),
        &[("term life, 500k", ""), ("$500,000", "")],
    );
    check(
        Industry::Insurance,
        Some(Question::CompanySize),
        &[("2.5k", "size=2500")],
    );
}
