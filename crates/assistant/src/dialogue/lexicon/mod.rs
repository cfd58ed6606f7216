//! What the dialogue understands: word lists and patterns as data, one table a language.

mod cues;
mod en;
mod slots;

pub(crate) use self::cues::{Cues, Words};
pub(crate) use self::en::EN;
pub(crate) use self::slots::{Company, Contact, Money, Name, Numbers, Place, Time};
use beckon_domain::industry::Industry;

/// All that is understood of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// What a message wants.
    pub(crate) intents: &'static Intents,
    /// What a question is about.
    pub(crate) topics: &'static Topics,
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

/// Cues of what a message wants.
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
    /// Tells of something bad that happened.
    pub(crate) misfortune: Cues,
}

/// Cues of what a question is about.
#[derive(Debug)]
pub(crate) struct Topics {
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
}
