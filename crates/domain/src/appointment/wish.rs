use chrono::NaiveDate;
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
}
