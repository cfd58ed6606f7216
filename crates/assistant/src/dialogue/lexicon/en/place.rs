//! Where somebody is: the states of the home market and its larger cities, and some abroad.

use crate::dialogue::lexicon::{Cues, Place, Words};

/// Places.
pub(super) static PLACE: Place = Place {
    intro: Cues::new(
        "
        live|living|located|based|reside|residing|situated out? in|near|around|outside
        my|our location|city|town|area is|:
        ^ location|city|town :|is
        ",
    ),
    weak_intro: Cues::new(
        "
        in|near|around|outside
        moving|relocating|move|relocate|moved|relocated to|from
        i'm|im|we're from
        i am from
        we are from
        ",
    ),
    before_known: Cues::new("in|near|around|outside|from|to|for|at the?"),
    not_before: Words::new(
        "interested believe invest investing specialise specialize experience work working worked interest degree expert back come coming lives weather not isn't isnt aren't",
    ),
    from: Words::new("from"),
    zip: Words::new("zip zipcode zip-code postal postcode"),
    saints: Words::new("st ft mt"),
    cities: Cues::new(
        "
        new york city?
        nyc|brooklyn|manhattan|queens|bronx
        los angeles
        chicago|houston|phoenix|philadelphia|dallas|austin|columbus|charlotte|indianapolis|seattle|denver|boston|detroit|nashville|memphis|portland|baltimore|milwaukee|albuquerque|tucson|fresno|sacramento|atlanta|omaha|raleigh|miami|oakland|minneapolis|tulsa|tampa|wichita|arlington|cleveland|honolulu|anaheim|pittsburgh|cincinnati|orlando|irvine|newark|plano|durham|scottsdale|boise|richmond|spokane|tacoma|gilbert|chandler|henderson|buffalo
        san antonio|diego|jose|francisco|bernardino|mateo
        fort worth|lauderdale|collins
        las vegas
        kansas|oklahoma|jersey city
        salt lake city?
        new orleans
        st|saint . louis|paul|petersburg
        st|saint louis|paul|petersburg
        el paso
        long beach
        virginia beach
        colorado springs
        palm springs|beach
        santa ana|barbara|clara|monica|fe|rosa
        washington dc|d.c?
        london|manchester|birmingham|dublin|edinburgh|glasgow|toronto|vancouver|montreal|calgary|sydney|melbourne|berlin|munich|hamburg|frankfurt|cologne|vienna|zurich|paris|lyon|madrid|barcelona|valencia|lisbon|porto|amsterdam|brussels|rome|milan
        ",
    ),
    states: &[
        ("al", "alabama"), ("ak", "alaska"), ("az", "arizona"), ("ar", "arkansas"), ("ca", "california"), ("co", "colorado"),
        ("ct", "connecticut"), ("de", "delaware"), ("fl", "florida"), ("ga", "georgia"), ("hi", "hawaii"), ("id", "idaho"),
        ("il", "illinois"), ("in", "indiana"), ("ia", "iowa"), ("ks", "kansas"), ("ky", "kentucky"), ("la", "louisiana"),
        ("me", "maine"), ("md", "maryland"), ("ma", "massachusetts"), ("mi", "michigan"), ("mn", "minnesota"), ("ms", "mississippi"),
        ("mo", "missouri"), ("mt", "montana"), ("ne", "nebraska"), ("nv", "nevada"), ("nh", "new hampshire"), ("nj", "new jersey"),
        ("nm", "new mexico"), ("ny", "new york"), ("nc", "north carolina"), ("nd", "north dakota"), ("oh", "ohio"), ("ok", "oklahoma"),
        ("or", "oregon"), ("pa", "pennsylvania"), ("ri", "rhode island"), ("sc", "south carolina"), ("sd", "south dakota"),
        ("tn", "tennessee"), ("tx", "texas"), ("ut", "utah"), ("vt", "vermont"), ("va", "virginia"), ("wa", "washington"),
        ("wv", "west virginia"), ("wi", "wisconsin"), ("wy", "wyoming"), ("dc", "district of columbia"),
    ],
    yours: Cues::new(
        "
        are|r you|u guys? located|based|still|also|even? in|near|from|around
        is your office|company|team|business|shop _
        where are|is you|your|u
        ",
    ),
    months: Words::new(
        "
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
        ",
    ),
    kinds: Words::new("area county city town region"),
};
