//! Business hours on the wall clock of a time zone. What needs the zones' rules is in `zoned`, which only the server
//! has: they would weigh more than the whole widget.

#[cfg(feature = "zones")]
mod zoned;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::{Interval, WidgetError, parse_line};

/// Most intervals of a day.
const INTERVALS_MAX: usize = 6;

/// Most holidays.
const HOLIDAYS_MAX: usize = 100;

/// Longest name of a holiday, in characters.
const NAME_MAX: u16 = 80;

/// The hours of each day, Monday first. A day's intervals follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[Vec<Interval>; 7]", into = "[Vec<Interval>; 7]")]
pub struct Week([Vec<Interval>; 7]);

impl Week {
    /// From a line a day, Monday first, like `09:00-12:30, 13:30-18:00`; an empty line is a closed day. The error
    /// says which day is wrong, from 0.
    pub fn parse<T: AsRef<str>>(days: &[T; 7]) -> Result<Self, (usize, WidgetError)> {
        let mut week = Self::default();
        for (day, text) in days.iter().enumerate() {
            week.0[day] = parse_day(text.as_ref()).map_err(|error| (day, error))?;
        }
        Ok(week)
    }

    /// Weekdays from nine to five.
    pub fn office() -> Self {
        const DAYS: [&str; 7] = [
            "9:00-17:00",
            "9:00-17:00",
            "9:00-17:00",
            "9:00-17:00",
            "9:00-17:00",
            "",
            "",
        ];
        Self::parse(&DAYS).unwrap_or_default()
    }

    /// The intervals of a day, from 0 for Monday.
    pub fn day(&self, day: usize) -> &[Interval] {
        self.0.get(day).map_or(&[], Vec::as_slice)
    }
}

impl TryFrom<[Vec<Interval>; 7]> for Week {
    type Error = WidgetError;

    fn try_from(days: [Vec<Interval>; 7]) -> Result<Self, Self::Error> {
        days.iter().try_for_each(|day| check_day(day))?;
        Ok(Self(days))
    }
}

impl From<Week> for [Vec<Interval>; 7] {
    fn from(week: Week) -> Self {
        week.0
    }
}

/// The intervals of a line, which may be empty.
pub fn parse_day(text: &str) -> Result<Vec<Interval>, WidgetError> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let intervals = text
        .split(',')
        .map(str::parse)
        .collect::<Result<Vec<_>, _>>()?;
    check_day(&intervals)?;
    Ok(intervals)
}

/// One after the other, and only the last over midnight.
fn check_day(day: &[Interval]) -> Result<(), WidgetError> {
    let in_order = day
        .windows(2)
        .all(|pair| pair[0].end() <= pair[1].from.minutes());
    if in_order && day.len() <= INTERVALS_MAX {
        Ok(())
    } else {
        Err(WidgetError::Hours)
    }
}

/// How a day's intervals are written: what [`Week::parse`] reads.
pub fn write_day(day: &[Interval]) -> String {
    let intervals: Vec<_> = day.iter().map(ToString::to_string).collect();
    intervals.join(", ")
}

/// A date with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// When.
    pub date: NaiveDate,
    /// What it is called.
    pub name: String,
    /// The hours that day; none for closed.
    #[serde(default)]
    pub hours: Vec<Interval>,
}

impl Holiday {
    /// From a line: the date, hours if it is not closed, and a name, like `2026-12-24 09:00-12:00 Christmas Eve`.
    pub fn parse(line: &str) -> Result<Self, WidgetError> {
        let wrong = |_| WidgetError::Holiday;
        let (date, mut rest) = line
            .trim()
            .split_once(char::is_whitespace)
            .ok_or(WidgetError::Holiday)?;
        let mut hours = Vec::new();
        while let Some((word, after)) = rest.trim_start().split_once(char::is_whitespace) {
            let Ok(interval) = word.trim_end_matches(',').parse() else {
                break;
            };
            hours.push(interval);
            rest = after;
        }
        check_day(&hours).map_err(wrong)?;
        Ok(Self {
            date: parse_date(date).ok_or(WidgetError::Holiday)?,
            name: parse_line(rest, NAME_MAX).map_err(wrong)?,
            hours,
        })
    }

    /// From a line each, in the order of their dates. The error says which line is wrong, from 0.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, (usize, WidgetError)> {
        let mut holidays: Vec<Self> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let holiday = Self::parse(line).map_err(|error| (at, error))?;
            if holidays.len() == HOLIDAYS_MAX
                || holidays.iter().any(|other| other.date == holiday.date)
            {
                return Err((at, WidgetError::Holiday));
            }
            holidays.push(holiday);
        }
        holidays.sort_by_key(|holiday| holiday.date);
        Ok(holidays)
    }

    /// As a line that [`Holiday::parse`] reads.
    pub fn to_line(&self) -> String {
        let date = self.date;
        if self.hours.is_empty() {
            format!("{date} {}", self.name)
        } else {
            format!("{date} {} {}", write_day(&self.hours), self.name)
        }
    }
}

/// `2026-12-25`; chrono's own parser would take its whole machinery of formats along.
fn parse_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (parts.next().is_none() && (2000..=2999).contains(&date.year())).then_some(date)
}

/// When somebody is there to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessHours {
    /// By whose clock: a name of the IANA database, like `Europe/Berlin`.
    pub time_zone: String,
    /// The usual hours.
    pub week: Week,
    /// Dates with hours of their own, in order.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
}

impl BusinessHours {
    /// The holiday on a date.
    pub fn holiday(&self, date: NaiveDate) -> Option<&Holiday> {
        self.holidays.iter().find(|holiday| holiday.date == date)
    }

    /// What begins on a date: a holiday's hours, else those of its weekday.
    pub fn on(&self, date: NaiveDate) -> &[Interval] {
        match self.holiday(date) {
            Some(holiday) => &holiday.hours,
            None => self
                .week
                .day(date.weekday().num_days_from_monday() as usize),
        }
    }

    /// Whether it is open when the wall clock shows this. Hours that began the evening before run over midnight, also
    /// into a holiday.
    pub fn is_open_at_wall_clock(&self, wall: NaiveDateTime) -> bool {
        is_within(|date| self.on(date), wall)
    }
}

/// Whether the wall clock shows a time of the hours that `on` gives for a date. Those that began the evening before run
/// over midnight.
pub(crate) fn is_within<'a>(on: impl Fn(NaiveDate) -> &'a [Interval], wall: NaiveDateTime) -> bool {
    let minute = minute_of(wall.time());
    let is_in = |day: &[Interval], minute: u16| {
        day.iter()
            .any(|interval| (interval.from.minutes()..interval.end()).contains(&minute))
    };
    let yesterday = wall.date().checked_sub_days(Days::new(1));
    is_in(on(wall.date()), minute)
        || yesterday.is_some_and(|date| is_in(on(date), minute + super::TimeOfDay::DAY))
}

/// Minutes since midnight.
fn minute_of(time: NaiveTime) -> u16 {
    // At most 23 · 60 + 59.
    u16::try_from(time.hour() * 60 + time.minute()).unwrap_or_default()
}
