//! Who the demo's leads are. Addresses end in `.example`, phone numbers are the reserved 555-01xx ones.

use rand::Rng;
use rand::seq::IndexedRandom;

use beckon_domain::industry::Industry;

const FIRST: [&str; 32] = [
    "Maria", "James", "Aisha", "Chen", "Olivia", "Mateo", "Priya", "Noah", "Fatima", "Lucas",
    "Hannah", "Diego", "Yuki", "Amara", "Ethan", "Sofia", "Omar", "Grace", "Ivan", "Leila",
    "Daniel", "Ingrid", "Kwame", "Chloe", "Rafael", "Mei", "Tomas", "Zoe", "Samuel", "Nadia",
    "Peter", "Elena",
];
const LAST: [&str; 28] = [
    "Lopez", "Carter", "Rahman", "Wei", "Bennett", "Vargas", "Patel", "Fischer", "Haddad",
    "Moreau", "Kim", "Reyes", "Tanaka", "Okafor", "Brooks", "Marino", "Farouk", "Sullivan",
    "Petrov", "Nazari", "Novak", "Larsen", "Mensah", "Dubois", "Silva", "Zhang", "Walsh", "Costa",
];
const CITIES: [&str; 10] = [
    "Austin",
    "San Antonio",
    "Round Rock",
    "Austin",
    "Dallas",
    "Houston",
    "Phoenix",
    "Denver",
    "Austin",
    "El Paso",
];
const MAIL: [&str; 3] = ["mail.example", "inbox.example", "post.example"];
const TIMELINES: [(&str, &str); 5] = [
    ("As soon as possible please", "immediate"),
    ("We would like to start right away", "immediate"),
    ("In about three weeks", "weeks"),
    ("Probably in 3 months", "months"),
    ("No rush, just looking around", "exploring"),
];
const DECISIONS: [&str; 3] = [
    "It's my decision",
    "I'm the owner, so it's my call",
    "I need to talk it over with my wife first",
];
const SOURCES: [&str; 6] = [
    "utm_source=google&utm_medium=cpc&utm_campaign=spring-savings&utm_term=solar+quote&gclid=demo-click",
    "utm_source=facebook&utm_medium=paid_social&utm_campaign=lookalike-homeowners&fbclid=demo-click",
    "utm_source=newsletter&utm_medium=email&utm_campaign=august",
    "",
    "",
    "utm_source=partner&utm_medium=referral&utm_campaign=roofers",
];

/// A visitor of the demo.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) city: &'static str,
    /// A whole number of dollars a month.
    pub(super) budget: u32,
    /// How they say when, and the word a form would send.
    pub(super) timeline: (&'static str, &'static str),
    pub(super) decision: &'static str,
    /// The query of the address they arrived at.
    pub(super) query: &'static str,
}

/// Somebody, out of the lists above.
pub(super) fn somebody(rng: &mut impl Rng) -> Person {
    let first = pick(rng, &FIRST);
    let last = pick(rng, &LAST);
    let number = rng.random_range(100..200);
    Person {
        name: format!("{first} {last}"),
        email: format!(
            "{}.{}{}@{}",
            first.to_lowercase(),
            last.to_lowercase(),
            rng.random_range(1..99),
            pick(rng, &MAIL)
        ),
        phone: format!(
            "({}) 555-0{number}",
            pick(rng, &["512", "210", "737", "214", "602"])
        ),
        city: pick(rng, &CITIES),
        budget: rng.random_range(3..90) * 100,
        timeline: pick(rng, &TIMELINES),
        decision: pick(rng, &DECISIONS),
        query: pick(rng, &SOURCES),
    }
}

/// How somebody opens the conversation.
pub(super) fn opening(industry: Industry, city: &str) -> String {
    let wish = match industry {
        Industry::RealEstate => "we want to sell our house and buy something smaller",
        Industry::Insurance => "I need a quote for home and car insurance",
        Industry::Solar => "we own our house and the electricity bill is around $240 a month",
        Industry::Legal => "I need a lawyer for a dispute with my landlord",
        Industry::HomeServices => "our kitchen needs a renovation",
    };
    format!("Hello, {wish}. We live in {city}.")
}

fn pick<T: Copy>(rng: &mut impl Rng, list: &[T]) -> T {
    *list.choose(rng).unwrap_or(&list[0])
}
