//! The words of a name: where it ends, and what may stand in and after it.

use std::ops::Range;

use super::super::{Context, amount};
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;

const MOST_WORDS: usize = 4;
const MOST_WORDS_BARE: usize = 3;
/// The most small words in a row: `van de la`.
const MOST_PARTICLES: usize = 3;

/// `Ana and Bo Lopez`, where a clause ends after it.
pub(super) fn with_partner(
    message: &Message,
    range: Range<usize>,
    context: &Context,
) -> Range<usize> {
    let joined = context.lexicon.name.and.contains(message.word(range.end));
    match run(message, range.end + 1, context) {
        Some(partner) if joined && message.is_end(partner.end) => range.start..partner.end,
        _ => range,
    }
}

/// How many words a name may have that nothing introduces; one more after a first name, as in `Ana Lucía Pérez Gómez`.
pub(super) fn most_bare(message: &Message, range: &Range<usize>) -> usize {
    MOST_WORDS_BARE + usize::from(gazetteer::is_first_name(message.word(range.start)))
}

/// Whether a title stands at the beginning: `Mme Garnier`.
pub(super) fn is_titled(message: &Message, start: usize, context: &Context) -> bool {
    context.lexicon.name.titles.contains(message.word(start))
}

pub(super) fn is_lower(message: &Message, at: usize, context: &Context) -> bool {
    message.is(at, Kind::Word)
        && !message.is_capital(at)
        && !context.lexicon.name.particles.contains(message.word(at))
}

/// How many words a name has, apart from `de la` and the like.
pub(super) fn words(message: &Message, range: Range<usize>, context: &Context) -> usize {
    let small = |word: &str| {
        context.lexicon.name.particles.contains(word) || context.lexicon.name.and.contains(word)
    };
    range
        .filter(|&at| message.is(at, Kind::Word) && !small(message.word(at)))
        .count()
}

/// The words from `start` on that can be a name, without a title before it.
pub(super) fn run(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let cues = &context.lexicon.name;
    let start = after_title(message, start, context);
    let capital = message.is_capital(start);
    let mut end = start;
    let mut count = 0;
    let first_name = gazetteer::is_first_name(message.word(start));
    let fits = |end: usize| {
        // `Dieter Sommer`: after a first name, a capital makes a name of an everyday word.
        let surname = end > start
            && message.is(end, Kind::Word)
            && (cues.also.contains(message.word(end))
                || first_name && capital && message.is_capital(end));
        surname && !cues.followers.contains(message.word(end)) || may_be_name(message, end, context)
    };
    // `de la`, and then a word that is a name after it: `del Río`.
    let small = |end: usize| {
        let words =
            (end..end + MOST_PARTICLES).take_while(|&at| cues.particles.contains(message.word(at)));
        let after = end + words.count();
        let named = capital && message.is_capital(after) && !context.lexicon.place.capital_nouns;
        (fits(after) || named && message.is(after, Kind::Word)).then_some(after)
    };
    while count < MOST_WORDS {
        let after = small(end).filter(|&after| count > 0 && after > end);
        if let Some(after) = after {
            // `Javier Treviño de Monterrey`: where somebody is from.
            let from = context.lexicon.place.before_known.at(message, after - 1) == Some(after);
            if from && gazetteer::city_end(message, after).is_some_and(|city| message.is_end(city))
            {
                break;
            }
            end = after;
        } else if !fits(end) || count > 0 && capital && !message.is_capital(end) {
            break;
        }
        count += 1;
        let abbreviated = message.word(end).chars().count() == 1
            || count > 1 && context.lexicon.place.saints.contains(message.word(end));
        end += 1;
        if abbreviated
            && message.word(end) == "."
            && message.is_glued(end)
            && message.is(end + 1, Kind::Word)
        {
            end += 1;
        }
    }
    let possessive = |word: &str| {
        cues.possessives
            .iter()
            .any(|ending| word.ends_with(ending.as_str()))
    };
    let complete = count > 0 && !possessive(message.word(end - 1));
    complete.then_some(start..end)
}

/// What follows `Dr.` and the like.
pub(super) fn after_title(message: &Message, start: usize, context: &Context) -> usize {
    let mut at = start;
    while context.lexicon.name.titles.contains(message.word(at)) {
        at += 1;
        at += usize::from(message.word(at) == "." && message.is_glued(at));
    }
    at
}

pub(super) fn may_be_name(message: &Message, at: usize, context: &Context) -> bool {
    let word = message.word(at);
    message.is(at, Kind::Word)
        && !context.lexicon.common.contains(word)
        && (!context.lexicon.place.months.contains(word)
            || context.expects(Question::Name) && message.is_capital(at))
        && !message.is_glued_to_sign(at)
        && (message.is_capital(at) || amount::currency(message, at, context).is_none())
        && !word.chars().any(char::is_numeric)
}

/// `looking`, `planning`: what somebody does, not who they are; but `Ming`.
pub(super) fn is_doing(word: &str, context: &Context) -> bool {
    let ending = &context.lexicon.name.participle;
    !ending.is_empty() && word.len() > 4 && word.ends_with(ending.as_str())
}

/// Whether what follows `I'm …` lets it be a name: the clause's end, or a word like `and`.
pub(super) fn is_followed_well(message: &Message, end: usize, context: &Context) -> bool {
    let follows = |word| {
        context.lexicon.name.followers.contains(word) || context.lexicon.fillers.contains(word)
    };
    message.is_end(end) || follows(message.word(end))
}
