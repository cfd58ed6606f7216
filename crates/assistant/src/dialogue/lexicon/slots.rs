//! What the words of one language are that facts are told in.

use super::{Cues, Words};
use beckon_domain::money::Currency;

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
    /// What a word ends with when it tells what somebody does.
    pub(crate) participle: &'static str,
    /// What a name ends with when something belongs to it.
    pub(crate) possessives: &'static [&'static str],
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
    /// Somebody else's: `my wife's email`.
    pub(crate) others: Cues,
    /// The business's own, or out of date: `your number`.
    pub(crate) unusable: Cues,
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
    /// What begins a town's name with a full stop: `St. Cloud`.
    pub(crate) saints: Words,
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
    /// What tells that a time is no start: something has been, or is asked for.
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
