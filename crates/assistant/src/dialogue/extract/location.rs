//! Where the visitor is: a town, a state, a postal code.

mod words;

use std::ops::Range;

use self::words::{after_saint, as_place, is_town, saint_before, town, with_river, with_state};

use super::postcode::{code, code_end, full_code_end, is_code, with_code};
use super::{Context, Found, answers, is_of_others, is_plain, owner, state};
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;
use beckon_domain::contact::parse_name;

const MOST_WORDS: usize = 4;
const LONGEST: usize = 80;
/// How far a place may stand from the one it takes back, in tokens.
const CORRECTION_REACH: usize = 6;

/// A place in a message, the likelier the greater.
#[derive(Debug)]
struct Candidate {
    range: Range<usize>,
    likelihood: u8,
}

/// Certain whatever is known: `I live in Austin`.
const CERTAIN: u8 = 3;

/// Where the visitor is.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<String>> {
    if !is_plain(message) || context.lexicon.place.yours.hears(message) {
        return None;
    }
    let found = place(message, context).or_else(|| {
        let code = code(message, context)?;
        // `postal code 04109 Leipzig`
        let comma = usize::from(message.word(code.end) == ",");
        let end = gazetteer::city_end(message, code.end + comma).filter(|&end| message.is_end(end));
        Some((code.start..end.unwrap_or(code.end), true))
    });
    let (range, sure) = match found {
        Some(found) => found,
        None => (asked_for(message, context)?, true),
    };
    let range = with_code(message, range, context);
    let mut text = as_place(message, range.clone(), context);
    // `in Austin, zip 78701`
    if let Some(code) = code(message, context).filter(|code| code.start >= range.end) {
        text = format!("{text} {}", message.source(code));
    }
    let value = parse_name(&text)
        .ok()
        .filter(|text| text.chars().count() <= LONGEST)?;
    // `Paris`, and later `75011 Paris`
    let known = context.known.location.as_deref().unwrap_or(&value);
    let fuller =
        value.len() > known.len() && value.contains(known) || narrows(&value, known, context);
    Some(Found {
        sure: sure || fuller || context.expects(Question::Location),
        value,
    })
}

/// Whether a town follows a state.
fn narrows(value: &str, known: &str, context: &Context) -> bool {
    let read = |text| Message::read(text, &[], context.lexicon);
    let (value, known) = (read(value), read(known));
    let state = gazetteer::state_end(&known, 0) == Some(known.len())
        && gazetteer::city_end(&known, 0).is_none();
    let region = gazetteer::is_region(&known, 0) && !gazetteer::is_region(&value, 0);
    (state || region) && gazetteer::city_end(&value, 0).is_some()
}

/// The likeliest place in words, and whether it is certain. Of several, the one where somebody
/// goes, not the one they leave, and rather a town than a state.
fn place(message: &Message, context: &Context) -> Option<(Range<usize>, bool)> {
    let candidates = introduced(message, context)
        .chain(city_and_state(message, context))
        .chain(weakly_introduced(message, context))
        .chain(alone(message, context))
        .chain(after_code(message))
        .chain(trailing(message, context));
    let from = &context.lexicon.place.from;
    let mut candidates: Vec<Candidate> = candidates
        .filter(|candidate| !is_of_others(message, candidate.range.start, context))
        .collect();
    candidates.sort_by_key(|candidate| candidate.range.start);
    // `Lille, rather Roubaix`
    let taken_back = (1..candidates.len()).rev().find(|&index| {
        let between = candidates[index - 1].range.end..candidates[index].range.start;
        let words = between.clone().filter(|&at| !message.is(at, Kind::Mark));
        words.count() <= CORRECTION_REACH && owner::is_taken_back(message, between, context)
    });
    candidates.drain(..taken_back.unwrap_or(0));
    let best = candidates
        .into_iter()
        .max_by_key(|Candidate { range, likelihood }| {
            let leaves = range.start > 0 && from.contains(message.word(range.start - 1));
            let state = gazetteer::state_end(message, range.start) == Some(range.end)
                && gazetteer::city_end(message, range.start).is_none();
            let first = message.len() - range.start;
            (!leaves, *likelihood, !state, first)
        })?;
    Some((best.range, best.likelihood == CERTAIN))
}

