//! A day: `tomorrow`, `Thursday`, `December 3rd`.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Context, WantedDay};
use crate::dialogue::extract::number;
use crate::dialogue::lexicon::Cues;
use crate::dialogue::text::{Kind, Message};

/// The day that is told within a stretch, and the tokens that tell it: a date, else a day of the week, else how far
/// ahead it is.
pub(super) fn find(
    message: &Message,
    stretch: &Range<usize>,
    dates: &[(Range<usize>, WantedDay)],
    context: &Context,
) -> Option<(WantedDay, Range<usize>)> {
    let of_dates = || {
        let mut inside = dates
            .iter()
            .filter(|(range, _)| stretch.contains(&range.start));
        inside.next().map(|(range, day)| (*day, range.clone()))
    };
    let mut tokens = stretch.clone();
    of_dates()
        .or_else(|| tokens.find_map(|at| date(message, at, context)))
        .or_else(|| relative(message, stretch, context))
        .or_else(|| stretch.clone().find_map(|at| ahead(message, at, context)))
        .or_else(|| {
            let mut next = context.lexicon.meeting.next_week.all(message);
            let next = next.find(|cue| stretch.contains(&cue.start))?;
            Some((WantedDay::NextWeek, next))
        })
}

/// `tomorrow`, `Tuesday`, `next Tuesday`, `Tuesday week`.
fn relative(
    message: &Message,
    stretch: &Range<usize>,
    context: &Context,
) -> Option<(WantedDay, Range<usize>)> {
    let cues = &context.lexicon.meeting;
    let (named, cue) = days(context).find_map(|(cues, day)| {
        let mut heard = cues.all(message);
        let cue = heard.find(|cue| stretch.contains(&cue.start))?;
        Some((day, cue))
    })?;
    let WantedDay::Weekday(weekday) = named else {
        return Some((named, cue));
    };
    if let Some(end) = cues.in_a_week.at(message, cue.end) {
        return Some((WantedDay::WeekdayAfter(weekday), cue.start..end));
    }
    // `A week from Tuesday`; a mere `week` before it is another one's.
    let before = cues.in_a_week.ending_at(message, cue.start);
    if let Some(before) = before.filter(|before| before.len() > 1) {
        return Some((WantedDay::WeekdayAfter(weekday), before.start..cue.end));
    }
    let mut next_week = cues.next_week.all(message);
    let is_next = cues.next.ending_at(message, cue.start).is_some()
        || cues.next.at(message, cue.end).is_some()
        || next_week.any(|cue| stretch.contains(&cue.start));
    let day = if is_next {
        WantedDay::WeekdayNext(weekday)
    } else {
        named
    };
    Some((day, cue))
}

/// `in two weeks`, `in 3 days`.
fn ahead(message: &Message, at: usize, context: &Context) -> Option<(WantedDay, Range<usize>)> {
    let lexicon = context.lexicon;
    let before = lexicon.meeting.ahead.ending_at(message, at)?;
    let count = number::read(message, at, &lexicon.numbers)?;
    let days = match message.word(count.end) {
        unit if lexicon.time.day_units.contains(unit) => 1,
        unit if lexicon.time.week_units.contains(unit) => 7,
        _ => return None,
    };
    let days = count.whole()?.checked_mul(days)?;
    let days = u16::try_from(days)
        .ok()
        .filter(|days| (1..=365).contains(days))?;
    Some((WantedDay::InDays(days), before.start..count.end + 1))
}

/// Whether a month ever has such a day.
pub(super) fn exists(month: u8, day: u8) -> bool {
    // A leap year.
    NaiveDate::from_ymd_opt(2024, month.into(), day.into()).is_some()
}

/// The day whose words begin at a token, and where they end.
pub(super) fn named(message: &Message, at: usize, context: &Context) -> Option<(WantedDay, usize)> {
    days(context).find_map(|(cues, day)| Some((day, cues.at(message, at)?)))
}

/// Words for days; what may contain others comes first.
fn days(context: &Context) -> impl Iterator<Item = (&'static Cues, WantedDay)> {
    let cues = &context.lexicon.meeting;
    let near = [
        (&cues.after_tomorrow, WantedDay::AfterTomorrow),
        (&cues.today, WantedDay::Today),
        (&cues.tomorrow, WantedDay::Tomorrow),
    ];
    let weekdays = cues.weekdays.iter().zip(0..);
    near.into_iter()
        .chain(weekdays.map(|(cues, day)| (cues, WantedDay::Weekday(day))))
}

/// `December 3rd`, `3 de diciembre`, `3. Dezember`: the date, and the tokens that tell it.
pub(in crate::dialogue::extract) fn date(
    message: &Message,
    at: usize,
    context: &Context,
) -> Option<(WantedDay, Range<usize>)> {
    let months = &context.lexicon.meeting.months;
    let (month, end) = months
        .iter()
        .zip(1..)
        .find_map(|(cues, month)| Some((month, cues.at(message, at)?)))?;
    let day = |at: usize| message.word(at).parse::<u8>().ok();
    let day =
        |at: usize| day(at).filter(|day| message.is(at, Kind::Number) && (1..=31).contains(day));
    let before = (at.saturating_sub(2)..at)
        .rev()
        .find_map(|at| Some((day(at)?, at)));
    let (day, start, end) = match before {
        Some((day, start)) => (day, start, end),
        None => (day(end)?, at, end + 1),
    };
    exists(month, day).then_some((WantedDay::Date { month, day }, start..end))
}
