use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};
use serde::{Deserialize, Serialize};

use crate::widget::TimeOfDay;

/// A part of the day on somebody's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon to five.
    Afternoon,
    /// From five.
    Evening,
}

impl PartOfDay {
    /// The part in which an hour from 0 to 23 is.
    pub const fn of_hour(hour: u32) -> Self {
        match hour {
            0..=11 => Self::Morning,
            12..=16 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

/// When somebody would like to come, by their own clock, as far as they said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// On which date.
    pub date: Option<NaiveDate>,
    /// In which part of the day.
    pub part: Option<PartOfDay>,
    /// At what time.
    pub time: Option<TimeOfDay>,
    /// Not before this time.
    pub after: Option<TimeOfDay>,
    /// Before this time.
    pub before: Option<TimeOfDay>,
}

impl Wish {
    /// Whether a time on the clock is on that date and all else that was said; where nothing was, none is.
    pub fn is(&self, wall: NaiveDateTime) -> bool {
        let is_time = self
            .time
            .is_none_or(|time| time.minutes() == minute_of(wall));
        *self != Self::default()
            && self.date.is_none_or(|date| date == wall.date())
            && is_time
            && self.fits_day(wall)
    }

    /// Whether a time on the clock is in the part of the day that was said, and within its bounds.
    pub fn fits_day(&self, wall: NaiveDateTime) -> bool {
        let minute = minute_of(wall);
        self.part
            .is_none_or(|part| part == PartOfDay::of_hour(wall.hour()))
            && self.after.is_none_or(|after| minute >= after.minutes())
            && self.before.is_none_or(|before| minute < before.minutes())
    }
}

/// Minutes since midnight.
fn minute_of(wall: NaiveDateTime) -> u16 {
    let minutes = (wall.time() - NaiveTime::MIN).num_minutes();
    u16::try_from(minutes).unwrap_or_default()
}