/// `I live in austin, tx`.
fn introduced(message: &Message, context: &Context) -> impl Iterator<Item = Candidate> {
    let cues = context.lexicon.place.intro.all(message);
    cues.filter_map(|cue| {
        let range = town(message, cue.end, context)?;
        // `sou da Queijaria Serra Alta`
        let kind = context
            .lexicon
            .company
            .kinds
            .contains(message.word(range.start));
        if kind && message.is_upper(range.start) && range.len() > 1 {
            return None;
        }
        Some(Candidate {
            range,
            likelihood: CERTAIN,
        })
    })
}

/// `In Austin`, with a capital or known.
fn weakly_introduced(message: &Message, context: &Context) -> impl Iterator<Item = Candidate> {
    let cues = &context.lexicon.place;
    (0..message.len()).filter_map(|at| {
        if at > 0 && cues.not_before.contains(message.word(at - 1)) {
            return None;
        }
        let capital = |start: &usize| {
            let digit = message.word(*start).contains(|c: char| c.is_ascii_digit());
            message.is_capital(*start) && !digit && !cues.capital_nouns
        };
        let known = cues
            .before_known
            .at(message, at)
            .filter(|&start| is_known(message, start, context));
        let in_capitals = || cues.weak_intro.at(message, at).filter(capital);
        let range = town(message, known.or_else(in_capitals)?, context)?;
        Some(Candidate {
            range,
            likelihood: if known.is_some() { 2 } else { 1 },
        })
    })
}

/// Whether a state or a well-known city begins here.
fn is_known(message: &Message, at: usize, context: &Context) -> bool {
    let at = at + usize::from(is_code(message, at));
    let named = gazetteer::city_end(message, at).or_else(|| gazetteer::state_end(message, at));
    // `Hobbs Family Farm` is no town.
    let named = named.filter(|&end| {
        let state = state::end(message, end, context).is_some();
        !message.is_capital(at) || !message.is_capital(end) || state
    });
    let everyday = |end: usize| {
        end == at + 1
            && context.lexicon.common.contains(message.word(at))
            && !message.is_capital(at)
    };
    named.is_some_and(|end| !everyday(end))
        || (at + 1..at + 1 + MOST_WORDS).any(|comma| {
            let after = comma + usize::from(message.word(comma) == ",");
            let inside = (at..comma).all(|at| is_town(message, at, context));
            inside
                && state::end(message, after, context).is_some()
                && (comma < after || message.is_end(after + 1))
        })
}

/// `Austin, TX` anywhere: words with capitals before a state.
fn city_and_state(message: &Message, context: &Context) -> impl Iterator<Item = Candidate> {
    (1..message.len()).filter_map(|at| {
        let end = state::end(message, at, context)?;
        let comma = message.word(at - 1) == ",";
        let last = at - usize::from(comma);
        let mut start = last;
        while start > 0
            && last - start < MOST_WORDS
            && message.is_capital(start - 1)
            && (is_town(message, start - 1, context) || !message.is_start(start - 1))
        {
            start -= 1;
        }
        let start = saint_before(message, start, context).unwrap_or(start);
        let introduced = start == 0
            || !context.lexicon.common.contains(message.word(start - 1)) && message.is_start(start)
            || context.lexicon.place.before_known.at(message, start - 1) == Some(start);
        let asked = context.expects(Question::Location);
        (start < last && (introduced || asked) && !is_name(message, start, context)).then_some(
            Candidate {
                range: start..end,
                likelihood: 2,
            },
        )
    })
}

/// `I'm Ana Diaz, CA resident`: a name, not a town.
fn is_name(message: &Message, start: usize, context: &Context) -> bool {
    let name = &context.lexicon.name;
    [&name.weak_intro, &name.intro]
        .into_iter()
        .any(|cues| cues.ending_at(message, start).is_some())
}

