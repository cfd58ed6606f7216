#![cfg(feature = "zones")]

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::AccountId;
use crate::widget::{BusinessHours, Holiday, Week};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(start: &str, end: &str) -> Span {
    Span {
        start: at(start),
        end: at(end),
    }
}

fn available(zone: &str, days: [&str; 7], rules: BookingRules) -> Availability {
    Availability {
        is_bookable: true,
        time_zone: zone.to_owned(),
        week: Week::parse(&days).unwrap(),
        time_off: Vec::new(),
        rules,
    }
}

fn hourly() -> BookingRules {
    BookingRules {
        length: 60,
        notice: 0,
        horizon_days: 365,
        ..BookingRules::default()
    }
}

fn taken(rules: BookingRules, slot: Span) -> Taken {
    Taken {
        starts_at: slot.start,
        blocked: rules.blocked(slot),
    }
}

#[test]
fn a_changing_day_is_an_hour_longer_or_shorter() {
    let night = available("Europe/Berlin", ["0:00-6:00"; 7], hourly());
    let count = |start, end| {
        night
            .slots(&[], at("2026-01-01T00:00:00Z"), span(start, end))
            .len()
    };
    assert_eq!(
        count("2026-03-27T23:00:00Z", "2026-03-28T22:00:00Z"),
        6,
        "a usual night"
    );
    assert_eq!(
        count("2026-03-28T23:00:00Z", "2026-03-29T21:00:00Z"),
        5,
        "02:00 to 03:00 is missing"
    );
    assert_eq!(
        count("2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"),
        7,
        "02:00 to 03:00 comes twice"
    );
}

#[test]
fn what_the_clock_skips_is_not_offered_and_what_it_repeats_is_twice() {
    let early = available("Europe/Berlin", ["2:00-3:00"; 7], hourly());
    let slots = |start, end| early.slots(&[], at("2026-01-01T00:00:00Z"), span(start, end));
    assert_eq!(slots("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"), []);
    assert_eq!(
        slots("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"),
        [
            span("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
            span("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z")
        ]
    );
    let apia = available("Pacific/Apia", ["9:00-17:00"; 7], hourly());
    let around = span("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z");
    let on_the_29th = apia.slots(&[], at("2011-12-01T00:00:00Z"), around);
    assert_eq!(on_the_29th.len(), 8, "the 30th never was");
}

#[test]
fn notice_horizon_days_off_and_a_days_most_hold() {
    let rules = BookingRules {
        notice: 120,
        horizon_days: 7,
        max_a_day: Some(1),
        ..hourly()
    };
    let mut host = available("UTC", ["9:00-12:00"; 7], rules);
    host.time_off = vec![TimeOff::new(date("2026-06-02"), Some(date("2026-06-03")), "").unwrap()];
    let now = at("2026-06-01T08:30:00Z");
    let busy = [taken(
        rules,
        span("2026-06-04T09:00:00Z", "2026-06-04T10:00:00Z"),
    )];
    let slots = host.slots(
        &busy,
        now,
        span("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"),
    );
    assert_eq!(
        slots[0].start,
        at("2026-06-01T11:00:00Z"),
        "two hours ahead"
    );
    assert_eq!(slots[1].start, at("2026-06-05T09:00:00Z"), "off, off, full");
    assert!(
        slots
            .iter()
            .all(|slot| slot.start < now + TimeDelta::days(7))
    );
    host.is_bookable = false;
    assert_eq!(
        host.slots(
            &[],
            now,
            span("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z")
        ),
        []
    );
}

fn host(id: u128, busy: Vec<Taken>) -> Host {
    Host {
        account: AccountId(Uuid::from_u128(id)),
        availability: available("UTC", ["9:00-12:00"; 7], hourly()),
        taken: busy,
    }
}

#[test]
fn a_team_shares_its_appointments() {
    let first = span("2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z");
    let hosts = [host(1, vec![taken(hourly(), first)]), host(2, Vec::new())];
    let now = at("2026-06-01T00:00:00Z");
    let all = offers(
        &hosts,
        now,
        span("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"),
    );
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].hosts, [hosts[1].account]);
    assert_eq!(
        choose(&hosts, &all[1], None),
        Some(hosts[1].account),
        "who has fewer"
    );
    let preferred = Some(hosts[0].account);
    assert_eq!(choose(&hosts, &all[1], preferred), preferred);
    assert_eq!(choose(&hosts, &all[0], preferred), Some(hosts[1].account));
}

