//! Whose an address or number is.

use std::ops::Range;

use super::{Context, Found, preceded};
use crate::dialogue::text::Message;

/// How far the words may stand that say whose it is, in tokens.
const REACH: usize = 2;

/// The first of several addresses or numbers that is the visitor's, with its tokens. Somebody
/// else's (`my wife's`) is better than none; the business's own and what is out of date are not.
pub(super) fn first_own<T: Clone>(
    message: &Message,
    candidates: &[(Range<usize>, T)],
    context: &Context,
) -> Option<Found<T>> {
    let cues = &context.lexicon.contact;
    let negated = |at: usize| {
        preceded(message, at, 1, |word| {
            context.lexicon.money.not.contains(word)
        })
    };
    candidates.iter().find_map(|(range, value)| {
        let before = range.start.saturating_sub(REACH)..=range.start;
        let told = |cues: &crate::dialogue::lexicon::Cues| {
            before
                .clone()
                .any(|at| cues.ending_at(message, at).is_some())
        };
        let asked_back =
            (range.end..range.end + REACH).any(|at| cues.unusable.at(message, at).is_some());
        if negated(range.start) || asked_back || told(&cues.unusable) {
            return None;
        }
        Some(Found {
            value: value.clone(),
            sure: !told(&cues.others),
        })
    })
}
