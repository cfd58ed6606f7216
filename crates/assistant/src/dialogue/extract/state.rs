//! States and provinces, by name or abbreviation.

use super::Context;
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};

/// Where a state's name or abbreviation that begins at `at` ends. In lower case an abbreviation may
/// be a word (`in`, `or`, `me`), so that it must follow a comma and end the clause.
pub(super) fn end(message: &Message, at: usize, context: &Context) -> Option<usize> {
    let word = message.word(at);
    let abbreviated = gazetteer::is_state_abbreviation(word);
    let capitals = message.source(at..at + 1).chars().all(char::is_uppercase);
    let after_comma = at > 0 && message.word(at - 1) == ",";
    let common = context.lexicon.common.contains(word)
        || context.lexicon.name.particles.contains(word)
        || context.lexicon.fillers.contains(word);
    let ends = message.is_end(at + 1) || message.is(at + 1, Kind::Number);
    let plausible = if common {
        after_comma && capitals
    } else {
        capitals || ends
    };
    if message.is(at, Kind::Word) && abbreviated && plausible {
        return Some(at + 1);
    }
    gazetteer::state_end(message, at)
}

/// Whether a state stands right before `at`, as before a postal code.
pub(super) fn precedes(message: &Message, at: usize, context: &Context) -> bool {
    (at.saturating_sub(4)..at).any(|start| end(message, start, context) == Some(at))
}
