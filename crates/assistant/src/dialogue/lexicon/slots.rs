//! What the words of one language are that facts are told in.

use std::collections::HashMap;

use beckon_domain::money::Currency;
use serde::Deserialize;

use super::{Cues, Words};

/// Number words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    pub(crate) words: HashMap<String, i64>,
    /// Number words that only begin a number: `a hundred`, not `hundred a month`.
    #[serde(default)]
    pub(crate) articles: Words,
    pub(crate) multipliers: HashMap<String, i64>,
    /// Multipliers that are a number by themselves: `mil`.
    pub(crate) alone: Words,
    /// Number words that take an `of`: `couple`.
    pub(crate) collective: Words,
    /// What follows them.
    pub(crate) of: Words,
    /// Within a number: `treinta y dos`.
    pub(crate) and: Words,
    /// `half`, as in `half a million`.
    pub(crate) half: Words,
    /// After a number that is not exact: `thirty odd`, `treinta y pico`.
    #[serde(default)]
    pub(crate) vague: Cues,
    /// What ends a word for such a number: `-odd`.
    #[serde(default)]
    pub(crate) vague_endings: Vec<String>,
}

/// Cues of a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Before a surname that follows later: `last name`.
    pub(crate) surname: Cues,
    /// Everyday words that are surnames as well.
    pub(crate) also: Words,
    /// `Dr`, which is no part of a name.
    pub(crate) titles: Words,
    /// `de la`.
    pub(crate) particles: Words,
    /// What a word ends with when it tells what somebody does; may be empty.
    pub(crate) participle: String,
    /// What a name ends with when something belongs to it.
    pub(crate) possessives: Vec<String>,
    /// Between two people: `Ana and Bo`.
    pub(crate) and: Words,
}

/// Cues of a company and its size.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Company {
    pub(crate) intro: Cues,
    /// What tells of a provider where insurance is the matter.
    pub(crate) provider: Cues,
    /// After these a name in lower case is one too.
    pub(crate) naming: Words,
    /// `Inc`.
    pub(crate) suffixes: Words,
    /// Words that companies are called by: `bakery`.
    pub(crate) kinds: Words,
    /// What tells that a business is spoken of.
    pub(crate) business: Words,
    /// What comes before a number of people: `we are`.
    pub(crate) size_intro: Cues,
    /// What comes before a number that can only be people: `team of`.
    pub(crate) team_of: Cues,
    /// What comes after a number where people are meant wherever it stands: `employees`.
    pub(crate) staff: Cues,
    /// What comes after a number where people may be meant: `people`.
    pub(crate) people: Cues,
    /// What ends a word for so many people: `two-person`.
    #[serde(default)]
    pub(crate) heads: Words,
    /// Who speaks: `me`.
    pub(crate) oneself: Words,
    /// What adds one: `plus`.
    pub(crate) plus: Words,
    /// What tells that a household is meant.
    pub(crate) household: Words,
    /// One person, wherever it stands.
    pub(crate) single: Cues,
    /// Two people: `just me and my cousin`.
    pub(crate) pair: Cues,
    /// One person, where the size was asked.
    pub(crate) alone: Cues,
}

/// Cues of an address or a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    /// Somebody else's: `my wife's email`.
    pub(crate) others: Cues,
    /// The business's own, or out of date: `your number`.
    pub(crate) unusable: Cues,
    /// What comes before a spelt-out address.
    pub(crate) address_intro: Words,
    /// `at`, and whatever else stands for `@`.
    pub(crate) at: Words,
    /// Those of them that mean something else as well.
    pub(crate) unsure_at: Words,
    pub(crate) dot: Words,
    /// Other signs in an address, and what they are called: `underscore`.
    pub(crate) signs: HashMap<String, Cues>,
    /// What ends a spelt-out domain.
    pub(crate) endings: Words,
    /// What comes before a number that is no phone: `policy`.
    pub(crate) references: Words,
}

/// Cues of who decides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    /// The visitor does.
    pub(crate) decides: Cues,
    /// Nobody else need be asked.
    pub(crate) asks_nobody: Cues,
    /// The visitor does, where it was asked.
    pub(crate) asked_decides: Cues,
    /// Somebody else has a say.
    pub(crate) defers: Cues,
}

/// Cues of a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Before a postal code: `in`.
    pub(crate) inside: Words,
    pub(crate) zip: Words,
    /// What begins a town's name with a full stop: `St. Cloud`.
    pub(crate) saints: Words,
    /// Asks where the business is.
    pub(crate) yours: Cues,
    pub(crate) months: Words,
    /// What may end a place that was asked for: `area`.
    pub(crate) kinds: Words,
    /// Whether every noun has a capital, so that one tells nothing.
    pub(crate) capital_nouns: bool,
}

