//! When the visitor wants to begin.
//!
//! Below a week is immediate, up to thirty days is weeks, up to a year is months, more is only
//! exploring; what is named by the month (`next month`, `in May`) is months.

use std::ops::Range;

use super::number;
use super::{Context, Found, is_of_others, meeting, owner, stretch};
use crate::dialogue::lexicon::Cues;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;
use beckon_domain::lead::Timeline;

/// How many words before a time may say that it has passed.
const PAST_REACH: usize = 4;
/// How many words before a cue may turn it into its opposite.
const NEGATION_REACH: usize = 3;

/// When the visitor wants to begin.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<Timeline>> {
    let cues = &context.lexicon.time;
    let exploring: Vec<Range<usize>> = cues.exploring.all(message).collect();
    // `Eilt nicht` is about no hurry, though `eilt` alone would be one.
    let is_urgent = |cue: Range<usize>| {
        let overlaps =
            |other: &Range<usize>| other.contains(&cue.start) || cue.contains(&other.start);
        !is_negated(message, cue.start, context)
            && !is_denied(message, cue.end, context)
            && !exploring.iter().any(overlaps)
    };
    // `I want a human, quick` is about the person.
    let intents = &context.lexicon.intents;
    let awaits_person = intents.person.hears(message) || intents.frustration.hears(message);
    if !awaits_person && cues.urgent.all(message).any(is_urgent) {
        return Some(replacing(Timeline::Immediate, context));
    }
    if let Some(timeline) = dated(message, &exploring, context) {
        return Some(replacing(timeline, context));
    }
    let told = (!exploring.is_empty()).then_some(Timeline::Exploring);
    told.or_else(|| asked_for(message, context))
        .map(Found::likely)
}

/// Who was only looking and now names a time means the time.
fn replacing(timeline: Timeline, context: &Context) -> Found<Timeline> {
    Found {
        value: timeline,
        sure: context.known.timeline == Some(Timeline::Exploring),
    }
}

