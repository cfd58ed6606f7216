use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn introduced() {
    check(
        Industry::Solar,
        None,
        &[
            ("I'm Maria Lopez", "name=Maria Lopez"),
            ("Hi, I’m Maria", "name=Maria"),
            ("my name is maria lopez", "name=Maria Lopez"),
            ("My name is Jean-Luc O'Brien.", "name=Jean-Luc O'Brien"),
            ("my name's bob", "name=Bob"),
            ("MY NAME IS BOB SMITH", "name=Bob Smith"),
            ("this is Bob", "name=Bob"),
            (
                "Hello, this is Bob Smith from Denver",
                "name=Bob Smith; place=Denver",
            ),
            ("Maria here", "name=Maria"),
            ("Hi, Maria Lopez here. I need solar", "name=Maria Lopez"),
            ("Bob speaking", "name=Bob"),
            ("Name: Dana Scully", "name=Dana Scully"),
            ("name - Dana Scully", "name=Dana Scully"),
            ("Im Ana and I want solar", "name=Ana"),
            (
                "I am Maria de la Cruz, nice to meet you",
                "name=Maria de la Cruz",
            ),
            ("I'm Dr. Ada Lovelace", "name=Ada Lovelace"),
            ("my name is J. R. Smith", "name=J. R. Smith"),
            ("call me Al", "name=Al"),
            ("Everyone calls it home. People call me Bo", "name=Bo"),
            ("I'm Zoë Müller", "name=Zoë Müller"),
            ("I'm מרים", "name=מרים"),
            ("my name is 李雷", "name=李雷"),
            (
                "My name is Will and I'm in Austin",
                "name=Will; place=Austin",
            ),
        ],
    );
}

#[test]
fn not_introduced() {
    check(
        Industry::HomeServices,
        None,
        &[
            ("I'm interested", ""),
            ("I'm Interested in a quote", ""),
            ("I'm looking", ""),
            ("I'm not sure", ""),
            ("I'm good thanks", ""),
            ("im just looking around", "time=exploring"),
            ("I'm the owner", "decides=true"),
            ("I'm in Austin", "place=Austin"),
            ("I'm in sales", ""),
            ("i'm maria's husband", ""),
            ("I'm American", ""),
            ("I'm Texas based", ""),
            ("this is urgent", "time=immediate"),
            ("This is Great", ""),
            ("This is for my mom", ""),
            ("my name is not important", ""),
            ("my name is on the lease", ""),
            ("my company name is Acme", "company=Acme"),
            ("Her name is Ana", ""),
            ("call me tomorrow", ""),
            ("please call me back", ""),
            ("Right here", ""),
            ("I AM LOOKING FOR A PLUMBER", ""),
            ("Hey there", ""),
        ],
    );
}

#[test]
fn asked() {
    check(
        Industry::Solar,
        Some(Question::Name),
        &[
            ("Maria", "name=Maria"),
            ("maria lopez", "name=Maria Lopez"),
            ("MARIA LOPEZ", "name=Maria Lopez"),
            ("maria de la cruz", "name=Maria de la Cruz"),
            ("it's Bob", "name=Bob"),
            ("its bob", "name=Bob"),
            ("im bob", "name=Bob"),
            ("Sure, Ana Ruiz!", "name=Ana Ruiz"),
            ("yes maria", "name=Maria"),
            ("Hi, I'm Bob", "name=Bob"),
            ("Maria 😊", "name=Maria"),
            ("O'Neil", "name=O'Neil"),
            ("Mark", "name=Mark"),
            ("Will", "name=Will"),
            ("April May", "name=April May"),
            ("Maria, but why do you need it?", "name=Maria"),
            (
                "Maria\nmaria@example.com",
                "name=Maria; email=maria@example.com",
            ),
            ("Dr. Smith", "name=Smith"),
            ("Иван Петров", "name=Иван Петров"),
            ("محمد", "name=محمد"),
            ("you can call me Bo", "name=Bo"),
            ("Jen is fine", "name=Jen"),
            ("Jen and Tom", "name=Jen and Tom"),
            ("it is maria thanks", "name=Maria"),
            ("Dan from Chicago", "name=Dan; place=Chicago"),
            ("Yes. Dan Brown.", "name=Dan Brown"),
        ],
    );
}

#[test]
fn asked_and_not_told() {
    check(
        Industry::Solar,
        Some(Question::Name),
        &[
            ("no", ""),
            ("I'd rather not say", ""),
            ("why?", ""),
            ("What for", ""),
            ("im driving", ""),
            ("i'm not comfortable with that", ""),
            ("How much does it cost?", ""),
            ("ok", ""),
            ("sure", ""),
            ("next week", "time=weeks"),
            ("solar panels please", ""),
            ("<script>alert(1)</script>", ""),
            ("'; drop table leads; --", ""),
            ("42", ""),
            ("👍", ""),
            ("I already told you that", ""),
            ("Thanks", ""),
            ("my roof is leaking badly", ""),
            ("x", ""),
            ("is it required?", ""),
            ("Water heater", ""),
            ("guest", ""),
            ("lol no", ""),
            ("call me at 312-555-0123", "phone=+13125550123"),
        ],
    );
}
