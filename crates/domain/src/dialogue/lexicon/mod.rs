//! What the dialogue understands: word lists and patterns as data, one table a language.

pub(crate) mod cues;
mod en;

pub(crate) use self::cues::{Cues, Words};
pub(crate) use self::en::EN;
use crate::industry::Industry;
use crate::lead::Currency;

/// All that is understood of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// What a message is about.
    pub(crate) intents: &'static Intents,
    /// Words that are never a name, a place or a company.
    pub(crate) common: &'static Words,
    /// Words that may stand before an answer: `yes, Ana`.
    pub(crate) fillers: &'static Words,
    /// Numbers in words and what multiplies them.
    pub(crate) numbers: &'static Numbers,
    /// How people tell their name.
    pub(crate) name: &'static Name,
    /// How people tell their company, and how many work there.
    pub(crate) company: &'static Company,
    /// How people tell an address or number, and what only looks like one.
    pub(crate) contact: &'static Contact,
    /// How people tell where they are.
    pub(crate) place: &'static Place,
    /// How people tell what they would spend.
    pub(crate) money: &'static Money,
    /// How people tell when they want to begin.
    pub(crate) time: &'static Time,
    /// How people tell that they decide.
    pub(crate) decides: &'static Cues,
    /// How people tell that nobody else need be asked.
    pub(crate) asks_nobody: &'static Cues,
    /// How people tell that they decide, where it was asked.
    pub(crate) asked_decides: &'static Cues,
    /// How people tell that somebody else has a say.
    pub(crate) defers: &'static Cues,
    /// What tells of the matter itself, so that the opening question need not be asked.
    pub(crate) need: fn(Industry) -> &'static Cues,
}

/// Cues of what a message is about.
#[derive(Debug)]
pub(crate) struct Intents {
    pub(crate) greeting: Cues,
    pub(crate) thanks: Cues,
    pub(crate) goodbye: Cues,
    /// Wants a person.
    pub(crate) person: Cues,
    /// Wants to be called or written to; with a number beside it only an answer.
    pub(crate) call_me: Cues,
    /// Words that turn the one that follows into its opposite.
    pub(crate) negation: Cues,
    pub(crate) frustration: Cues,
    pub(crate) abuse: Cues,
    /// Won't tell.
    pub(crate) refusal: Cues,
    /// Doesn't know.
    pub(crate) unsure: Cues,
    /// Wants no more questions.
    pub(crate) silence: Cues,
    pub(crate) yes: Cues,
    pub(crate) no: Cues,
    /// Takes back what was said.
    pub(crate) correction: Cues,
    /// May take back what was said, or only introduces an answer.
    pub(crate) apology: Cues,
    /// Begins a question.
    pub(crate) opener: Cues,
    /// Words that ask for a price where a question is asked.
    pub(crate) price: Cues,
    /// Asks for a price as it is.
    pub(crate) quote: Cues,
    /// Asks who is answering.
    pub(crate) robot: Cues,
    /// Doesn't understand the question.
    pub(crate) meaning: Cues,
    /// Asks why it is asked.
    pub(crate) why: Cues,
    /// Asks how long it takes until somebody is there.
    pub(crate) wait: Cues,
    /// Asks what happens to the data.
    pub(crate) privacy: Cues,
    /// Tells of something bad that happened.
    pub(crate) misfortune: Cues,
}

/// Number words.
#[derive(Debug)]
pub(crate) struct Numbers {
    pub(crate) words: &'static [(&'static str, i64)],
    pub(crate) multipliers: &'static [(&'static str, i64)],
    /// Number words that take an `of`: `couple`.
    pub(crate) collective: Words,
    /// What follows them.
    pub(crate) of: Words,
    /// `half`, as in `half a million`.
    pub(crate) half: Words,
}

/// Cues of a name.
#[derive(Debug)]
pub(crate) struct Name {
    /// Certain: `my name is`.
    pub(crate) intro: Cues,
    /// Possible: `I'm`.
    pub(crate) weak_intro: Cues,
    /// Possible where the name was asked: `it's`.
    pub(crate) asked_intro: Cues,
    /// What may follow a name after a possible cue.
    pub(crate) followers: Words,
    /// What stands after a name: `Ana here`.
    pub(crate) outro: Cues,
    /// What may stand after a name that was asked for: `Ana is fine`.
    pub(crate) asked_outro: Cues,
    /// `Dr`.
    pub(crate) titles: Words,
    /// `de la`.
    pub(crate) particles: Words,
    /// Between two people: `Ana and Bo`.
    pub(crate) and: Words,
}

