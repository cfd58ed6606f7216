//! Companies: where somebody works, or what they own.

use std::ops::Range;

use super::{Context, Found, as_name, company_size, is_of_others, is_plain};
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::contact::parse_name;
use beckon_domain::industry::Industry;

const MOST_WORDS: usize = 5;
const LONGEST: usize = 60;

/// The visitor's company.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<String>> {
    if !is_plain(message) {
        return None;
    }
    let (range, sure) = introduced(message, context)
        .or_else(|| suffixed(message, context))
        .or_else(|| suffixed_in_lower_case(message, context))
        .or_else(|| after_business(message, context))
        .map(|range| (range, true))
        .or_else(|| {
            Some((
                called(message, context).or_else(|| beside_staff(message, context))?,
                false,
            ))
        })?;
    // `S.L.`
    let abbreviated = message.word(range.end - 1).chars().count() == 1
        && message.word(range.end) == "."
        && message.is_glued(range.end);
    // `Acme Ltd., based in Bristol`
    let shortened = context
        .lexicon
        .company
        .suffixes
        .contains(message.word(range.end - 1))
        && message.word(range.end) == "."
        && message.is_glued(range.end)
        && (matches!(message.word(range.end + 1), "," | ")")
            || message.is(range.end + 1, Kind::Word) && !message.is_capital(range.end + 1));
    let range = range.start..range.end + usize::from(abbreviated || shortened);
    let source = message.source(range.clone());
    let name = if range.clone().any(|at| message.is_capital(at)) {
        source.to_owned()
    } else {
        as_name(source, context)
    };
    let name = parse_name(&name).ok()?;
    (name.chars().count() <= LONGEST).then_some(Found { value: name, sure })
}

/// Whether a business is spoken of.
pub(super) fn is_spoken_of(message: &Message, context: &Context) -> bool {
    let cues = &context.lexicon.company;
    (0..message.len()).any(|at| {
        let word = message.word(at);
        let named = cues.suffixes.contains(word) || word == "&" && message.is_capital(at + 1);
        named || cues.business.contains(word) || cues.kinds.contains(word)
    })
}

/// Whether a message tells what a company is called.
pub(super) fn is_introduced(message: &Message, context: &Context) -> bool {
    introduced(message, context).is_some()
}

/// `I work at Acme`.
fn introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let cues = &context.lexicon.company;
    let provider = (context.industry == Industry::Insurance).then_some(&cues.provider);
    let mut matches = cues.intro.all(message);
    matches.find_map(|cue| {
        if provider.is_some_and(|provider| provider.at(message, cue.start) == Some(cue.end))
            || is_of_others(message, cue.start, context)
        {
            return None;
        }
        // `le Cabinet Morvan`: the capital makes the word a part of the name.
        let last = cue.end - 1;
        let part = last > cue.start
            && context.lexicon.company.kinds.contains(message.word(last))
            && (!context.lexicon.place.capital_nouns
                || matches!(message.word(cue.start), "die" | "der" | "das"))
            && message.is_upper(last)
            && message.is_upper(cue.end);
        let range = run(message, cue.end, context)
            .into_iter()
            .chain(in_capitals(message, cue.end, context).filter(|range| range.len() > 1))
            .max_by_key(|range| range.end)?;
        let range = if part { last..range.end } else { range };
        let town = gazetteer::city_end(message, range.start).is_some_and(|end| end >= range.end);
        let ending = &context.lexicon.name.participle;
        let doing = !ending.is_empty() && message.word(range.start).ends_with(ending.as_str());
        let named = cues.naming.contains(message.word(cue.end - 1))
            && (message.is_capital(range.start) || !doing)
            || message.is_capital(range.start)
                && (!context.lexicon.place.capital_nouns || !is_everyday(message, &range, context));
        // `se llama Ana`
        let told = cue.clone().any(|at| {
            cues.business.contains(message.word(at)) || cues.kinds.contains(message.word(at))
        });
        let person = !told && is_person(message, &range, context);
        (named && !town && !person).then_some(range)
    })
}

