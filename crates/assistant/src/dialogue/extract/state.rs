//! States of the home market, by name or abbreviation.

use super::Context;
use crate::dialogue::text::{Kind, Message};

/// Where a state's name or abbreviation that begins at `at` ends. In lower case an abbreviation may
/// be a word (`in`, `or`, `me`), so that it must follow a comma and end the clause.
pub(super) fn end(message: &Message, at: usize, context: &Context) -> Option<usize> {
    let word = message.word(at);
    let abbreviated = is_abbreviation(word, context);
    let capitals = message.source(at..at + 1).chars().all(char::is_uppercase);
    let after_comma = at > 0 && message.word(at - 1) == ",";
    let common = context.lexicon.common.contains(word);
    let ends = message.is_end(at + 1) || message.is(at + 1, Kind::Number);
    let plausible = if common {
        after_comma && capitals
    } else {
        capitals || ends
    };
    if message.is(at, Kind::Word) && abbreviated && plausible {
        return Some(at + 1);
    }
    name_end(message, at, context)
}

/// Where a state's full name that begins at `at` ends.
pub(super) fn name_end(message: &Message, at: usize, context: &Context) -> Option<usize> {
    let named = |(_, name): &(&str, &str)| {
        let words = name.split(' ');
        let count = words.clone().count();
        words
            .enumerate()
            .all(|(offset, word)| message.word(at + offset) == word)
            .then_some(at + count)
    };
    context.lexicon.place.states.iter().find_map(named)
}

/// Whether a word is a state's abbreviation, whatever it means otherwise.
pub(super) fn is_abbreviation(word: &str, context: &Context) -> bool {
    context
        .lexicon
        .place
        .states
        .iter()
        .any(|(short, _)| *short == word)
}

/// Whether a state stands right before `at`, as before a postal code.
pub(super) fn precedes(message: &Message, at: usize, context: &Context) -> bool {
    (at.saturating_sub(3)..at).any(|start| end(message, start, context) == Some(at))
}
