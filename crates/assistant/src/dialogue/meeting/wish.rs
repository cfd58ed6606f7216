//! A time as it was said, and days on a calendar.

use beckon_domain::appointment::{PartOfDay as Part, Wish};
use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, Timelike as _};

use crate::dialogue::extract::{Bound, PartOfDay, WantedDay, WantedTime};

/// An hour before this one of which nobody said which half of the day it is in is of the second.
const EARLIEST: u8 = 7;

/// Years within which every date comes again, also where a century ends without a leap year.
const LEAP: i32 = 8;

impl WantedTime {
    /// Whether a time on the clock is what was said, as far as it was; a day that depends on today's date counts as not
    /// said.
    pub(super) fn fits(self, wall: NaiveDateTime) -> bool {
        let day = match self.day {
            // Of what was offered, `next Tuesday` is the one that is a Tuesday.
            Some(WantedDay::Weekday(day) | WantedDay::WeekdayNext(day)) => {
                wall.weekday().num_days_from_monday() == u32::from(day)
            }
            Some(WantedDay::Date { month, day }) => {
                (wall.month(), wall.day()) == (u32::from(month), u32::from(day))
            }
            Some(WantedDay::On(date)) => wall.date() == date,
            Some(
                WantedDay::Today
                | WantedDay::Tomorrow
                | WantedDay::AfterTomorrow
                | WantedDay::WeekdayAfter(_)
                | WantedDay::InDays(_)
                | WantedDay::NextWeek,
            ) => false,
            None => true,
        };
        day && self.fits_clock(wall)
    }

    fn fits_clock(self, wall: NaiveDateTime) -> bool {
        let Some(hour) = self.hour.map(u32::from) else {
            return self
                .part
                .is_none_or(|part| of_day(part) == Part::of_hour(wall.hour()));
        };
        let told = hour * 60 + u32::from(self.minute);
        let clock = wall.hour() * 60 + wall.minute();
        // `After 3` is no three in the morning.
        let is_later = self.is_vague && hour < u32::from(EARLIEST);
        let bound = if is_later { told + 12 * 60 } else { told };
        match self.bound {
            None => clock == told || self.is_vague && clock == told + 12 * 60,
            Some(Bound::After) => clock >= bound,
            Some(Bound::Before) => clock < bound,
        }
    }

    /// The time as a wish, seen from `today`.
    pub fn seen_from(self, today: NaiveDate) -> Wish {
        let time = self.hour.map(|hour| {
            let is_later = self.is_vague && hour < EARLIEST;
            let hour = if is_later { hour + 12 } else { hour };
            format!("{hour}:{:02}", self.minute).parse().ok()
        });
        let time = time.flatten();
        Wish {
            date: self.day.and_then(|day| date(day, today)),
            part: self.part.map(of_day),
            time: time.filter(|_| self.bound.is_none()),
            after: time.filter(|_| self.bound == Some(Bound::After)),
            before: time.filter(|_| self.bound == Some(Bound::Before)),
        }
    }
}

fn of_day(part: PartOfDay) -> Part {
    match part {
        PartOfDay::Morning => Part::Morning,
        PartOfDay::Afternoon => Part::Afternoon,
        PartOfDay::Evening => Part::Evening,
    }
}

/// The day that is meant when it is said on `today`.
fn date(day: WantedDay, today: NaiveDate) -> Option<NaiveDate> {
    let in_days = |days: u64| today.checked_add_days(Days::new(days));
    let since_monday = u64::from(today.weekday().num_days_from_monday());
    let until = |day: u8| match (u64::from(day) + 7 - since_monday) % 7 {
        0 => 7,
        ahead => ahead,
    };
    match day {
        WantedDay::Today => Some(today),
        WantedDay::Tomorrow => in_days(1),
        WantedDay::AfterTomorrow => in_days(2),
        WantedDay::InDays(days) => in_days(days.into()),
        WantedDay::Weekday(day) => in_days(until(day)),
        WantedDay::WeekdayAfter(day) => in_days(until(day) + 7),
        WantedDay::WeekdayNext(day) => in_days(7 - since_monday + u64::from(day)),
        WantedDay::NextWeek => in_days(7 - since_monday),
        WantedDay::On(date) => Some(date).filter(|date| *date >= today),
        WantedDay::Date { month, day } => {
            let of_year = |year| NaiveDate::from_ymd_opt(year, month.into(), day.into());
            let mut years = (0..=LEAP).filter_map(|ahead| of_year(today.year() + ahead));
            years.find(|date| *date >= today)
        }
    }
}