fn is_everyday(message: &Message, range: &Range<usize>, context: &Context) -> bool {
    range.len() == 1 && context.lexicon.common.contains(message.word(range.start))
}

/// `Acme Inc` or `Acme, Inc`, without further words.
fn suffixed(message: &Message, context: &Context) -> Option<Range<usize>> {
    let (suffix, end) =
        (1..message.len()).find_map(|at| Some((at, suffix_end(message, at, context)?)))?;
    let last = suffix - usize::from(message.word(suffix - 1) == ",");
    let mut start = last;
    while start > 0
        && last - start < MOST_WORDS
        && (message.is_capital(start - 1) || message.word(start - 1) == "&")
    {
        start -= 1;
    }
    // A capital at the beginning of a sentence says nothing.
    let begins =
        |at: usize| at == 0 || message.ends_sentence(at - 1) || message.word(at - 1) == ",";
    while start < last
        && !is_inside(message, start, context)
        && !context.lexicon.company.kinds.contains(message.word(start))
        && (begins(start) || !message.is_capital(start) || start + 1 == last)
    {
        start += 1;
    }
    // `Firma Pixelhof OG`
    let cues = &context.lexicon.company;
    if start + 1 < last
        && cues.business.contains(message.word(start))
        && !cues.kinds.contains(message.word(start))
    {
        start += 1;
    }
    let range = start..end;
    (start < last && !is_person(message, &range, context)).then_some(range)
}

/// Where a legal form ends that begins at `at`: `GmbH`, `S.L.`, `GmbH & Co. KG`.
fn suffix_end(message: &Message, at: usize, context: &Context) -> Option<usize> {
    let suffixes = &context.lexicon.company.suffixes;
    let word = message.word(at);
    let mut end = at + 1;
    if !suffixes.contains(word) {
        let mut letters = word.to_owned();
        let single = |at: usize| message.is(at, Kind::Word) && message.word(at).len() == 1;
        while single(at) && message.word(end) == "." && message.is_glued(end) {
            if !(single(end + 1) && message.is_glued(end + 1)) {
                end += 1;
                break;
            }
            letters.push_str(message.word(end + 1));
            end += 2;
        }
        if letters.len() < 2 || !suffixes.contains(&letters) {
            return None;
        }
    }
    let joint = |at: usize| matches!(message.word(at), "&" | "und" | "y" | "e" | "et");
    if joint(end) && message.word(end + 1) == "co" {
        let dot = usize::from(message.word(end + 2) == ".");
        let more = suffixes.contains(message.word(end + 2 + dot));
        end += 2 + if more { dot + 1 } else { 0 };
    }
    Some(end)
}

/// `glimmer labs ug`, between two marks.
fn suffixed_in_lower_case(message: &Message, context: &Context) -> Option<Range<usize>> {
    let cues = &context.lexicon.company;
    let named = |at: usize| {
        let word = message.word(at);
        message.is(at, Kind::Word)
            && (!context.lexicon.common.contains(word) || cues.kinds.contains(word))
    };
    message.segments().into_iter().find(|segment| {
        let last = segment.end - 1;
        (3..=MOST_WORDS).contains(&segment.len())
            && cues.suffixes.contains(message.word(last))
            && (segment.start..last).all(named)
            && !gazetteer::is_first_name(message.word(segment.start))
    })
}

