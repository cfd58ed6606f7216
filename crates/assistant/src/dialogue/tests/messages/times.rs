use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn told() {
    check(
        Industry::HomeServices,
        None,
        &[
            ("asap", "time=immediate"),
            ("ASAP!!", "time=immediate"),
            ("I need this done as soon as possible", "time=immediate"),
            ("right away please", "time=immediate"),
            ("it's an emergency", "time=immediate"),
            ("the sooner the better", "time=immediate"),
            ("I need a plumber today", "time=immediate"),
            ("can you start tommorow?", "time=immediate"),
            ("we want to start this week", "time=immediate"),
            ("I want to begin in 3 days", "time=immediate"),
            ("I want to start next week", "time=weeks"),
            ("want to start in 3 weeks", "time=weeks"),
            ("within two weeks", "time=weeks"),
            ("I'd like it done in a couple of weeks", "time=weeks"),
            ("need it in 30 days", "time=weeks"),
            ("by the end of the month", "time=weeks"),
            ("we're planning to move next month", "time=months"),
            ("in 3 months", "time=months"),
            ("We'd like to move in 3-6 months", "time=months"),
            ("hoping to start in 10 weeks", "time=months"),
            ("we are looking to buy next year", "time=months"),
            ("start in early spring", "time=months"),
            ("we want to move by June", "time=months"),
            ("planning to do it in 2 years", "time=exploring"),
            ("just looking", "time=exploring"),
            ("Just browsing for now", "time=exploring"),
            ("no rush", "time=exploring"),
            ("I'm not in a hurry", "time=exploring"),
            ("no rush, sometime next year", "time=months"),
            ("not urgent", "time=exploring"),
            ("not b4 next year", "time=months"),
            ("no sooner than two months from now", "time=months"),
            ("I need a plumber but today not", ""),
        ],
    );
}

#[test]
fn something_else() {
    check(
        Industry::Insurance,
        None,
        &[
            ("just looking for a quote", ""),
            ("how are you today?", ""),
            ("I'm paying $200 right now", ""),
            ("I had an accident last week", ""),
            ("I've been waiting for 3 weeks", ""),
            ("3 weeks ago", ""),
            ("how soon can you start?", ""),
            ("it happened this week", ""),
            ("a 6 month lease", ""),
            ("I want a 12 month policy", ""),
            ("you may call me", ""),
            ("I was born in May", ""),
            ("thanks for your help today", ""),
            ("I have lived here for 10 years", ""),
        ],
    );
}

#[test]
fn asked() {
    check(
        Industry::Solar,
        Some(Question::Timeline),
        &[
            ("now", "time=immediate"),
            ("right now", "time=immediate"),
            ("tomorrow", "time=immediate"),
            ("3 weeks", "time=weeks"),
            ("within weeks", "time=weeks"),
            ("in a week or two", "time=weeks"),
            ("soon", "time=weeks"),
            ("maybe 2 or 3 months", "time=months"),
            ("a few months", "time=months"),
            ("within months", "time=months"),
            ("March", "time=months"),
            ("this summer", "time=months"),
            ("a year from now", "time=months"),
            ("whenever", "time=exploring"),
            ("I'm flexible", "time=exploring"),
            ("not sure yet", "time=exploring"),
            ("not right now", "time=exploring"),
            ("I'm just looking", "time=exploring"),
            ("what do you mean?", ""),
            ("since last year", ""),
            ("not soon", ""),
            ("12 months", "time=months"),
            ("Monday or Tuesday", "time=immediate"),
            ("by christmas", "time=months"),
            ("it's been 3 weeks already", ""),
            ("$200 a month", "budget=$200 month"),
            ("none of your business", ""),
        ],
    );
}
