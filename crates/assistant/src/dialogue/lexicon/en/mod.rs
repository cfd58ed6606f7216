//! English.

mod intents;
mod needs;
mod people;
mod place;
mod project;
mod topics;
mod words;

use super::Lexicon;

/// The lexicon of English.
pub(crate) static EN: Lexicon = Lexicon {
    intents: &intents::INTENTS,
    topics: &topics::TOPICS,
    common: &words::COMMON,
    fillers: &words::FILLERS,
    numbers: &words::NUMBERS,
    name: &people::NAME,
    company: &people::COMPANY,
    contact: &people::CONTACT,
    place: &place::PLACE,
    money: &project::MONEY,
    time: &project::TIME,
    decides: &people::DECIDES,
    asks_nobody: &people::ASKS_NOBODY,
    asked_decides: &people::ASKED_DECIDES,
    defers: &people::DEFERS,
    need: needs::of,
};
