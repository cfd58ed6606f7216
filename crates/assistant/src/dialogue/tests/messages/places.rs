use super::check;
use crate::dialogue::Question;
use beckon_domain::industry::Industry;

#[test]
fn told() {
    check(
        Industry::Solar,
        None,
        &[
            ("in Austin, TX", "place=Austin, TX"),
            ("I live in Austin", "place=Austin"),
            ("i live in austin", "place=Austin"),
            ("i live in round rock texas", "place=Round Rock Texas"),
            ("we're in austin, tx", "place=Austin, TX"),
            (
                "The house is in San Luis Obispo, CA 93401",
                "place=San Luis Obispo, CA 93401",
            ),
            ("I'm located in Salt Lake City", "place=Salt Lake City"),
            ("from Dallas", "place=Dallas"),
            ("moving to Portland, OR", "place=Portland, OR"),
            ("my zip is 78701", "place=78701"),
            ("zip code: 78701-1234", "place=78701-1234"),
            ("I'm in Austin, zip 78701", "place=Austin 78701"),
            ("Columbus, OH 43004", "place=Columbus, OH 43004"),
            ("I'm near Zürich", "place=Zürich"),
            ("I live in NYC", "place=NYC"),
            ("we are in texas", "place=Texas"),
            ("I live in St. Cloud, MN", "place=St. Cloud, MN"),
            ("not in Phoenix, in Mesa", "place=Mesa"),
            ("I'm moving from California to Nevada", "place=Nevada"),
            ("I'm in the Phoenix area", "place=Phoenix"),
            ("My home in Boise needs panels", "place=Boise"),
            (
                "in Galway... sorry, we're in Madison, Wisconsin",
                "place=Madison, Wisconsin",
            ),
            ("two cats; moving to Omaha, NE", "place=Omaha, NE"),
        ],
    );
}

#[test]
fn something_else() {
    check(
        Industry::Solar,
        None,
        &[
            ("I'm interested in Solar", ""),
            ("in general", ""),
            ("In my house", ""),
            ("in English please", ""),
            ("I was born in March", ""),
            ("I live in a big house", ""),
            ("i'm in trouble", ""),
            ("Are you in Dallas?", ""),
            ("where are you located?", ""),
            ("I'm Ana Diaz, CA resident", "name=Ana Diaz"),
            ("or in me", ""),
            ("my house in foreclosure", ""),
            ("78701", ""),
            ("my sister lives in Denver", ""),
            ("come in or call me", ""),
            ("we believe in God", ""),
        ],
    );
}

#[test]
fn asked() {
    check(
        Industry::HomeServices,
        Some(Question::Location),
        &[
            ("78701", "place=78701"),
            ("it's 78701", "place=78701"),
            ("Austin", "place=Austin"),
            ("austin tx", "place=Austin TX"),
            ("austin, tx", "place=Austin, TX"),
            ("Cedar Park", "place=Cedar Park"),
            ("sure, cedar park", "place=Cedar Park"),
            ("123 Main St, Austin, TX 78701", "place=Austin, TX 78701"),
            ("SW1A 1AA", "place=SW1A 1AA"),
            ("no", ""),
            ("not telling you", ""),
            ("near the river", ""),
            ("its in mesa", "place=Mesa"),
            ("10115 Berlin", "place=10115 Berlin"),
            ("St. Louis, MO", "place=St. Louis, MO"),
            ("why do you ask?", ""),
        ],
    );
}