/// What only counts where the time was asked.
fn asked_for(message: &Message, context: &Context) -> Option<Timeline> {
    let cues = &context.lexicon.time;
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

/// The first time in the message that is one to begin at, unless a later one takes it back. What is a part of words
/// that say that somebody is only looking (`one day`) is none.
fn dated(message: &Message, exploring: &[Range<usize>], context: &Context) -> Option<Timeline> {
    let cues = &context.lexicon.time;
    let named = [
        (&cues.immediate, Timeline::Immediate),
        (&cues.weeks, Timeline::Weeks),
        (&cues.months, Timeline::Months),
    ];
    // `Call me tomorrow` is about the call.
    let calls: Vec<Range<usize>> = context.lexicon.intents.call_me.all(message).collect();
    let starting_at = |at: usize| {
        let end_of = |(list, timeline): (&Cues, Timeline)| Some((list.at(message, at)?, timeline));
        let negated =
            is_negated(message, at, context) || calls.iter().any(|call| call.contains(&at));
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
            .chain(of_a_month(message, at, context))
            .max_by_key(|(end, _)| *end)?;
        let within = exploring
            .iter()
            .any(|cue| cue.start <= at && end <= cue.end);
        let starts =
            !within && is_start(message, at..end, context) && !is_denied(message, end, context);
        starts.then_some((at..end, timeline))
    };
    let mut told: Option<(Range<usize>, Timeline)> = None;
    let mut at = 0;
    while at < message.len() {
        let Some((range, timeline)) = starting_at(at) else {
            at += 1;
            continue;
        };
        at = range.end;
        let replaces = told.as_ref().is_none_or(|(earlier, _)| {
            owner::is_taken_back(message, earlier.end..range.start, context)
        });
        if replaces {
            told = Some((range, timeline));
        }
    }
    told.map(|(_, timeline)| timeline)
}

/// `June 1st`, `le 15 mars`, where it is all that is said or the time was asked; not `May 3rd 2019`.
fn of_a_month(message: &Message, at: usize, context: &Context) -> Option<(usize, Timeline)> {
    let (_, range) = (at..at + 3)
        .find_map(|month| meeting::date(message, month, context))
        .filter(|(_, range)| range.start == at)?;
    let ordinal = message.is_glued(range.end) && message.is(range.end, Kind::Word);
    let end = range.end + usize::from(ordinal);
    let year = message.is(end, Kind::Number) && message.word(end).len() == 4;
    let told = context.expects(Question::Timeline) || is_alone(message, at..end, context);
    (told && !year).then_some((end, Timeline::Months))
}

/// `3 weeks`, `2 to 3 months`, `a year`.
fn counted(message: &Message, at: usize, context: &Context) -> Option<(usize, Timeline)> {
    let lexicon = context.lexicon;
    let low = number::read(message, at, &lexicon.numbers)?;
    let joint = message.word(low.end);
    // `in zwei, drei Wochen`
    let listed = joint == "," && low.hundredths <= 12 * 100;
    let joined = listed || lexicon.money.to.contains(joint) || lexicon.money.or.contains(joint);
    let count = number::read(message, low.end + 1, &lexicon.numbers)
        .filter(|_| joined)
        .unwrap_or(low);
    let days = match message.word(count.end) {
        unit if lexicon.time.day_units.contains(unit) => 1,
        unit if lexicon.time.week_units.contains(unit) => 7,
        unit if lexicon.time.month_units.contains(unit) => 31,
        unit if lexicon.time.year_units.contains(unit) => 365,
        _ => return None,
    };
    let timeline = match count.hundredths.checked_mul(days)? / 100 {
        373.. => Timeline::Exploring,
        31.. => Timeline::Months,
        7.. => Timeline::Weeks,
        _ => Timeline::Immediate,
    };
    Some((count.end + 1, timeline))
}

/// Whether a span of time lies ahead: `in 3 weeks`, `two weeks from now`, or nothing but the span.
fn is_ahead(message: &Message, range: Range<usize>, context: &Context) -> bool {
    let cues = &context.lexicon.time;
    let within = cues.within.ending_at(message, range.start).is_some();
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
    message.is(before, Kind::Number)
        || super::amount::currency(message, before, context).is_some()
        || context.lexicon.numbers.multipliers.contains_key(word)
        || context.lexicon.time.lasting.contains(word)
}

/// Whether a time is when something is to begin: nothing near says that it has passed, or is about
/// somebody else.
fn is_start(message: &Message, range: Range<usize>, context: &Context) -> bool {
    let clause = clause(message, range.start);
    let mut near =
        clause.start.max(range.start.saturating_sub(PAST_REACH))..clause.end.min(range.end + 1);
    let happened = &context.lexicon.time.happened;
    if clause.clone().any(|at| happened.at(message, at).is_some()) {
        return false;
    }
    let cues = &context.lexicon.time.past;
    let past = near.any(|at| {
        let cue = cues.at(message, at);
        // `a été` is no summer.
        let covers = |end| at <= range.start && end >= range.end;
        cue.is_some_and(|end| end <= range.start || at >= range.end || covers(end))
    });
    // `depuis lundi`
    let lasts = context
        .lexicon
        .time
        .lasting
        .contains(message.word(range.start));
    let begins_past = lasts && cues.at(message, range.start) == Some(range.start + 1);
    let ago = range.start > 0
        && context
            .lexicon
            .time
            .ago
            .contains(message.word(range.start - 1));
    !past && !ago && !begins_past && !is_of_others(message, range.start, context)
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

/// Whether a clause ends with the opposite of the time before it: `agora não`.
fn is_denied(message: &Message, end: usize, context: &Context) -> bool {
    let denied = context.lexicon.intents.negation.at(message, end);
    denied.is_some_and(|end| message.is_end(end))
}

/// Whether a word right before, in the same clause, turns a time into its opposite.
fn is_negated(message: &Message, at: usize, context: &Context) -> bool {
    // `not before next year`
    if context
        .lexicon
        .meeting
        .not_before
        .ending_at(message, at)
        .is_some()
    {
        return false;
    }
    let in_clause = |end: usize| (end..at).all(|between| !message.is(between, Kind::Mark));
    let mut before = at.saturating_sub(NEGATION_REACH)..at;
    before.any(|start| {
        context
            .lexicon
            .intents
            .negation
            .at(message, start)
            .is_some_and(|end| end <= at && in_clause(end))
    })
}
