//! When the visitor wants to begin.
//!
//! Up to a week is immediate, up to 60 days or eight weeks is weeks, below two years is months;
//! what is named by the month (`next month`, `in May`) is months.

use std::ops::Range;

use super::number;
use super::{Context, Found, stretch};
use crate::dialogue::lexicon::Cues;
use crate::dialogue::question::Question;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::lead::Timeline;

/// How many words before a time may say that it has passed.
const PAST_REACH: usize = 4;
/// How many words before a cue may turn it into its opposite.
const NEGATION_REACH: usize = 3;

/// When the visitor wants to begin.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<Timeline>> {
    let cues = context.lexicon.time;
    if cues
        .urgent
        .all(message)
        .any(|cue| !is_negated(message, cue.start, context))
    {
        return Some(Found::likely(Timeline::Immediate));
    }
    let told = dated(message, context)
        .or_else(|| cues.exploring.hears(message).then_some(Timeline::Exploring));
    told.or_else(|| asked_for(message, context))
        .map(Found::likely)
}

/// What only counts where the time was asked.
fn asked_for(message: &Message, context: &Context) -> Option<Timeline> {
    let cues = context.lexicon.time;
    if !context.expects(Question::Timeline) || message.text.contains('?') {
        return None;
    }
    if cues.asked_exploring.hears(message) {
        return Some(Timeline::Exploring);
    }
    if cues.asked_months.hears(message) {
        return Some(Timeline::Months);
    }
    let now = cues
        .asked_immediate
        .all(message)
        .any(|cue| !is_negated(message, cue.start, context));
    now.then_some(Timeline::Immediate)
}

/// The first time in the message that is one to begin at.
fn dated(message: &Message, context: &Context) -> Option<Timeline> {
    let cues = context.lexicon.time;
    let named = [
        (&cues.immediate, Timeline::Immediate),
        (&cues.weeks, Timeline::Weeks),
        (&cues.months, Timeline::Months),
    ];
    (0..message.len()).find_map(|at| {
        let end_of = |(list, timeline): (&Cues, Timeline)| Some((list.at(message, at)?, timeline));
        let negated = is_negated(message, at, context);
        let named = named
            .into_iter()
            .filter(|_| !negated)
            .filter_map(end_of)
            .max_by_key(|(end, _)| *end);
        let counted =
            counted(message, at, context).filter(|(end, _)| is_ahead(message, at..*end, context));
        let (end, timeline) = named
            .into_iter()
            .chain(counted)
            .max_by_key(|(end, _)| *end)?;
        is_start(message, at..end, context).then_some(timeline)
    })
}

/// `3 weeks`, `2 to 3 months`, `a year`.
fn counted(message: &Message, at: usize, context: &Context) -> Option<(usize, Timeline)> {
    let lexicon = context.lexicon;
    let low = number::read(message, at, lexicon.numbers)?;
    let joint = message.word(low.end);
    let joined = lexicon.money.to.contains(joint) || lexicon.money.or.contains(joint);
    let count = number::read(message, low.end + 1, lexicon.numbers)
        .filter(|_| joined)
        .unwrap_or(low);
    let days = match message.word(count.end) {
        unit if lexicon.time.day_units.contains(unit) => 1,
        unit if lexicon.time.week_units.contains(unit) => 7,
        unit if lexicon.time.month_units.contains(unit) => 31,
        unit if lexicon.time.year_units.contains(unit) => 365,
        _ => return None,
    };
    let timeline = match count.whole()?.checked_mul(days)? {
        730.. => Timeline::Exploring,
        61.. => Timeline::Months,
        _ if days >= 31 => Timeline::Months,
        8.. => Timeline::Weeks,
        _ => Timeline::Immediate,
    };
    Some((count.end + 1, timeline))
}

/// Whether a span of time lies ahead: `in 3 weeks`, `two weeks from now`, or nothing but the span.
fn is_ahead(message: &Message, range: Range<usize>, context: &Context) -> bool {
    let cues = context.lexicon.time;
    let within = range.start > 0 && cues.within.contains(message.word(range.start - 1));
    let from_now = cues.from_now.at(message, range.end).is_some();
    let asked = context.expects(Question::Timeline) && !measures(message, range.start, context);
    within || from_now || asked || is_alone(message, range, context)
}

/// Whether a span of time says how long or how often: `for 3 weeks`, `$200 a month`.
fn measures(message: &Message, at: usize, context: &Context) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = message.word(before);
    let unit = context
        .lexicon
        .money
        .currencies
        .iter()
        .any(|(name, _)| *name == word);
    let factor = context
        .lexicon
        .numbers
        .multipliers
        .iter()
        .any(|(name, _)| *name == word);
    message.is(before, Kind::Number)
        || unit
        || factor
        || context.lexicon.time.lasting.contains(word)
}

/// Whether a time is when something is to begin: nothing says that it has passed, and it was asked
/// for, or a word like `start` stands beside it, or nothing else does.
fn is_start(message: &Message, range: Range<usize>, context: &Context) -> bool {
    let cues = context.lexicon.time;
    let mut clause = clause(message, range.start);
    let mut near =
        clause.start.max(range.start.saturating_sub(PAST_REACH))..clause.end.min(range.end + 1);
    if near.any(|at| cues.past.at(message, at).is_some()) {
        return false;
    }
    let starts = clause.any(|at| cues.start.at(message, at).is_some());
    starts || context.expects(Question::Timeline) || is_alone(message, range, context)
}

fn is_alone(message: &Message, range: Range<usize>, context: &Context) -> bool {
    let around = &context.lexicon.time.around;
    clause(message, range.start)
        .filter(|at| !range.contains(at))
        .all(|at| around.contains(message.word(at)))
}

/// The words between the marks around a token; those of amounts and of compounds don't count.
fn clause(message: &Message, at: usize) -> Range<usize> {
    let joins = |word: &str| {
        matches!(
            word,
            "-" | "$" | "€" | "£" | "%" | "/" | "+" | "~" | "&" | "'"
        )
    };
    let breaks = |at: usize| {
        message.is(at, Kind::Mark) && !joins(message.word(at)) || message.is(at, Kind::Taken)
    };
    stretch(message, at, breaks)
}

fn is_negated(message: &Message, at: usize, context: &Context) -> bool {
    let mut before = at.saturating_sub(NEGATION_REACH)..at;
    before.any(|start| {
        context
            .lexicon
            .intents
            .negation
            .at(message, start)
            .is_some_and(|end| end <= at)
    })
}
