//! When the visitor would like to meet or be called: a day, a part of it, an hour.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Context, number};
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
}

/// When the visitor would like to meet.
pub(super) fn find(message: &Message, context: &Context) -> Option<WantedTime> {
    let cues = &context.lexicon.meeting;
    let day = [
        (&cues.after_tomorrow, WantedDay::AfterTomorrow),
        (&cues.today, WantedDay::Today),
        (&cues.tomorrow, WantedDay::Tomorrow),
    ]
    .into_iter()
    .find_map(|(cues, day)| cues.hears(message).then_some(day))
    .or_else(|| {
        let weekday = cues.weekdays.iter().position(|cues| cues.hears(message))?;
        Some(WantedDay::Weekday(u8::try_from(weekday).ok()?))
    });
    let part = [
        (&cues.morning, PartOfDay::Morning),
        (&cues.afternoon, PartOfDay::Afternoon),
        (&cues.evening, PartOfDay::Evening),
    ]
    .into_iter()
    .find_map(|(cues, part)| cues.hears(message).then_some(part));
    let date = (0..message.len()).find_map(|at| date(message, at, context));
    let clock = (0..message.len())
        .filter(|at| date.as_ref().is_none_or(|(_, span)| !span.contains(at)))
        .find_map(|at| clock(message, at, part, context));
    let wanted = WantedTime {
        day: date.map(|(day, _)| day).or(day),
        part,
        ..clock.unwrap_or_default()
    };
    (wanted != WantedTime::default()).then_some(wanted)
}

/// `December 3rd`, `3 de diciembre`, `3. Dezember`: the date, and the tokens that tell it.
fn date(message: &Message, at: usize, context: &Context) -> Option<(WantedDay, Range<usize>)> {
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
    Some((WantedDay::Date { month, day }, start..end))
}

/// `at 10`, `3 pm`, `15:30`, `10h`. Where times were offered, a mere number that is one of their hours is one, too.
fn clock(
    message: &Message,
    at: usize,
    part: Option<PartOfDay>,
    context: &Context,
) -> Option<WantedTime> {
    let cues = &context.lexicon.meeting;
    let (hour, minutes, end) = dotted(message, at, context).or_else(|| {
        let number = number::read(message, at, &context.lexicon.numbers)?;
        let hour = number.whole().filter(|hour| (0..24).contains(hour))?;
        let (minutes, end) = minutes(message, number.end, context);
        Some((hour, minutes, end))
    })?;
    let unit = message.word(end);
    let introduced = cues.at.ending_at(message, at).is_some();
    let (am, pm) = (cues.am.contains(unit), cues.pm.contains(unit));
    let offered = |of_day: &u8| [hour, hour + 12].contains(&i64::from(*of_day));
    let told = minutes.is_some()
        || am
        || pm
        || cues.hour.contains(unit)
        || introduced && (message.is_end(end) || part.is_some() || !context.offered.is_empty())
        || context.offered.iter().any(offered);
    let later = pm || !am && matches!(part, Some(PartOfDay::Afternoon | PartOfDay::Evening));
    let of_day = if later && (1..12).contains(&hour) {
        hour + 12
    } else {
        hour
    };
    told.then_some(WantedTime {
        hour: Some(u8::try_from(of_day).ok()?),
        minute: minutes.unwrap_or_default(),
        is_vague: !am && !later && (1..12).contains(&hour),
        ..WantedTime::default()
    })
}

/// The minutes of `10:30` or `10h30`, and the token after the time.
fn minutes(message: &Message, at: usize, context: &Context) -> (Option<u8>, usize) {
    let hours = &context.lexicon.meeting.hour;
    let joined = message.word(at).split_at_checked(1);
    let (told, end) = match joined {
        Some((mark, told)) if hours.contains(mark) && !told.is_empty() => (told, at + 1),
        _ if message.word(at) == ":" || hours.contains(message.word(at)) => {
            (message.word(at + 1), at + 2)
        }
        _ => ("", at),
    };
    let is_glued = (at..end).all(|at| message.is_glued(at)) && told.len() == 2;
    match told
        .parse()
        .ok()
        .filter(|minutes| is_glued && *minutes < 60)
    {
        Some(minutes) => (Some(minutes), end),
        None => (None, at),
    }
}

/// `10.30 Uhr`, which is a number like any other without the word after it.
fn dotted(message: &Message, at: usize, context: &Context) -> Option<(i64, Option<u8>, usize)> {
    let (hour, minute) = message.word(at).split_once('.')?;
    let is_time = minute.len() == 2 && context.lexicon.meeting.hour.contains(message.word(at + 1));
    let hour = hour
        .parse()
        .ok()
        .filter(|hour| is_time && (0..24).contains(hour))?;
    Some((
        hour,
        minute.parse().ok().filter(|minute| *minute < 60),
        at + 1,
    ))
}
