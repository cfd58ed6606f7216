//! An hour: `at 10`, `15:30`.

use super::{Bound, Context, PartOfDay, WantedTime};
use crate::dialogue::extract::number;
use crate::dialogue::text::Message;

/// `at 10`, `3 pm`, `15:30`, `10h`. Where times were offered, a mere number that is one of their hours is one, too.
pub(super) fn read(
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
    let is_unit = cues.hour.contains(message.word(end));
    let shift = minutes
        .is_none()
        .then(|| shift(message, at, end + usize::from(is_unit), context));
    let (shift, at, end) = shift.flatten().unwrap_or((0, at, end));
    let unit = message.word(end);
    let bound = bound(message, at, context);
    let introduced = bound.is_some() || cues.at.ending_at(message, at).is_some();
    let (am, pm) = (cues.am.contains(unit), cues.pm.contains(unit));
    let offered = |of_day: &u8| [hour, hour + 12].contains(&i64::from(*of_day));
    let told = minutes.is_some()
        || shift != 0
        || am
        || pm
        || is_unit
        || introduced && (message.is_end(end) || part.is_some() || !context.offered.is_empty())
        || context.offered.iter().any(offered);
    let later = pm || !am && matches!(part, Some(PartOfDay::Afternoon | PartOfDay::Evening));
    let clock = (hour * 60 + i64::from(minutes.unwrap_or_default()) + shift).rem_euclid(24 * 60);
    let hour = clock / 60;
    let of_day = if later && (1..12).contains(&hour) {
        hour + 12
    } else {
        hour
    };
    told.then_some(WantedTime {
        hour: Some(u8::try_from(of_day).ok()?),
        minute: u8::try_from(clock % 60).ok()?,
        bound,
        is_vague: !am && !later && (1..12).contains(&hour),
        ..WantedTime::default()
    })
}

/// The minutes that words before or after an hour add to it, and the tokens with them: `half past`, `y media`, `halb`.
fn shift(
    message: &Message,
    start: usize,
    end: usize,
    context: &Context,
) -> Option<(i64, usize, usize)> {
    let cues = &context.lexicon.meeting;
    [
        (&cues.half_past, 30),
        (&cues.quarter_past, 15),
        (&cues.half_to, -30),
        (&cues.quarter_to, -15),
    ]
    .into_iter()
    .find_map(|(cues, shift)| {
        let before = cues.ending_at(message, start);
        let before = before.map(|before| (shift, before.start, end));
        before.or_else(|| Some((shift, start, cues.at(message, end)?)))
    })
}

/// On which side of an hour is meant, by what stands before it.
fn bound(message: &Message, at: usize, context: &Context) -> Option<Bound> {
    let cues = &context.lexicon.meeting;
    [
        (&cues.not_before, Bound::After),
        (&cues.not_after, Bound::Before),
        (&cues.before, Bound::Before),
        (&cues.after, Bound::After),
    ]
    .into_iter()
    .find_map(|(cues, bound)| cues.ending_at(message, at).map(|_| bound))
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

/// `10.30 Uhr` or `um 10.30`, which is a number like any other without the words around it.
fn dotted(message: &Message, at: usize, context: &Context) -> Option<(i64, Option<u8>, usize)> {
    let (hour, minute) = message.word(at).split_once('.')?;
    let cues = &context.lexicon.meeting;
    let is_told =
        cues.hour.contains(message.word(at + 1)) || cues.at.ending_at(message, at).is_some();
    let is_time = minute.len() == 2 && is_told;
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