/// Nothing but a known town between two marks, perhaps with its state or postal code: `ok, denver`.
/// A town that is also a first name is one only where the name is known.
fn alone(message: &Message, context: &Context) -> impl Iterator<Item = Candidate> {
    let segments = answers(message, context.lexicon).into_iter();
    segments.filter_map(|segment| {
        let code = usize::from(is_code(message, segment.start) && segment.len() > 1);
        let start = segment.start + code;
        // `socorro` calls for help.
        let everyday = segment.len() <= 2
            && !message.is_capital(start)
            && !context.expects(Question::Location)
            && context.lexicon.spelling.knows(message.word(start));
        if everyday {
            return None;
        }
        let range = with_state(message, start..gazetteer::city_end(message, start)?);
        let range = with_river(message, range, segment.end, context);
        let end = code_end(message, range.end).unwrap_or(range.end);
        // `Zürich Oerlikon`: a part of a town that nobody listed.
        let district = end + 1 == segment.end
            && !context.lexicon.spelling.knows(message.word(end))
            && message.is(end, Kind::Word)
            && message.is_capital(end) == message.is_capital(start)
            && !gazetteer::is_first_name(message.word(start))
            && !context.lexicon.company.suffixes.contains(message.word(end));
        let end = end + usize::from(district);
        let person = range.len() == 1
            && gazetteer::is_first_name(message.word(start))
            && context.known.contact.name.is_none()
            && !context.expects(Question::Location);
        (end >= segment.end && !person && !is_name(message, start, context)).then_some(Candidate {
            range,
            likelihood: 2,
        })
    })
}

/// `80010-000 Curitiba`: a known town right after a postal code that no other town has.
fn after_code(message: &Message) -> impl Iterator<Item = Candidate> {
    (0..message.len()).filter_map(|at| {
        let start = full_code_end(message, at);
        let code = is_code(message, at) && message.is_start(at) && start > at + 1;
        let end = gazetteer::city_end(message, start).filter(|_| code)?;
        Some(Candidate {
            range: at..end,
            likelihood: 2,
        })
    })
}

/// `furnished studio Strasbourg`: a known town that ends a clause after an everyday word, the least likely.
fn trailing(message: &Message, context: &Context) -> impl Iterator<Item = Candidate> {
    let segments = message.segments().into_iter();
    segments.filter_map(|segment| {
        let start = (segment.start + 1..segment.end).find(|&at| {
            let word = message.word(at);
            gazetteer::city_end(message, at) == Some(segment.end)
                && word.len() > 3
                && (segment.end - at > 1 || !context.lexicon.common.contains(word))
                && !gazetteer::is_first_name(word)
        })?;
        let before = message.word(start - 1);
        let introduced = context.lexicon.common.contains(before)
            && !context.lexicon.place.not_before.contains(before)
            && !context.lexicon.company.kinds.contains(before)
            && !message.is(start - 1, Kind::Number)
            && message.word(segment.end) != "?";
        introduced.then_some(Candidate {
            range: start..segment.end,
            likelihood: 0,
        })
    })
}

/// Bare words, where the place was asked.
fn asked_for(message: &Message, context: &Context) -> Option<Range<usize>> {
    if !context.expects(Question::Location) {
        return None;
    }
    let cues = &context.lexicon.place;
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
        let more = message.is(at, Kind::Number)
            || cues.kinds.contains(message.word(at))
            || context.lexicon.name.particles.contains(message.word(at));
        is_town(message, at, context) || at > start && more
    };
    let code =
        message.is(start, Kind::Number) && message.word(start).len() >= 4 && start + 1 < first.end;
    let words = start + usize::from(code)..first.end;
    let person = context.known.contact.name.is_none()
        && gazetteer::is_first_name(message.word(words.start))
        && gazetteer::city_end(message, words.start) != Some(words.end);
    let length = message.source(start..first.end).chars().count();
    // `Nantes centre`, `köln ehrenfeld wäre super`: what follows a known town is a part of it, or is about it.
    let city = gazetteer::city_end(message, words.start).filter(|_| !person);
    let rest = |end: usize| (end..first.end).all(|at| cues.kinds.contains(message.word(at)));
    if let Some(end) = city.filter(|&end| end < first.end && rest(end)) {
        return Some(start..end);
    }
    if words.clone().all(inside) && !person && length > 1 && first.end - start <= MOST_WORDS {
        return Some(with_state(message, start..first.end));
    }
    let everyday = context.lexicon.common.contains(message.word(words.start));
    let named = gazetteer::is_first_name(message.word(words.start));
    let end = city.filter(|_| !everyday && !named)?;
    Some(with_state(message, start..end))
}
