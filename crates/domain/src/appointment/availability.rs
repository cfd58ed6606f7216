use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::Span;
use crate::contact::NAME_MAX;
use crate::widget::{Interval, Week};

/// Most stretches of days off that are kept for a person.
pub const TIME_OFF_MAX: usize = 100;

/// Longest stretch of days off, in days.
const TIME_OFF_DAYS: i64 = 366;

/// Why an availability is refused. The words stand beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum AvailabilityError {
    /// Not a time zone.
    #[error("Choose a time zone from the list, like Europe/Berlin.")]
    TimeZone,
    /// Not hours; which day, from 0 for Monday.
    #[error("Hours look like 09:00-12:30, 13:30-18:00, one after the other; at most six a day.")]
    Day(u8),
    /// How long an appointment takes.
    #[error("An appointment takes between 5 minutes and 8 hours.")]
    Length,
    /// The room before or after.
    #[error("At most 4 hours before and after an appointment can be kept free.")]
    Buffer,
    /// How soon one may book.
    #[error("Notice can be at most 30 days.")]
    Notice,
    /// How far ahead one may book.
    #[error("Between 1 and 365 days ahead can be booked.")]
    Horizon,
    /// How many in a day.
    #[error("Between 1 and 50 appointments a day, or leave it empty.")]
    MaxADay,
    /// Days off that end before they begin, or are too many.
    #[error("Days off end on the day they begin or later, and are at most a year.")]
    TimeOff,
}

/// What may be booked of somebody's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingRules {
    /// How long an appointment takes, in minutes.
    pub length: u16,
    /// Minutes kept free before each.
    pub buffer_before: u16,
    /// Minutes kept free after each.
    pub buffer_after: u16,
    /// Minutes between booking and beginning, at least.
    pub notice: u32,
    /// Days that can be booked ahead.
    pub horizon_days: u16,
    /// Appointments in a day, at most.
    pub max_a_day: Option<u16>,
}

impl Default for BookingRules {
    fn default() -> Self {
        Self {
            length: 30,
            buffer_before: 0,
            buffer_after: 0,
            notice: 4 * 60,
            horizon_days: 60,
            max_a_day: None,
        }
    }
}

impl BookingRules {
    /// Whether each is within its bounds.
    pub fn check(self) -> Result<Self, AvailabilityError> {
        let within = |fine, error| if fine { Ok(()) } else { Err(error) };
        within((5..=480).contains(&self.length), AvailabilityError::Length)?;
        within(
            self.buffer_before <= 240 && self.buffer_after <= 240,
            AvailabilityError::Buffer,
        )?;
        within(self.notice <= 30 * 24 * 60, AvailabilityError::Notice)?;
        within(
            (1..=365).contains(&self.horizon_days),
            AvailabilityError::Horizon,
        )?;
        within(
            self.max_a_day.is_none_or(|most| (1..=50).contains(&most)),
            AvailabilityError::MaxADay,
        )?;
        Ok(self)
    }

    /// The time that an appointment takes up, the room around it included.
    pub fn blocked(&self, slot: Span) -> Span {
        Span {
            start: slot.start - TimeDelta::minutes(self.buffer_before.into()),
            end: slot.end + TimeDelta::minutes(self.buffer_after.into()),
        }
    }
}

/// Days on which somebody can't be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeOff {
    /// The first one.
    pub first: NaiveDate,
    /// The last one.
    pub last: NaiveDate,
    /// Why, for colleagues; may be empty.
    pub note: String,
}

impl TimeOff {
    /// Checks what was typed. Without a last day it is one day.
    pub fn new(
        first: NaiveDate,
        last: Option<NaiveDate>,
        note: &str,
    ) -> Result<Self, AvailabilityError> {
        let last = last.unwrap_or(first);
        let days = (last - first).num_days();
        if !(0..TIME_OFF_DAYS).contains(&days) || !(2000..=2999).contains(&first.year()) {
            return Err(AvailabilityError::TimeOff);
        }
        let visible = note.chars().filter(|c| !c.is_control()).take(NAME_MAX);
        Ok(Self {
            first,
            last,
            note: visible.collect::<String>().trim().to_owned(),
        })
    }

    /// Whether a date is one of them.
    pub fn contains(&self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }
}

/// When a person can be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// Whether they can be booked at all.
    pub is_bookable: bool,
    /// By whose clock: a name of the IANA database, like `Europe/Berlin`.
    pub time_zone: String,
    /// The usual hours.
    pub week: Week,
    /// Days off, in order.
    pub time_off: Vec<TimeOff>,
    /// What may be booked of the hours.
    pub rules: BookingRules,
}

impl Availability {
    /// Nobody is booked without having said when: weekdays from nine to five are what the form begins with.
    pub fn unset(time_zone: &str) -> Self {
        Self {
            is_bookable: false,
            time_zone: time_zone.to_owned(),
            week: Week::office(),
            time_off: Vec::new(),
            rules: BookingRules::default(),
        }
    }

    /// The hours that begin on a date.
    pub fn on(&self, date: NaiveDate) -> &[Interval] {
        if self.time_off.iter().any(|off| off.contains(date)) {
            return &[];
        }
        let day = date.weekday().num_days_from_monday();
        self.week.day(day as usize)
    }
}
