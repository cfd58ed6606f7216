//! Days and times to choose from, as a calendar shows them.

use std::collections::{BTreeMap, BTreeSet};

use beckon_domain::appointment::{Day, Host, Month, MonthDay, Picker, offers};
use beckon_domain::widget::BusinessHours;
use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, Utc};
use chrono_tz::Tz;

use super::offer::ahead;
use super::texts::Texts;

/// The calendar around a day that is wished for: its month, and its times. Without a wish it is the first day on which
/// a time is left.
pub(super) fn picker(
    hosts: &[Host],
    now: DateTime<Utc>,
    zone: Tz,
    wished: Option<NaiveDate>,
    texts: &Texts,
) -> Picker {
    let mut free: BTreeMap<NaiveDate, Vec<DateTime<Tz>>> = BTreeMap::new();
    for offer in offers(hosts, now, ahead(now)) {
        let starts = offer.slot.start.with_timezone(&zone);
        let times = free.entry(starts.date_naive()).or_default();
        // Appointments of different lengths may begin together.
        if times.last() != Some(&starts) {
            times.push(starts);
        }
    }
    let first = free.keys().next().copied();
    let chosen = first.map(|first| wished.unwrap_or(first).max(first));
    let dates: BTreeSet<NaiveDate> = free.keys().copied().collect();
    Picker {
        time_zone: zone.name().to_owned(),
        zones: BusinessHours::time_zones().map(ToOwned::to_owned).collect(),
        month: chosen.and_then(|chosen| month(&dates, chosen, texts)),
        day: chosen.map(|date| Day {
            date,
            label: texts.date(date),
            times: free
                .get(&date)
                .into_iter()
                .flatten()
                .map(|at| (at.to_utc(), texts.time(*at)))
                .collect(),
        }),
    }
}

fn month(free: &BTreeSet<NaiveDate>, chosen: NaiveDate, texts: &Texts) -> Option<Month> {
    let first = chosen.with_day(1)?;
    let next = first.checked_add_months(Months::new(1))?;
    let monday =
        first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()))?;
    let day = |date: NaiveDate| {
        (date.month() == first.month()).then(|| MonthDay {
            date,
            label: texts.date(date),
            is_free: free.contains(&date),
        })
    };
    let mondays = std::iter::successors(Some(monday), |day| day.checked_add_days(Days::new(7)));
    let weeks = mondays
        .take_while(|monday| *monday < next)
        .map(|monday| monday.iter_days().take(7).map(day).collect());
    Some(Month {
        title: texts.month(first),
        weekdays: texts.weekdays(),
        weeks: weeks.collect(),
        previous: free
            .range(..first)
            .next_back()
            .map(|last| first_free_of(free, *last)),
        next: free.range(next..).next().copied(),
    })
}

/// The first free day of a day's month.
fn first_free_of(free: &BTreeSet<NaiveDate>, date: NaiveDate) -> NaiveDate {
    let first = date.with_day(1).unwrap_or(date);
    free.range(first..).next().copied().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use beckon_domain::appointment::{Availability, BookingRules};
    use beckon_domain::id::AccountId;
    use beckon_domain::widget::{Language, Week};
    use uuid::Uuid;

    use super::*;
    use crate::appointments::texts::in_language;

    fn shown(wished: Option<&str>, zone: Tz) -> Picker {
        let host = Host {
            account: AccountId(Uuid::nil()),
            availability: Availability {
                is_bookable: true,
                time_zone: "Europe/Berlin".into(),
                week: Week::office(),
                time_off: Vec::new(),
                rules: BookingRules::default(),
            },
            taken: Vec::new(),
        };
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let wished = wished.map(|date| date.parse().unwrap());
        picker(&[host], now, zone, wished, in_language(Language::En))
    }

    #[test]
    fn the_first_free_day_is_shown_with_its_month() {
        let picker = shown(None, Tz::Europe__Berlin);
        let day = picker.day.unwrap();
        assert_eq!(
            day.label, "Wednesday, November 25",
            "four hours' notice is past closing"
        );
        assert_eq!(day.times.len(), 16);
        assert_eq!(day.times[0].1, "9:00 am");
        let month = picker.month.unwrap();
        assert_eq!(
            (month.title.as_str(), month.weeks.len()),
            ("November 2026", 6)
        );
        assert_eq!(month.previous, None);
        assert_eq!(month.next, "2026-12-01".parse().ok());
        let days = month.weeks.concat();
        let free = days.iter().flatten().filter(|day| day.is_free).count();
        assert_eq!(free, 4, "25, 26, 27 and 30");
    }

    #[test]
    fn times_are_by_the_visitors_clock_which_may_be_another_day() {
        let picker = shown(Some("2026-11-26"), Tz::Pacific__Auckland);
        let day = picker.day.unwrap();
        // Until 17:00 on the 25th in Berlin, and from 9:00 on the 26th.
        let ends = [&day.times[0].1, &day.times[9].1, &day.times[10].1];
        assert_eq!(ends, ["12:00 am", "4:30 am", "9:00 pm"]);
    }

    #[test]
    fn whoever_wishes_for_the_past_gets_the_first_day_and_nobody_gets_none() {
        let picker = shown(Some("2020-01-01"), Tz::UTC);
        assert_eq!(picker.day.unwrap().date.to_string(), "2026-11-25");
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let empty = super::picker(&[], now, Tz::UTC, None, in_language(Language::En));
        assert_eq!((empty.month, empty.day), (None, None));
    }
}
