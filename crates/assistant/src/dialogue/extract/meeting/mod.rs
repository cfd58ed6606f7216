//! When the visitor would like to meet or be called: a day, a part of it, an hour.

mod clock;
mod day;
mod figures;

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(super) use self::day::date;
pub(super) use self::figures::take as take_dates;
use super::Context;
use crate::dialogue::text::{Kind, Message};

/// A day, as seen from when it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WantedDay {
    /// The same day.
    Today,
    /// The next day.
    Tomorrow,
    /// The day after the next.
    AfterTomorrow,
    /// The next such day of the week: 0 is Monday, 6 is Sunday.
    Weekday(u8),
    /// That day of the calendar week after this one: `next Tuesday`.
    WeekdayNext(u8),
    /// A week after the next such day: `Tuesday week`.
    WeekdayAfter(u8),
    /// In so many days.
    InDays(u16),
    /// In the calendar week after this one.
    NextWeek,
    /// On this date.
    On(NaiveDate),
    /// The next such date.
    Date {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// Until noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// After work.
    Evening,
}

/// On which side of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Not before it.
    After,
    /// Before it.
    Before,
}

/// When somebody would like to meet, as far as they said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct WantedTime {
    /// On which day.
    pub day: Option<WantedDay>,
    /// In which part of it.
    pub part: Option<PartOfDay>,
    /// At which hour, 0 to 23.
    pub hour: Option<u8>,
    /// How many minutes after it.
    pub minute: u8,
    /// Whether the hour may as well be of the second half of the day: `at 3`.
    pub is_vague: bool,
    /// Whether any time after the hour, or before it, is meant.
    pub bound: Option<Bound>,
}

/// What a message says of times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    /// When the visitor would like to meet.
    pub(crate) wanted: WantedTime,
    /// What does not suit.
    pub(crate) unfit: WantedTime,
}

/// Dates in figures, with their tokens.
pub(super) type Dates = [(Range<usize>, WantedDay)];

/// When the visitor would like to meet, and when not: `Tuesday doesn't work, but Thursday at 3 does`. A clause that
/// refuses and names no time is about the one before it.
pub(super) fn find(message: &Message, dates: &Dates, context: &Context) -> Times {
    let clauses = clauses(message, context);
    let mut times = Times::default();
    let mut last = None;
    if !clauses
        .iter()
        .any(|clause| refuses(message, clause, dates, context))
    {
        times.wanted = within(message, &(0..message.len()), dates, context);
        return times;
    }
    for clause in &clauses {
        let told = within(message, clause, dates, context);
        let is_told = told != WantedTime::default();
        if !refuses(message, clause, dates, context) {
            last = last.or(Some(told)).filter(|_| is_told);
        } else if is_told {
            times.unfit = told;
        } else if let Some(before) = last.take() {
            times.unfit = before;
        }
        if let Some(told) = last {
            times.wanted = told;
        } else if times.wanted == times.unfit {
            times.wanted = WantedTime::default();
        }
    }
    times
}

/// The stretches between marks and words like `but`; a mark within a time or a date ends none.
fn clauses(message: &Message, context: &Context) -> Vec<Range<usize>> {
    let ends = |at: usize| {
        let is_mark =
            message.is(at, Kind::Mark) && !matches!(message.word(at), ":" | "/" | "-" | "\'");
        let is_inner = message.word(at) == "." && at > 0 && message.is(at - 1, Kind::Number);
        is_mark && !is_inner || context.lexicon.meeting.but.contains(message.word(at))
    };
    let mut clauses = Vec::new();
    let mut start = 0;
    for at in 0..=message.len() {
        if at == message.len() || ends(at) {
            if start < at {
                clauses.push(start..at);
            }
            start = at + 1;
        }
    }
    clauses
}

/// Whether a clause says that something does not suit: by a cue, or by a `not` beside a day.
fn refuses(message: &Message, clause: &Range<usize>, dates: &Dates, context: &Context) -> bool {
    let is_unsuitable = |at: usize| context.lexicon.meeting.unsuitable.at(message, at).is_some();
    let is_not_on = |at: usize| {
        let not = context.lexicon.intents.negation.at(message, at);
        not.is_some_and(|end| {
            let of_dates = |at: usize| {
                let date = dates.iter().find(|(range, _)| range.start == at);
                date.map(|(range, _)| range.end)
            };
            let named = |at: usize| {
                let day = day::named(message, at, context);
                day.map(|(_, end)| end).or_else(|| of_dates(at))
            };
            let begins = |at: usize| named(at).is_some();
            let ends = |start: usize| named(start) == Some(at);
            let is_before = begins(end) || begins(end + 1) && !message.is(end, Kind::Mark);
            let is_after = message.is_end(end) && (clause.start..at).any(ends);
            is_before || is_after
        })
    };
    clause.clone().any(|at| is_unsuitable(at) || is_not_on(at))
}

/// The time that is told within a stretch.
fn within(
    message: &Message,
    stretch: &Range<usize>,
    dates: &Dates,
    context: &Context,
) -> WantedTime {
    let cues = &context.lexicon.meeting;
    let day = day::find(message, stretch, dates, context);
    let part = [
        (&cues.morning, PartOfDay::Morning),
        (&cues.afternoon, PartOfDay::Afternoon),
        (&cues.evening, PartOfDay::Evening),
    ]
    .into_iter()
    .find_map(|(cues, part)| {
        let mut heard = cues.all(message);
        heard
            .any(|cue| stretch.contains(&cue.start))
            .then_some(part)
    });
    let clock = stretch
        .clone()
        .filter(|at| day.as_ref().is_none_or(|(_, span)| !span.contains(at)))
        .find_map(|at| clock::read(message, at, part, context));
    WantedTime {
        day: day.map(|(day, _)| day),
        part,
        ..clock.unwrap_or_default()
    }
}
