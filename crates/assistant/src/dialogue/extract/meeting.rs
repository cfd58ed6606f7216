//! When the visitor would like to meet or be called: a day, a part of it, an hour.

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
    let hour = (0..message.len()).find_map(|at| hour(message, at, part, context));
    let wanted = WantedTime { day, part, hour };
    (wanted != WantedTime::default()).then_some(wanted)
}

/// `at 10`, `3 pm`, `15:30`, `10h`.
fn hour(message: &Message, at: usize, part: Option<PartOfDay>, context: &Context) -> Option<u8> {
    let cues = &context.lexicon.meeting;
    let number = number::read(message, at, &context.lexicon.numbers)?;
    let hour = number.whole().filter(|hour| (0..24).contains(hour))?;
    let minutes = message.word(number.end) == ":"
        && message.is_glued(number.end)
        && message.is(number.end + 1, Kind::Number)
        && message.word(number.end + 1).len() == 2;
    let end = number.end + if minutes { 2 } else { 0 };
    let unit = message.word(end);
    let introduced = cues.at.ending_at(message, at).is_some();
    let (am, pm) = (cues.am.contains(unit), cues.pm.contains(unit));
    let told = minutes
        || am
        || pm
        || cues.hour.contains(unit)
        || introduced && message.is_end(end)
        || introduced && part.is_some();
    let later = pm || !am && matches!(part, Some(PartOfDay::Afternoon | PartOfDay::Evening));
    let hour = if later && (1..12).contains(&hour) {
        hour + 12
    } else {
        hour
    };
    told.then(|| u8::try_from(hour).ok())?
}