/// `my clinic, Bright Smiles`, `a startup called Lumio`: capitals right after a word for a business.
/// The word is part of the name where it has a capital itself: `Cabinet Fournier`.
fn after_business(message: &Message, context: &Context) -> Option<Range<usize>> {
    let cues = &context.lexicon.company;
    let nouns = context.lexicon.place.capital_nouns;
    (0..message.len()).find_map(|at| {
        let word = message.word(at);
        let kind = is_kind(word, context);
        if !kind && !cues.business.contains(word) {
            return None;
        }
        let mark = usize::from(matches!(message.word(at + 1), "," | ":" | "(" | "\""));
        // `Camping des Flots Bleus`
        // `Cabinet dentaire des Tilleuls`
        let of_a_kind = kind
            && message.is_capital(at)
            && !message.is_capital(at + 1)
            && cues.kinds.contains(message.word(at + 1))
            && (message.is_capital(at + 2) || is_small(message, at + 2, context));
        let next = at + 1 + usize::from(of_a_kind);
        let small = kind && mark == 0 && message.is_capital(at) && is_small(message, next, context);
        let start = next + mark + usize::from(small);
        let range = in_capitals(message, start, context)?;
        let joined = range.clone().any(|at| message.word(at) == "&");
        let part = kind && mark == 0 && message.is_capital(at);
        let sure = !nouns || part || mark > 0 && !is_everyday(message, &range, context) || joined;
        let town = !small && gazetteer::city_end(message, start).is_some();
        let named = (sure || is_quoted(message, start))
            && !(mark > 0 && is_person(message, &range, context))
            && !town
            && !is_of_others(message, at, context);
        // `Harrow Biotech`: the word is itself the end of a name, which is found elsewhere.
        let within = message.is_capital(at) && mark == 0 && at > 0 && message.is_capital(at - 1);
        let range = if part { at..range.end } else { range };
        (named && !within).then_some(range)
    })
}

/// Whether companies are called by a word, or by what it ends with where words are put together: `Arztpraxis`.
fn is_kind(word: &str, context: &Context) -> bool {
    let cues = &context.lexicon.company;
    let put_together = || {
        let ends =
            |kind: &str| kind.len() >= 6 && word.len() > kind.len() + 2 && word.ends_with(kind);
        context.lexicon.place.capital_nouns && word.len() > 8 && cues.kinds.iter().any(ends)
    };
    cues.kinds.contains(word) || put_together()
}

/// Words with capitals, and small ones between them: `The Gull's Nest`, `Nails by Linh`.
fn in_capitals(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let lexicon = context.lexicon;
    let small = |at: usize| {
        let word = message.word(at);
        let abbreviates = word == "." && message.is_glued(at) && message.word(at - 1).len() <= 4;
        let joins = lexicon.name.particles.contains(word)
            || lexicon.name.and.contains(word)
            || matches!(word, "&" | "by" | "of" | "the" | "+")
            || abbreviates;
        joins && message.is_capital(at + 1) && gazetteer::city_end(message, at + 1).is_none()
    };
    let mut end = start;
    while end - start < MOST_WORDS + 1 && (message.is_capital(end) || end > start && small(end)) {
        end += 1;
    }
    if end > start {
        let comma = usize::from(message.word(end) == ",");
        end = suffix_end(message, end + comma, context).unwrap_or(end);
    }
    let everyday = end == start + 1 && lexicon.common.contains(message.word(start));
    (end > start && !everyday).then_some(start..end)
}

/// A small word that leads on to the rest of a company's name, not to where it is; but `Herdade do Sobral` is called so,
/// wherever it is.
fn is_small(message: &Message, at: usize, context: &Context) -> bool {
    let word = message.word(at);
    let of_the = matches!(word, "do" | "da" | "dos" | "das" | "du" | "des" | "del");
    let particle = context.lexicon.name.particles.contains(word);
    particle && (of_the || gazetteer::city_end(message, at + 1).is_none())
}

fn is_quoted(message: &Message, start: usize) -> bool {
    start > 0 && matches!(message.word(start - 1), "\"" | "„" | "“" | "«")
}

/// Whether it reads like somebody's name.
fn is_person(message: &Message, range: &Range<usize>, context: &Context) -> bool {
    // `Ana & Bo Diaz` are two people, `Wick & Willow` is none.
    let couple = |at: usize| {
        gazetteer::is_first_name(message.word(at - 1))
            && gazetteer::is_first_name(message.word(at + 1))
    };
    let kind = range.clone().any(|at| {
        is_kind(message.word(at), context)
            || message.word(at) == "&" && at > range.start && !couple(at)
    });
    gazetteer::is_first_name(message.word(range.start)) && !kind
}

