//! Names: introduced, signed, or bare where the name was asked.

use std::ops::Range;

use super::{Context, Found, answers, as_name, is_plain};
use crate::dialogue::question::Question;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::contact::parse_name;

const MOST_WORDS: usize = 4;
const MOST_WORDS_BARE: usize = 3;
const LONGEST: usize = 60;

/// The visitor's name.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<String>> {
    let found = |range: Option<Range<usize>>| range.and_then(|range| clean(message, range));
    if let Some(name) = found(introduced(message, context)) {
        return Some(Found::sure(name));
    }
    if !is_plain(message) {
        return None;
    }
    if let Some(name) = found(asked_for(message, context)) {
        return Some(Found::sure(name));
    }
    let likely = weakly_introduced(message, context)
        .or_else(|| signed(message, context))
        .or_else(|| heading(message, context));
    found(likely).map(Found::likely)
}

/// `My name is Ana Lopez`.
fn introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let mut cues = context.lexicon.name.intro.all(message);
    cues.find_map(|cue| run(message, cue.end, context))
}

/// `I'm Ana Lopez and …`, with a capital.
fn weakly_introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let asked = context.expects(Question::Name);
    let mut cues = context.lexicon.name.weak_intro.all(message);
    cues.find_map(|cue| {
        let range = run(message, cue.end, context)?;
        let written_as_name = message.is_capital(range.start)
            || asked && !is_doing(message.word(range.start), context);
        (written_as_name && is_followed_well(message, range.end, context)).then_some(range)
    })
}

/// `It's Ana`, or just `Ana`, where the name was asked.
fn asked_for(message: &Message, context: &Context) -> Option<Range<usize>> {
    if !context.expects(Question::Name) {
        return None;
    }
    let mut cues = context.lexicon.name.asked_intro.all(message);
    let after_cue = cues.find_map(|cue| {
        run(message, cue.end, context).filter(|range| is_followed_well(message, range.end, context))
    });
    after_cue.or_else(|| bare(message, context))
}

fn bare(message: &Message, context: &Context) -> Option<Range<usize>> {
    let first = answers(message, context.lexicon).into_iter().next()?;
    let range = with_partner(message, run(message, first.start, context)?, context);
    let short = words(message, range.clone(), context) <= MOST_WORDS_BARE
        && message.source(range.clone()).chars().count() > 1;
    let polite = context
        .lexicon
        .name
        .asked_outro
        .at(message, range.end)
        .is_some();
    // `Ana from Austin`
    let capital = message.is_capital(range.start);
    let goes_on = capital && is_followed_well(message, range.end, context);
    // `No rush` takes no name back: one that is known is corrected only by what is written as one.
    let known = context.known.contact.name.is_some();
    let written_as_name = capital || !(context.correcting && known);
    (short && written_as_name && (range.end >= first.end || polite || goes_on)).then_some(range)
}

/// `Ana and Bo Lopez`, where a clause ends after it.
fn with_partner(message: &Message, range: Range<usize>, context: &Context) -> Range<usize> {
    let joined = context.lexicon.name.and.contains(message.word(range.end));
    match run(message, range.end + 1, context) {
        Some(partner) if joined && message.is_end(partner.end) => range.start..partner.end,
        _ => range,
    }
}

/// `Ana here`, at the beginning of a clause.
fn signed(message: &Message, context: &Context) -> Option<Range<usize>> {
    message.segments().into_iter().find_map(|segment| {
        let start = segment
            .clone()
            .find(|&at| !context.lexicon.fillers.contains(message.word(at)))?;
        let range = run(message, start, context)?;
        let signs = context.lexicon.name.outro.at(message, range.end).is_some();
        let partner = start > 0 && context.lexicon.name.and.contains(message.word(start - 1));
        let written_as_name = message.is_capital(range.start) || context.expects(Question::Name);
        (signs && !partner && written_as_name && words(message, range.clone(), context) <= 2)
            .then_some(range)
    })
}

/// `Ana Lopez, ana@example.com`: two or three capitals at the beginning, and then an address or
/// number.
fn heading(message: &Message, context: &Context) -> Option<Range<usize>> {
    let range = run(message, 0, context)?;
    let is_name = (2..=3).contains(&words(message, range.clone(), context))
        && range.clone().all(|at| !is_lower(message, at, context));
    let at = range.end + usize::from(message.is(range.end, Kind::Mark));
    let place = context.lexicon.place.cities.at(message, 0).is_some();
    let company = range
        .clone()
        .any(|at| context.lexicon.company.suffixes.contains(message.word(at)));
    (is_name && message.is(at, Kind::Taken) && !place && !company).then_some(range)
}

fn is_lower(message: &Message, at: usize, context: &Context) -> bool {
    message.is(at, Kind::Word)
        && !message.is_capital(at)
        && !context.lexicon.name.particles.contains(message.word(at))
}

/// How many words a name has, apart from `de la` and the like.
fn words(message: &Message, range: Range<usize>, context: &Context) -> usize {
    let small = |word: &str| {
        context.lexicon.name.particles.contains(word) || context.lexicon.name.and.contains(word)
    };
    range
        .filter(|&at| message.is(at, Kind::Word) && !small(message.word(at)))
        .count()
}

/// The words from `start` on that can be a name.
fn run(message: &Message, start: usize, context: &Context) -> Option<Range<usize>> {
    let cues = context.lexicon.name;
    let capital = message.is_capital(start);
    let mut end = start;
    let mut count = 0;
    while count < MOST_WORDS && may_be_name(message, end, context) {
        let particle = count > 0 && cues.particles.contains(message.word(end));
        if count > 0 && capital && !particle && !message.is_capital(end) {
            break;
        }
        count += usize::from(!particle);
        let abbreviated =
            cues.titles.contains(message.word(end)) || message.word(end).chars().count() == 1;
        end += 1;
        if abbreviated
            && message.word(end) == "."
            && message.is_glued(end)
            && message.is(end + 1, Kind::Word)
        {
            end += 1;
        }
    }
    let possessive = |word: &str| cues.possessives.iter().any(|ending| word.ends_with(ending));
    let complete = count > 0 && !possessive(message.word(end - 1));
    complete.then_some(start..end)
}

fn may_be_name(message: &Message, at: usize, context: &Context) -> bool {
    let word = message.word(at);
    message.is(at, Kind::Word)
        && !context.lexicon.common.contains(word)
        && !word.chars().any(char::is_numeric)
}

/// `looking`, `planning`: what somebody does, not who they are; but `Ming`.
fn is_doing(word: &str, context: &Context) -> bool {
    word.len() > 4 && word.ends_with(context.lexicon.name.participle)
}

/// Whether what follows `I'm …` lets it be a name: the clause's end, or a word like `and`.
fn is_followed_well(message: &Message, end: usize, context: &Context) -> bool {
    let follows = |word| {
        context.lexicon.name.followers.contains(word) || context.lexicon.fillers.contains(word)
    };
    message.is_end(end) || follows(message.word(end))
}

fn clean(message: &Message, range: Range<usize>) -> Option<String> {
    let name = parse_name(&as_name(message.source(range))).ok()?;
    (name.chars().count() <= LONGEST).then_some(name)
}
