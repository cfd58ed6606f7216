//! Where the visitor is: a town, a state, a postal code.

use std::ops::Range;

use super::{Context, Found, answers, as_name, is_plain, preceded, state};
use crate::dialogue::question::Question;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::contact::parse_name;

const MOST_WORDS: usize = 4;
const LONGEST: usize = 80;

/// Where the visitor is.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<String>> {
    if !is_plain(message) || context.lexicon.place.yours.hears(message) {
        return None;
    }
    let zip = zip(message, context);
    let place = place(message, context);
    let (sure, text) = match (place, zip) {
        (Some((range, sure)), Some(zip)) if !range.contains(&zip.start) => (
            sure,
            format!(
                "{} {}",
                as_place(message, range, context),
                message.source(zip)
            ),
        ),
        (Some((range, sure)), _) => (sure, as_place(message, range, context)),
        (None, Some(zip)) => (true, message.source(zip).to_owned()),
        (None, None) => (
            true,
            as_place(message, asked_for(message, context)?, context),
        ),
    };
    let value = parse_name(&text)
        .ok()
        .filter(|text| text.chars().count() <= LONGEST)?;
    Some(Found {
        value,
        sure: sure || context.expects(Question::Location),
    })
}

/// Five digits, perhaps with four more, after `zip` or a state, or alone where the place was asked.
fn zip(message: &Message, context: &Context) -> Option<Range<usize>> {
    (0..message.len()).find_map(|at| {
        let five = message.is(at, Kind::Number)
            && message.word(at).len() == 5
            && !message.word(at).contains([',', '.']);
        let more = message.word(at + 1) == "-"
            && message.is(at + 2, Kind::Number)
            && message.word(at + 2).len() == 4;
        let end = if more { at + 3 } else { at + 1 };
        let introduced = preceded(message, at, 3, |word| {
            context.lexicon.place.zip.contains(word)
        });
        let after_state = state::precedes(message, at, context);
        let asked = context.expects(Question::Location)
            && message.is_end(end)
            && !is_priced(message, at, context);
        (five && (introduced || after_state || asked)).then_some(at..end)
    })
}

fn is_priced(message: &Message, at: usize, context: &Context) -> bool {
    let before = at.checked_sub(1).map_or("", |before| message.word(before));
    context
        .lexicon
        .money
        .currencies
        .iter()
        .any(|(name, _)| *name == before)
}

/// A place in words, and whether it is certain.
fn place(message: &Message, context: &Context) -> Option<(Range<usize>, bool)> {
    if let Some(range) = introduced(message, context) {
        return Some((range, true));
    }
    let likely =
        city_and_state(message, context).or_else(|| weakly_introduced(message, context))?;
    Some((likely, false))
}

/// `I live in austin, tx`.
fn introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let mut cues = context.lexicon.place.intro.all(message);
    cues.find_map(|cue| town(message, cue.end, context))
}

/// `In Austin`, with a capital or known.
fn weakly_introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let cues = context.lexicon.place;
    let places = (0..message.len()).filter_map(|at| {
        let in_capitals = cues.weak_intro.at(message, at).filter(|&start| {
            message.is_capital(start) && !message.word(start).contains(|c: char| c.is_ascii_digit())
        });
        let known = cues
            .before_known
            .at(message, at)
            .filter(|&start| is_known(message, start, context));
        let blocked = at > 0 && cues.not_before.contains(message.word(at - 1));
        town(message, in_capitals.or(known)?, context).filter(|_| !blocked)
    });
    // `Moving from Denver to Austin`
    let leaves = |place: &Range<usize>| cues.from.contains(message.word(place.start - 1));
    places.reduce(|first, next| {
        if leaves(&first) && !leaves(&next) {
            next
        } else {
            first
        }
    })
}

/// Whether a state or a well-known city begins here.
fn is_known(message: &Message, at: usize, context: &Context) -> bool {
    let place = context.lexicon.place;
    let known =
        place.cities.at(message, at).is_some() || state::name_end(message, at, context).is_some();
    known
        || (at + 1..at + 1 + MOST_WORDS).any(|comma| {
            let after = comma + usize::from(message.word(comma) == ",");
            state::end(message, after, context).is_some()
                && (comma < after || message.is_end(after + 1))
        })
}

