use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::WidgetError;

/// A time on the wall clock, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Minutes of a day.
    pub const DAY: u16 = 24 * 60;

    /// Minutes since midnight, from 0 to 1439.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = WidgetError;

    /// `9:00`, `09:00`, or `24:00` for the midnight at a day's end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (hour, minute) = text.trim().split_once(':').ok_or(WidgetError::Hours)?;
        let number = |text: &str, lengths: &[usize]| {
            let is_number =
                lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            if is_number {
                text.parse::<u16>().ok()
            } else {
                None
            }
        };
        match (number(hour, &[1, 2]), number(minute, &[2])) {
            (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Ok(Self(hour * 60 + minute)),
            (Some(24), Some(0)) => Ok(Self(0)),
            _ => Err(WidgetError::Hours),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = WidgetError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

/// From when to when on a day. One that does not end after it began runs over midnight: `22:00-02:00` ends on the
/// next day, `09:00-24:00` at its first moment, and `00:00-24:00` is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first minute.
    pub from: TimeOfDay,
    /// The first minute after.
    pub to: TimeOfDay,
}

impl Interval {
    /// When it ends, in minutes since the midnight before it began.
    pub const fn end(self) -> u16 {
        let (from, to) = (self.from.minutes(), self.to.minutes());
        if to > from { to } else { to + TimeOfDay::DAY }
    }
}

impl FromStr for Interval {
    type Err = WidgetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once(['-', '–']).ok_or(WidgetError::Hours)?;
        Ok(Self {
            from: from.parse()?,
            to: to.parse()?,
        })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to.minutes() {
            0 => write!(f, "{}-24:00", self.from),
            _ => write!(f, "{}-{}", self.from, self.to),
        }
    }
}
