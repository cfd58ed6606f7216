//! The words of a place: where a town ends, and the state, province or river that belongs to its name.

use std::ops::Range;

use super::super::postcode::is_code;
use super::super::{Context, cased, state};
use super::MOST_WORDS;
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};

/// Where provinces are called after their towns.
const PROVINCES: [&str; 2] = ["ES", "IT"];

/// `Halle an der Saale`: what follows a town until the clause ends, after a small word.
pub(super) fn with_river(
    message: &Message,
    town: Range<usize>,
    end: usize,
    context: &Context,
) -> Range<usize> {
    let small = context
        .lexicon
        .name
        .particles
        .contains(message.word(town.end));
    let short = (2..=3).contains(&end.saturating_sub(town.end));
    let written_as_name =
        context.lexicon.place.capital_nouns || message.is_capital(end.saturating_sub(1));
    if small && short && written_as_name && !context.lexicon.common.contains(message.word(end - 1))
    {
        town.start..end
    } else {
        town
    }
}

/// The town that begins at `start`, with its state if one follows.
pub(super) fn town(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let code = usize::from(is_code(message, start));
    let start = start + code;
    let known =
        gazetteer::city_end(message, start).or_else(|| gazetteer::state_end(message, start));
    let name = after_saint(message, start, context).unwrap_or(start);
    let run = town_end(message, name, context);
    // `Frankfurt am Main` goes on after `Frankfurt`; `Lyon depuis` doesn't.
    let end = match (known, run) {
        (Some(known), Some(run)) if message.is_capital(start) => known.max(run),
        (Some(known), _) => known,
        (None, run) => run?,
    };
    Some(with_state(message, start - code..end))
}

pub(super) fn town_end(message: &Message, start: usize, context: &Context) -> Option<usize> {
    let capital = message.is_capital(start);
    let particles = &context.lexicon.name.particles;
    let mut end = start;
    while end - start < MOST_WORDS {
        let particle = end > start
            && particles.contains(message.word(end))
            && is_town(message, end + 1, context)
            && message.is_capital(end + 1) == capital;
        let word = is_town(message, end, context) && message.is_capital(end) == capital;
        if !particle && !word || end > start && state::end(message, end, context).is_some() {
            break;
        }
        end += 1;
    }
    (start < end).then_some(end)
}

/// Where the rest of `St. Cloud` begins.
pub(super) fn after_saint(message: &Message, start: usize, context: &Context) -> Option<usize> {
    let saint = context.lexicon.place.saints.contains(message.word(start));
    (saint && message.word(start + 1) == ".").then_some(start + 2)
}

/// Where `St. Cloud` begins, with the rest at `start`.
pub(super) fn saint_before(message: &Message, start: usize, context: &Context) -> Option<usize> {
    let saint = start.checked_sub(2)?;
    after_saint(message, saint, context).map(|_| saint)
}

pub(super) fn is_town(message: &Message, at: usize, context: &Context) -> bool {
    let word = message.word(at);
    let common =
        context.lexicon.common.contains(word) || context.lexicon.place.months.contains(word);
    message.is(at, Kind::Word) && !common && !word.ends_with("'s")
}

/// The range, and the state that follows it.
pub(super) fn with_state(message: &Message, town: Range<usize>) -> Range<usize> {
    let joint = matches!(message.word(town.end), "," | "-" | "/" | "–");
    let at = town.end + usize::from(joint);
    let abbreviated = gazetteer::is_state_abbreviation(message.word(at))
        && (message.source(at..at + 1).chars().all(char::is_uppercase)
            || message.is_end(at + 1)
            || message.is(at + 1, Kind::Number));
    // `Torrent, Valencia`: a town of another one's province.
    let province = || {
        let end = gazetteer::city_end(message, at)?;
        let countries = [at, town.start].map(|at| gazetteer::country(message, at));
        let other = message.word(at) != message.word(town.start)
            && !gazetteer::is_first_name(message.word(at))
            && countries
                .iter()
                .flatten()
                .all(|country| PROVINCES.contains(country))
            && countries.iter().any(Option::is_some);
        (message.word(town.end) == "," && other && message.is_end(end)).then_some(end)
    };
    match abbreviated
        .then_some(at + 1)
        .or_else(|| gazetteer::state_end(message, at))
        .or_else(province)
    {
        Some(end) => town.start..end,
        None => town,
    }
}

/// A place as it is written, with the capitals of a place.
pub(super) fn as_place(message: &Message, range: Range<usize>, context: &Context) -> String {
    let last = range.clone().rev().find(|&at| message.is(at, Kind::Word));
    let Some(last) = last
        .filter(|&last| last > range.start && gazetteer::is_state_abbreviation(message.word(last)))
    else {
        return cased(message.source(range), context);
    };
    let before =
        &message.text[message.tokens[range.start].span.start..message.tokens[last].span.start];
    let after =
        &message.text[message.tokens[last].span.end..message.tokens[range.end - 1].span.end];
    let blank = if before.ends_with(' ') { " " } else { "" };
    format!(
        "{}{blank}{}{after}",
        cased(before, context),
        message.word(last).to_uppercase()
    )
}
