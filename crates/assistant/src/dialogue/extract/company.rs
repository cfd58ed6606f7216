//! Companies: where somebody works, or what they own.

use std::ops::Range;

use super::{Context, Found, as_name, is_plain};
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
    let range = introduced(message, context).or_else(|| suffixed(message, context))?;
    let source = message.source(range.clone());
    let name = if range.clone().any(|at| message.is_capital(at)) {
        source.to_owned()
    } else {
        as_name(source)
    };
    let name = parse_name(&name).ok()?;
    (name.chars().count() <= LONGEST).then(|| Found::sure(name))
}

/// `I work at Acme`.
fn introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let cues = &context.lexicon.company;
    let provider = (context.industry == Industry::Insurance).then_some(&cues.provider);
    let mut matches = cues.intro.all(message);
    matches.find_map(|cue| {
        if provider.is_some_and(|provider| provider.at(message, cue.start) == Some(cue.end)) {
            return None;
        }
        let range = run(message, cue.end, context)?;
        let named =
            cues.naming.contains(message.word(cue.end - 1)) || message.is_capital(range.start);
        named.then_some(range)
    })
}

/// `Acme Inc` or `Acme, Inc`, without further words.
fn suffixed(message: &Message, context: &Context) -> Option<Range<usize>> {
    let suffixes = &context.lexicon.company.suffixes;
    let suffix = (1..message.len()).find(|&at| suffixes.contains(message.word(at)))?;
    let last = suffix - usize::from(message.word(suffix - 1) == ",");
    let mut start = last;
    while start > 0
        && last - start < MOST_WORDS
        && (message.is_capital(start - 1) || message.word(start - 1) == "&")
    {
        start -= 1;
    }
    while start < last && !is_inside(message, start, context) {
        start += 1;
    }
    (start < last).then_some(start..suffix + 1)
}

/// The words from `start` on that can be a company's name.
fn run(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let suffixes = &context.lexicon.company.suffixes;
    let capital = message.is_capital(start);
    let mut end = start;
    // `Acme Home Services`: behind the first word, a capital makes an everyday word part of the
    // name.
    let in_name = |at: usize| at > start && message.is_capital(at) && message.word(at).len() > 1;
    while end - start < MOST_WORDS && (is_inside(message, end, context) || capital && in_name(end))
    {
        if capital
            && message.is(end, Kind::Word)
            && !message.is_capital(end)
            && !suffixes.contains(message.word(end))
        {
            break;
        }
        end += 1;
    }
    // `Acme, Inc`
    if end > start && message.word(end) == "," && suffixes.contains(message.word(end + 1)) {
        end += 2;
    }
    let followed_well = message.is_end(end) || context.lexicon.common.contains(message.word(end));
    (start < end && message.is(start, Kind::Word) && followed_well).then_some(start..end)
}

fn is_inside(message: &Message, at: usize, context: &Context) -> bool {
    let joint = message.word(at) == "&" && message.is(at + 1, Kind::Word);
    let word = message.is(at, Kind::Word) && !context.lexicon.common.contains(message.word(at));
    joint || word || message.is(at, Kind::Number) && message.is_glued(at)
}