#[test]
fn what_is_suggested_suits_the_wish() {
    let mut host = host(1, Vec::new());
    host.availability.week = Week::parse(&["9:00-12:00, 13:00-18:00"; 7]).unwrap();
    let now = at("2026-06-01T00:00:00Z");
    let all = offers(
        &[host],
        now,
        span("2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z"),
    );
    let starts = |wish, count| {
        let found = suggest(&all, wish, Tz::UTC, count);
        found
            .iter()
            .map(|offer| offer.slot.start.format("%d %H").to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        starts(Wish::default(), 4),
        ["01 09", "01 13", "01 17", "02 09"]
    );
    let afternoon = Wish {
        part: Some(PartOfDay::Afternoon),
        ..Wish::default()
    };
    assert_eq!(starts(afternoon, 3), ["01 13", "02 13", "03 13"]);
    let thursday = Wish {
        date: Some(date("2026-06-04")),
        time: Some("14:30".parse().unwrap()),
        ..Wish::default()
    };
    assert_eq!(starts(thursday, 3), ["04 13", "04 14", "04 15"]);
    let beyond = Wish {
        date: Some(date("2026-07-01")),
        ..Wish::default()
    };
    assert_eq!(starts(beyond, 1), ["07 09"], "the nearest there is");
}

/// The minutes of a stretch of time.
fn minutes(span: Span) -> impl Iterator<Item = DateTime<Utc>> {
    let count = (span.end - span.start).num_minutes();
    (0..count).map(move |minute| span.start + TimeDelta::minutes(minute))
}

fn any_rules() -> impl Strategy<Value = BookingRules> {
    (1_u16..9, 0_u16..4, 0_u16..4, 0_u32..600).prop_map(|(length, before, after, notice)| {
        BookingRules {
            length: length * 15,
            buffer_before: before * 10,
            buffer_after: after * 10,
            notice,
            horizon_days: 365,
            max_a_day: None,
        }
    })
}

fn any_day() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just("9:00-12:30, 13:30-18:00"),
        Just("0:00-24:00"),
        Just("22:00-2:45"),
        Just("1:30-3:30"),
        Just("0:15-1:00, 2:15-2:45, 23:00-23:45"),
    ]
}

fn any_change() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop_oneof![
        Just(("Europe/Berlin", "2026-03-29T01:00:00Z")),
        Just(("Europe/Berlin", "2026-10-25T01:00:00Z")),
        Just(("America/New_York", "2026-11-01T06:00:00Z")),
        Just(("Africa/Cairo", "2026-04-23T22:00:00Z")),
        Just(("Africa/Cairo", "2026-10-29T21:00:00Z")),
        Just(("Australia/Lord_Howe", "2026-04-04T15:00:00Z")),
        Just(("Pacific/Apia", "2011-12-30T10:00:00Z")),
        Just(("Asia/Kolkata", "2026-06-01T00:00:00Z")),
    ]
}

/// The same hours, to ask minute by minute.
fn hours(availability: &Availability) -> BusinessHours {
    let holidays = availability.time_off.iter().map(|off| Holiday {
        date: off.first,
        name: String::new(),
        hours: Vec::new(),
    });
    BusinessHours {
        time_zone: availability.time_zone.clone(),
        week: availability.week.clone(),
        holidays: holidays.collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Around a change of the clock: inside the hours, off the days off, clear of what is taken, and the same however
    /// the range is cut.
    #[test]
    fn slots_are_inside_free_and_stable(
        days in proptest::array::uniform7(any_day()),
        (zone, around) in any_change(),
        rules in any_rules(),
        picks in proptest::collection::vec(0_usize..400, 0..6),
        off in 0_i64..5,
        cut in 0_i64..4 * 1440,
    ) {
        let mut host = available(zone, days, rules);
        let begin = at(around) - TimeDelta::days(2);
        let within = Span { start: begin, end: begin + TimeDelta::days(4) };
        let day_off = begin.with_timezone(&host.zone()).date_naive() + TimeDelta::days(off);
        host.time_off = vec![TimeOff::new(day_off, None, "").unwrap()];

        let mut busy: Vec<Taken> = Vec::new();
        for pick in picks {
            let free = host.slots(&busy, begin, within);
            if !free.is_empty() {
                busy.push(taken(rules, free[pick % free.len()]));
            }
        }
        let slots = host.slots(&busy, begin, within);
        let hours = hours(&host);
        for slot in &slots {
            prop_assert_eq!(slot.end - slot.start, TimeDelta::minutes(rules.length.into()));
            prop_assert!(slot.start >= begin + TimeDelta::minutes(rules.notice.into()));
            prop_assert!(minutes(*slot).all(|minute| hours.is_open(minute)), "{slot:?}");
            let blocked = rules.blocked(*slot);
            prop_assert!(busy.iter().all(|other| !other.blocked.overlaps(&blocked)));
            prop_assert_eq!(host.has(&busy, begin, slot.start), Some(*slot));
        }
        for (at, one) in busy.iter().enumerate() {
            prop_assert!(busy[at + 1..].iter().all(|other| !other.blocked.overlaps(&one.blocked)));
        }
        let middle = begin + TimeDelta::minutes(cut);
        let mut parts = host.slots(&busy, begin, Span { end: middle, ..within });
        parts.extend(host.slots(&busy, begin, Span { start: middle, ..within }));
        prop_assert_eq!(parts, slots);
    }

    /// Nothing is lost: with one-minute appointments, what is offered is every minute in which the hours are open.
    #[test]
    fn every_open_minute_is_offered(
        days in proptest::array::uniform7(any_day()),
        (zone, around) in any_change(),
    ) {
        let rules = BookingRules { length: 1, ..hourly() };
        let host = available(zone, days, rules);
        let begin = at(around) - TimeDelta::days(2);
        let within = Span { start: begin, end: begin + TimeDelta::days(4) };
        let offered: BTreeSet<_> = host.slots(&[], begin, within).iter().map(|slot| slot.start).collect();
        let hours = hours(&host);
        let open: BTreeSet<_> = minutes(within).filter(|minute| hours.is_open(*minute)).collect();
        prop_assert_eq!(offered, open);
    }
}
