//! Whose an address or number is.

use std::ops::Range;

use super::{Context, Found, is_of_others, preceded};
use crate::dialogue::lexicon::Cues;
use crate::dialogue::text::{Kind, Message};

/// How far the words may stand that say whose it is, in tokens.
const REACH: usize = 2;

/// Of several addresses or numbers the visitor's, with its tokens: the first, unless a later one
/// takes it back. Somebody else's (`my wife's`) is better than none; the business's own and what is
/// out of date are not.
pub(super) fn own<T: Clone>(
    message: &Message,
    candidates: &[(Range<usize>, T)],
    context: &Context,
) -> Option<Found<T>> {
    let usable = candidates
        .iter()
        .filter(|(range, _)| !is_unusable(message, range, context));
    let mut chosen: Option<(usize, Found<T>)> = None;
    for (range, value) in usable {
        let others = cue_before(message, range, &context.lexicon.contact.others)
            || is_of_others(message, range.start, context);
        let taken_back = chosen.as_ref().is_some_and(|(end, found)| {
            is_taken_back(message, *end..range.start, context) || !found.sure && !others
        });
        if chosen.is_none() || taken_back && !others {
            let found = Found {
                value: value.clone(),
                sure: !others,
            };
            chosen = Some((range.end, found));
        }
    }
    chosen.map(|(_, found)| found)
}

/// Whether something between two values says that the second replaces the first.
pub(super) fn is_taken_back(message: &Message, between: Range<usize>, context: &Context) -> bool {
    let rather = &context.lexicon.intents.rather;
    between
        .clone()
        .any(|at| rather.at(message, at).is_some_and(|end| end <= between.end))
}

fn is_unusable(message: &Message, range: &Range<usize>, context: &Context) -> bool {
    let cues = &context.lexicon.contact.unusable;
    let negated = preceded(message, range.start, 1, |word| {
        context.lexicon.money.not.contains(word)
    });
    let asked_back = (range.end..range.end + REACH).any(|at| cues.at(message, at).is_some());
    // `that's my old one, use ana@example.com`
    let introduced = range.start > 0
        && message.is(range.start - 1, Kind::Word)
        && (context.lexicon.contact.address_intro).contains(message.word(range.start - 1));
    let reach = range
        .start
        .saturating_sub(if introduced { 1 } else { REACH })..=range.start;
    let named = |mut reach: std::ops::RangeInclusive<usize>| {
        reach.any(|at| cues.ending_at(message, at).is_some())
    };
    negated || asked_back || named(reach)
}

fn cue_before(message: &Message, range: &Range<usize>, cues: &Cues) -> bool {
    let mut before = range.start.saturating_sub(REACH)..=range.start;
    before.any(|at| cues.ending_at(message, at).is_some())
}
