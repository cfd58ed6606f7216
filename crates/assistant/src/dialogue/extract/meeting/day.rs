//! A day: `tomorrow`, `Thursday`, `December 3rd`.

use std::ops::Range;

use super::{Context, WantedDay};
use crate::dialogue::lexicon::Cues;
use crate::dialogue::text::{Kind, Message};

/// The day that is told in words within a stretch: of several the last day after the next, else today, and so on.
pub(super) fn relative(
    message: &Message,
    stretch: &Range<usize>,
    context: &Context,
) -> Option<WantedDay> {
    days(context)
        .find(|(cues, _)| {
            let mut heard = cues.all(message);
            heard.any(|cue| stretch.contains(&cue.start))
        })
        .map(|(_, day)| day)
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
pub(super) fn date(
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
    Some((WantedDay::Date { month, day }, start..end))
}
