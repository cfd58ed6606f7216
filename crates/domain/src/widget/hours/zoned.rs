use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::BusinessHours;
use crate::widget::{Attendance, WidgetError};

/// How far ahead an opening is looked for, in days.
const HORIZON: u64 = 400;

impl BusinessHours {
    /// Checks the name of a time zone.
    pub fn parse_time_zone(name: &str) -> Result<String, WidgetError> {
        let zone: Tz = name.trim().parse().map_err(|_| WidgetError::TimeZone)?;
        Ok(zone.name().to_owned())
    }

    /// The names of all time zones that belong to a place, in order.
    pub fn time_zones() -> impl Iterator<Item = &'static str> {
        const PLACES: [&str; 9] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| zone.name())
            .filter(|name| *name == "UTC" || PLACES.iter().any(|place| name.starts_with(place)))
    }

    /// A name that this version no longer knows counts as UTC: late answers are better than none.
    fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Tz::UTC)
    }

    /// Whether it is open.
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        self.is_open_at_wall_clock(at.with_timezone(&self.zone()).naive_local())
    }

    /// The first moment after `at` when it opens; nothing if it is open, or closed for more than a year.
    pub fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_open(at) {
            return None;
        }
        let zone = self.zone();
        // Where a clock is put back over midnight, yesterday comes again, and a date's moments mix with the next one's.
        let yesterday = at.with_timezone(&zone).date_naive().pred_opt()?;
        (0..HORIZON).find_map(|days| {
            let date = yesterday.checked_add_days(Days::new(days))?;
            let mut moments = self.moments(zone, date);
            moments.extend(self.moments(zone, date.succ_opt()?));
            moments.retain(|moment| *moment > at && self.is_open(*moment));
            moments.into_iter().min()
        })
    }

    /// When it may open on a date: where an interval begins, and where the clock is changed, which may jump into an
    /// interval, or back before its end.
    fn moments(&self, zone: Tz, date: NaiveDate) -> Vec<DateTime<Utc>> {
        let begins = self
            .on(date)
            .iter()
            .map(|interval| u32::from(interval.from.minutes()));
        let on_the_clock =
            begins.filter_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0));
        let mut moments = Vec::new();
        for time in on_the_clock {
            // Twice, or not at all, where the clock is changed.
            let found = zone.from_local_datetime(&date.and_time(time));
            moments.extend(
                found
                    .earliest()
                    .into_iter()
                    .chain(found.latest())
                    .map(|moment| moment.to_utc()),
            );
        }
        moments.extend(change_of_clock(zone, date));
        moments
    }

    /// Whether somebody is there.
    pub fn attendance(&self, at: DateTime<Utc>) -> Attendance {
        if self.is_open(at) {
            Attendance::Open
        } else {
            Attendance::Closed {
                until: self.next_opening(at),
            }
        }
    }
}

/// The moment at which the clock of a zone is changed on a date, or at one of its midnights.
fn change_of_clock(zone: Tz, date: NaiveDate) -> Option<DateTime<Utc>> {
    let offset = |moment: DateTime<Utc>| zone.offset_from_utc_datetime(&moment.naive_utc()).fix();
    let noon = Utc
        .with_ymd_and_hms(date.year(), date.month(), date.day(), 12, 0, 0)
        .single()?;
    // Zones are at most 14 hours from UTC.
    let (mut before, mut after) = (noon - TimeDelta::hours(27), noon + TimeDelta::hours(27));
    if offset(before) == offset(after) {
        return None;
    }
    while after - before > TimeDelta::seconds(1) {
        let middle = before + (after - before) / 2;
        if offset(middle) == offset(before) {
            before = middle;
        } else {
            after = middle;
        }
    }
    // Halves are not whole seconds.
    let change = DateTime::from_timestamp(after.timestamp(), 0)?;
    let date_at = |moment: DateTime<Utc>| moment.with_timezone(&zone).date_naive();
    let dates = [date_at(change - TimeDelta::seconds(1)), date_at(change)];
    dates.contains(&date).then_some(change)
}