/// `Austin, TX` anywhere: words with capitals before a state.
fn city_and_state(message: &Message, context: &Context) -> Option<Range<usize>> {
    (1..message.len()).find_map(|at| {
        let end = state::end(message, at, context)?;
        let comma = message.word(at - 1) == ",";
        let last = at - usize::from(comma);
        let mut start = last;
        while start > 0
            && last - start < MOST_WORDS
            && is_town(message, start - 1, context)
            && message.is_capital(start - 1)
        {
            start -= 1;
        }
        let start = saint_before(message, start, context).unwrap_or(start);
        let introduced = start == 0
            || !context.lexicon.common.contains(message.word(start - 1)) && message.is_start(start)
            || context.lexicon.place.before_known.at(message, start - 1) == Some(start);
        let asked = context.expects(Question::Location);
        (start < last && (introduced || asked) && !is_name(message, start, context))
            .then_some(start..end)
    })
}

/// `I'm Ana Diaz, CA resident`: a name, not a town.
fn is_name(message: &Message, start: usize, context: &Context) -> bool {
    let name = context.lexicon.name;
    [&name.weak_intro, &name.intro]
        .into_iter()
        .any(|cues| cues.ending_at(message, start).is_some())
}

/// The town that begins at `start`, with its state if one follows.
fn town(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let known = context
        .lexicon
        .place
        .cities
        .at(message, start)
        .or_else(|| state::name_end(message, start, context));
    let name = after_saint(message, start, context).unwrap_or(start);
    let end = known.or_else(|| town_end(message, name, context))?;
    Some(with_state(message, start..end, context))
}

fn town_end(message: &Message, start: usize, context: &Context) -> Option<usize> {
    let capital = message.is_capital(start);
    let mut end = start;
    while end - start < MOST_WORDS
        && is_town(message, end, context)
        && message.is_capital(end) == capital
    {
        if end > start && state::end(message, end, context).is_some() {
            break;
        }
        end += 1;
    }
    (start < end).then_some(end)
}

/// Where the rest of `St. Cloud` begins.
fn after_saint(message: &Message, start: usize, context: &Context) -> Option<usize> {
    let saint = context.lexicon.place.saints.contains(message.word(start));
    (saint && message.word(start + 1) == ".").then_some(start + 2)
}

/// Where `St. Cloud` begins, with the rest at `start`.
fn saint_before(message: &Message, start: usize, context: &Context) -> Option<usize> {
    let saint = start.checked_sub(2)?;
    after_saint(message, saint, context).map(|_| saint)
}

fn is_town(message: &Message, at: usize, context: &Context) -> bool {
    let word = message.word(at);
    let common =
        context.lexicon.common.contains(word) || context.lexicon.place.months.contains(word);
    message.is(at, Kind::Word) && !common && !word.ends_with("'s")
}

/// The range, and the state that follows it.
fn with_state(message: &Message, town: Range<usize>, context: &Context) -> Range<usize> {
    let comma = usize::from(message.word(town.end) == ",");
    match state::end(message, town.end + comma, context) {
        Some(end) => town.start..end,
        None => town,
    }
}

/// Bare words, where the place was asked.
fn asked_for(message: &Message, context: &Context) -> Option<Range<usize>> {
    if !context.expects(Question::Location) {
        return None;
    }
    let cues = context.lexicon.place;
    let first = answers(message, context.lexicon).into_iter().next()?;
    // `it's in Mesa`
    let start = first
        .clone()
        .find_map(|at| cues.weak_intro.at(message, at))
        .unwrap_or(first.start);
    if after_saint(message, start, context).is_some() {
        return town(message, start, context);
    }
    let inside = |at: usize| {
        let more = message.is(at, Kind::Number) || cues.kinds.contains(message.word(at));
        is_town(message, at, context) || at > start && more
    };
    // `10115 Berlin`
    let code =
        message.is(start, Kind::Number) && message.word(start).len() >= 4 && start + 1 < first.end;
    let town = (start + usize::from(code)..first.end).all(inside);
    let length = message.source(start..first.end).chars().count();
    (town && length > 1 && first.end - start <= MOST_WORDS)
        .then(|| with_state(message, start..first.end, context))
}

/// A place as it is written; without capitals, or with nothing else, the first letter of every word
/// gets one.
fn as_place(message: &Message, range: Range<usize>, context: &Context) -> String {
    let last = range.end - 1;
    let abbreviated = range.len() > 1 && state::is_abbreviation(message.word(last), context);
    if !abbreviated {
        return cased(message.source(range));
    }
    let town = cased(
        message
            .source(range.start..last)
            .trim_end_matches([',', ' ']),
    );
    format!("{town}, {}", message.word(last).to_uppercase())
}

/// Like a name, but short words all in capitals (`NYC`) and those with digits (`SW1A`) stay.
fn cased(source: &str) -> String {
    let stays = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            || word.len() <= 3 && word.chars().all(char::is_uppercase)
    };
    let words = source.split_whitespace().map(|word| {
        if stays(word) {
            word.to_owned()
        } else {
            as_name(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