/// `Summit Paving, 35 of us`, `Wick & Willow, just me`: capitals between marks beside a number of
/// people, or with an ampersand.
fn beside_staff(message: &Message, context: &Context) -> Option<Range<usize>> {
    let counted = company_size::find(message, context).is_some();
    // `Padre Anselmo, 14 empleados`
    let lexicon = context.lexicon;
    let leads_a_name = |word| lexicon.kin.contains(word) || lexicon.name.titles.contains(word);
    message.segments().into_iter().find_map(|segment| {
        let range = in_capitals(message, segment.start, context)?;
        let joined = range.clone().any(|at| message.word(at) == "&");
        let at = range.end;
        let placed = context.lexicon.place.before_known.at(message, at);
        let ends_well = message.is_end(at)
            || placed.is_some_and(|place| gazetteer::city_end(message, place).is_some());
        let named = range.len() > 1
            && (joined || counted)
            && !message.is_shouted()
            && !context.lexicon.fillers.contains(message.word(range.start))
            && !is_person(message, &range, context)
            && !leads_a_name(message.word(range.start))
            && gazetteer::city_end(message, range.start).is_none_or(|end| end < range.end);
        (named && ends_well).then_some(range)
    })
}

/// `Golden Crust Bakery`: two or more words with capitals, one of which companies are called by.
fn called(message: &Message, context: &Context) -> Option<Range<usize>> {
    let kinds = &context.lexicon.company.kinds;
    let particles = &context.lexicon.name.particles;
    (0..message.len())
        .filter(|&at| is_kind(message.word(at), context) && message.is_capital(at))
        .find_map(|at| {
            let joins = |at: usize| {
                let small = particles.contains(message.word(at))
                    && gazetteer::city_end(message, at + 1).is_none();
                message.word(at) == "&" || small
            };
            let named = |at: usize| {
                let everyday = context.lexicon.common.contains(message.word(at))
                    && !kinds.contains(message.word(at));
                message.is_capital(at) && message.word(at).len() > 1 && !everyday
            };
            let mut start = at;
            while start > 0 && at - start < MOST_WORDS && named(start - 1) {
                start -= 1;
            }
            let mut end = at + 1;
            while end - start <= MOST_WORDS && (named(end) || joins(end) && named(end + 1)) {
                end += 1;
            }
            let other = (start..end).any(|at| named(at) && !kinds.contains(message.word(at)));
            (other && !is_of_others(message, start, context)).then_some(start..end)
        })
}

/// The words from `start` on that can be a company's name.
fn run(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let suffixes = &context.lexicon.company.suffixes;
    let kinds = &context.lexicon.company.kinds;
    let particles = &context.lexicon.name.particles;
    let capital = message.is_capital(start);
    let mut end = start;
    // `Acme Home Services`: behind the first word, a capital makes an everyday word part of the
    // name, and so does being what companies are called by.
    let in_name = |at: usize| {
        (at > start || kinds.contains(message.word(at)))
            && message.is_capital(at)
            && message.word(at).len() > 1
    };
    let joint = |at: usize| {
        at > start
            && particles.contains(message.word(at))
            && message.is_capital(at + 1)
            && gazetteer::city_end(message, at + 1).is_none()
    };
    while end - start < MOST_WORDS
        && (is_inside(message, end, context) || capital && (in_name(end) || joint(end)))
    {
        if capital
            && message.is(end, Kind::Word)
            && !message.is_capital(end)
            && !suffixes.contains(message.word(end))
            && !joint(end)
        {
            break;
        }
        end += 1;
    }
    // `Acme, Inc`
    if end > start && message.word(end) == "," && suffixes.contains(message.word(end + 1)) {
        end += 2;
    }
    let followed_well = message.is_end(end)
        || context.lexicon.common.contains(message.word(end))
        || particles.contains(message.word(end));
    (start < end && message.is(start, Kind::Word) && followed_well).then_some(start..end)
}

fn is_inside(message: &Message, at: usize, context: &Context) -> bool {
    let joint = message.word(at) == "&" && message.is(at + 1, Kind::Word);
    let word = message.is(at, Kind::Word) && !context.lexicon.common.contains(message.word(at));
    joint || word || message.is(at, Kind::Number) && message.is_glued(at)
}
