use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::widget::{Attendance, BusinessHours, Holiday, Week};

fn hours(zone: &str, days: [&str; 7], holidays: &str) -> BusinessHours {
    BusinessHours {
        time_zone: BusinessHours::parse_time_zone(zone).unwrap(),
        week: Week::parse(&days).unwrap(),
        holidays: Holiday::parse_all(holidays).unwrap(),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

const NINE_TO_FIVE: [&str; 7] = [
    "9:00-17:00",
    "9:00-17:00",
    "9:00-17:00",
    "9:00-17:00",
    "9:00-17:00",
    "",
    "",
];

#[test]
fn the_clock_is_that_of_the_zone() {
    let berlin = hours("Europe/Berlin", NINE_TO_FIVE, "");
    // A Friday in summer, UTC+2.
    assert!(berlin.is_open(at("2026-07-03T07:00:00Z")));
    assert!(!berlin.is_open(at("2026-07-03T15:00:00Z")));
    assert_eq!(
        berlin.next_opening(at("2026-07-03T15:00:00Z")),
        Some(at("2026-07-06T07:00:00Z"))
    );
    // In winter, UTC+1; over the change of the clock on 25 October.
    assert_eq!(
        berlin.next_opening(at("2026-10-23T15:00:00Z")),
        Some(at("2026-10-26T08:00:00Z"))
    );
    assert_eq!(
        berlin.attendance(at("2026-07-03T15:00:00Z")),
        Attendance::Closed {
            until: Some(at("2026-07-06T07:00:00Z"))
        }
    );
}

#[test]
fn holidays_replace_the_day_but_not_the_night_before() {
    let bar = hours(
        "America/New_York",
        ["18:00-02:00"; 7],
        "2026-12-25 Christmas\n2026-12-31 20:00-04:00 New Year's Eve",
    );
    // 01:30 on Christmas belongs to the 24th.
    assert!(bar.is_open(at("2026-12-25T06:30:00Z")));
    assert!(!bar.is_open(at("2026-12-26T00:00:00Z")));
    assert_eq!(
        bar.next_opening(at("2026-12-25T07:00:00Z")),
        Some(at("2026-12-26T23:00:00Z"))
    );
    assert_eq!(
        bar.next_opening(at("2026-12-31T18:00:00Z")),
        Some(at("2027-01-01T01:00:00Z"))
    );
}

#[test]
fn hours_in_the_missing_hour_begin_after_it() {
    // 29 March 2026, 02:00 to 03:00 does not exist.
    let night = hours("Europe/Berlin", ["", "", "", "", "", "", "2:30-4:00"], "");
    assert_eq!(
        night.next_opening(at("2026-03-28T12:00:00Z")),
        Some(at("2026-03-29T01:00:00Z"))
    );
    let gone = hours("Europe/Berlin", ["", "", "", "", "", "", "2:15-2:45"], "");
    assert_eq!(
        gone.next_opening(at("2026-03-28T12:00:00Z")),
        Some(at("2026-04-05T00:15:00Z"))
    );
}

#[test]
fn who_never_opens_has_no_opening() {
    let never = hours("UTC", [""; 7], "");
    assert_eq!(
        never.attendance(at("2026-01-01T00:00:00Z")),
        Attendance::Closed { until: None }
    );
    let always = hours("UTC", ["0:00-24:00"; 7], "");
    assert_eq!(
        always.attendance(at("2026-01-01T00:00:00Z")),
        Attendance::Open
    );
}

#[test]
fn zones_are_those_of_places() {
    assert!(BusinessHours::time_zones().any(|zone| zone == "Asia/Kolkata"));
    assert!(BusinessHours::time_zones().count() > 300);
    assert!(BusinessHours::parse_time_zone("Mars/Olympus").is_err());
}

/// Days with a few intervals, of which the last may run over midnight.
fn any_day() -> impl Strategy<Value = String> {
    proptest::collection::btree_set(0_u16..96, 0..5).prop_flat_map(|quarters| {
        let quarters: Vec<_> = quarters.into_iter().collect();
        (Just(quarters), 0_u16..20).prop_map(|(quarters, over)| {
            let clock = |quarter: u16| format!("{:02}:{:02}", quarter % 96 / 4, quarter % 4 * 15);
            let pairs = quarters.chunks(2).map(|pair| match pair {
                [from, to] => format!("{}-{}", clock(*from), clock(*to)),
                [from] => format!("{}-{}", clock(*from), clock(over.min(*from))),
                _ => String::new(),
            });
            pairs.collect::<Vec<_>>().join(", ")
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The next opening is what looking at every minute finds, in weeks in which clocks are changed by an hour, by half an
    /// hour, at midnight, and in one in which a whole day is skipped.
    #[test]
    fn the_next_opening_is_the_first_open_minute(
        days in proptest::array::uniform7(any_day()),
        (zone, around) in prop_oneof![
            Just(("Europe/Berlin", "2026-03-29T01:00:00Z")),
            Just(("Europe/Berlin", "2026-10-25T01:00:00Z")),
            Just(("America/New_York", "2026-11-01T06:00:00Z")),
            Just(("Africa/Cairo", "2026-04-23T22:00:00Z")),
            Just(("Australia/Lord_Howe", "2026-04-04T15:00:00Z")),
            Just(("Pacific/Apia", "2011-12-30T10:00:00Z")),
            Just(("Asia/Kolkata", "2026-06-01T00:00:00Z")),
        ],
        minutes_before in 0_i64..3 * 1440,
    ) {
        let hours = hours(zone, days.each_ref().map(String::as_str), "");
        let start = at(around) - TimeDelta::minutes(minutes_before);
        let first = (1..=10 * 1440)
            .map(|minute| start + TimeDelta::minutes(minute))
            .find(|moment| hours.is_open(*moment));
        if hours.is_open(start) {
            prop_assert_eq!(hours.next_opening(start), None);
        } else {
            prop_assert_eq!(hours.next_opening(start), first);
        }
    }
}