/// Cues of a budget.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Money {
    pub(crate) budget: Cues,
    /// An amount beside it is something else: a bill, a price, an income.
    pub(crate) other: Cues,
    /// What comes before an amount that is a wish: `up to`.
    pub(crate) about: Words,
    pub(crate) currencies: HashMap<Currency, Cues>,
    /// What may come after an amount that names no currency; anything else says what is counted.
    pub(crate) after: Words,
    pub(crate) week: Cues,
    pub(crate) quarter: Cues,
    pub(crate) month: Cues,
    pub(crate) year: Cues,
    pub(crate) once: Cues,
    /// A rate: `per hour`.
    pub(crate) rate: Cues,
    /// Between the two ends of a range.
    pub(crate) to: Words,
    /// What may stand before that: `up to`.
    #[serde(default)]
    pub(crate) up: Words,
    pub(crate) or: Words,
    /// Before a range whose ends an `and` joins.
    pub(crate) between: Words,
    /// Between two statements.
    pub(crate) and: Words,
    pub(crate) not: Words,
    /// What comes before a year: `in`.
    pub(crate) when: Words,
    /// What tells that a home is rented, not bought, so that a sum of some hundreds is one.
    pub(crate) renting: Words,
    /// Doesn't tell the budget, asked or not.
    pub(crate) withheld: Cues,
}

/// Cues of a time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Time {
    /// Immediate, wherever they stand.
    pub(crate) urgent: Cues,
    /// Only looking, wherever they stand.
    pub(crate) exploring: Cues,
    /// What tells that a time is no start: something has been, or is asked for.
    pub(crate) past: Cues,
    /// What tells so wherever it stands in the clause: `in March a tree fell`.
    pub(crate) happened: Cues,
    /// What tells so only right before it: `vor zwei Wochen`, not `vor Gericht in zwei Wochen`.
    #[serde(default)]
    pub(crate) ago: Words,
    pub(crate) immediate: Cues,
    pub(crate) weeks: Cues,
    pub(crate) months: Cues,
    /// `within`, before a number.
    pub(crate) within: Cues,
    /// After a time: `two weeks from now`.
    pub(crate) from_now: Cues,
    /// Before a time that something takes: `for`.
    pub(crate) lasting: Words,
    /// Words that may stand around a time without changing it.
    pub(crate) around: Words,
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

/// Cues of a time to meet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Meeting {
    pub(crate) today: Cues,
    pub(crate) tomorrow: Cues,
    pub(crate) after_tomorrow: Cues,
    /// Monday to Sunday.
    pub(crate) weekdays: [Cues; 7],
    pub(crate) morning: Cues,
    pub(crate) afternoon: Cues,
    pub(crate) evening: Cues,
    /// Before an hour: `at`.
    pub(crate) at: Cues,
    /// After an hour: `o'clock`.
    pub(crate) hour: Words,
    /// After an hour of the second half of the day: `pm`.
    pub(crate) pm: Words,
    /// After an hour of the first half: `am`.
    pub(crate) am: Words,
    /// Half an hour after the hour beside it: `half past`, `y media`.
    pub(crate) half_past: Cues,
    /// Half an hour before it: `halb`; may be empty.
    pub(crate) half_to: Cues,
    /// A quarter after it.
    pub(crate) quarter_past: Cues,
    /// A quarter before it.
    pub(crate) quarter_to: Cues,
    /// Before an hour from which on any suits.
    pub(crate) after: Cues,
    /// Before an hour until which any suits.
    pub(crate) before: Cues,
    /// The same as `after`: `not before`.
    pub(crate) not_before: Cues,
    /// The same as `before`: `not after`.
    pub(crate) not_after: Cues,
    /// Before a date: `on`.
    pub(crate) on: Words,
    /// Beside a day of the week: that of the week after this one; may be empty.
    pub(crate) next: Cues,
    /// The week after this one.
    pub(crate) next_week: Cues,
    /// After a day of the week: a week later.
    pub(crate) in_a_week: Cues,
    /// Before a number of days or weeks after which it is to be.
    pub(crate) ahead: Cues,
    /// January to December.
    pub(crate) months: [Cues; 12],
    /// Asks for an appointment.
    pub(crate) wants: Cues,
    /// With a time beside it, asks for one as well: `come`.
    pub(crate) meets: Cues,
    /// Wants another time for one's own appointment.
    pub(crate) moves: Cues,
    /// Calls it off.
    pub(crate) cancels: Cues,
    /// What is offered, or the time beside it, does not suit.
    pub(crate) unsuitable: Cues,
    /// Asks for others.
    pub(crate) others: Cues,
    /// Begins another clause: `but`.
    pub(crate) but: Words,
    /// Wants none after all.
    pub(crate) drops: Cues,
    /// Asks to wait.
    pub(crate) holds: Cues,
    /// Has no e-mail address, or wants none used.
    pub(crate) lacks_email: Cues,
    /// Something suits.
    pub(crate) suits: Cues,
    /// Picks the first, second or third of what is offered.
    pub(crate) ordinals: [Cues; 3],
    /// Picks the last.
    pub(crate) last: Cues,
}