/// Cues of a company and its size.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) intro: Cues,
    /// What tells of a provider where insurance is the matter.
    pub(crate) provider: Cues,
    /// After these a name in lower case is one too.
    pub(crate) naming: Words,
    /// `Inc`.
    pub(crate) suffixes: Words,
    /// What comes before a number of people: `we are`.
    pub(crate) size_intro: Cues,
    /// What comes before a number that can only be people: `team of`.
    pub(crate) team_of: Cues,
    /// What comes after a number where people are meant wherever it stands: `employees`.
    pub(crate) staff: Cues,
    /// What comes after a number where people may be meant: `people`.
    pub(crate) people: Words,
    /// What tells that a household is meant.
    pub(crate) household: Words,
    /// One person, where the size was asked.
    pub(crate) alone: Cues,
}

/// Cues of an address or a number.
#[derive(Debug)]
pub(crate) struct Contact {
    /// Somebody else's: `your email`.
    pub(crate) others: Cues,
    /// What comes before a spelt-out address.
    pub(crate) address_intro: Words,
    pub(crate) at: Words,
    pub(crate) dot: Words,
    /// What ends a spelt-out domain.
    pub(crate) endings: Words,
    /// What comes before a number that is no phone: `policy`.
    pub(crate) references: Words,
}

/// Cues of a place.
#[derive(Debug)]
pub(crate) struct Place {
    /// Certain: `live in`.
    pub(crate) intro: Cues,
    /// Before a capital: `in`.
    pub(crate) weak_intro: Cues,
    /// Before a known place: `from`.
    pub(crate) before_known: Cues,
    /// Words after which `in` introduces no place: `interested`.
    pub(crate) not_before: Words,
    /// Introduces where somebody comes from, and may be about to leave.
    pub(crate) from: Words,
    pub(crate) zip: Words,
    /// Understood in lower case too.
    pub(crate) cities: Cues,
    /// Abbreviation and name.
    pub(crate) states: &'static [(&'static str, &'static str)],
    /// Asks where the business is.
    pub(crate) yours: Cues,
    pub(crate) months: Words,
    /// What may end a place that was asked for: `area`.
    pub(crate) kinds: Words,
}

/// Cues of a budget.
#[derive(Debug)]
pub(crate) struct Money {
    pub(crate) budget: Cues,
    /// An amount beside it is something else: a bill, a price, an income.
    pub(crate) other: Cues,
    /// What comes before an amount that is a wish: `up to`.
    pub(crate) about: Words,
    pub(crate) currencies: &'static [(&'static str, Currency)],
    /// What may come after an amount that names no currency; anything else says what is counted.
    pub(crate) after: Words,
    pub(crate) week: Cues,
    pub(crate) month: Cues,
    pub(crate) year: Cues,
    pub(crate) once: Cues,
    /// A rate: `per hour`.
    pub(crate) rate: Cues,
    /// Between the two ends of a range.
    pub(crate) to: Words,
    pub(crate) or: Words,
    /// Before a range whose ends an `and` joins.
    pub(crate) between: Words,
    /// Between two statements.
    pub(crate) and: Words,
    pub(crate) not: Words,
    /// What comes before a year: `in`.
    pub(crate) when: Words,
}

/// Cues of a time.
#[derive(Debug)]
pub(crate) struct Time {
    /// Immediate, wherever they stand.
    pub(crate) urgent: Cues,
    /// Only looking, wherever they stand.
    pub(crate) exploring: Cues,
    /// What tells that something is to begin.
    pub(crate) start: Cues,
    /// What tells that something has been.
    pub(crate) past: Cues,
    /// Words that may stand around a time without changing it.
    pub(crate) around: Words,
    pub(crate) immediate: Cues,
    pub(crate) weeks: Cues,
    pub(crate) months: Cues,
    /// `within`, before a number.
    pub(crate) within: Words,
    /// After a time: `two weeks from now`.
    pub(crate) from_now: Cues,
    /// Before a time that something takes: `for`.
    pub(crate) lasting: Words,
    pub(crate) day_units: Words,
    pub(crate) week_units: Words,
    pub(crate) month_units: Words,
    pub(crate) year_units: Words,
    /// Immediate, where the time was asked.
    pub(crate) asked_immediate: Cues,
    /// Months, where the time was asked: `March`.
    pub(crate) asked_months: Cues,
    /// Only looking, where the time was asked.
    pub(crate) asked_exploring: Cues,
}
