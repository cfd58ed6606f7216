//! Which times a person's hours leave, by the clock of their zone.

use chrono::{
    DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

use super::{Availability, Span, Taken};
use crate::widget::{Interval, is_within};

/// Zones are at most 14 hours from UTC.
const FARTHEST: TimeDelta = TimeDelta::hours(15);

impl Availability {
    /// Its zone. One that is unknown by now counts as UTC: an availability whose zone was renamed is better than none.
    pub fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Tz::UTC)
    }

    /// Whether a moment lies within the hours.
    pub fn is_at_work(&self, at: DateTime<Utc>) -> bool {
        let wall = at.with_timezone(&self.zone()).naive_local();
        is_within(|date| self.on(date), wall)
    }

    /// The times that begin within `within` and can still be had at `now`, in order.
    ///
    /// Appointments follow each other from the beginning of each interval, by the time that really passes: where the
    /// clock is changed within an interval, it is an hour longer or shorter, and so is what is offered.
    pub fn slots(&self, taken: &[Taken], now: DateTime<Utc>, within: Span) -> Vec<Span> {
        let rules = &self.rules;
        let first = within
            .start
            .max(now + TimeDelta::minutes(rules.notice.into()));
        let end = within
            .end
            .min(now + TimeDelta::days(rules.horizon_days.into()));
        if !self.is_bookable || first >= end {
            return Vec::new();
        }
        let zone = self.zone();
        let mut slots: Vec<Span> = dates(zone, first, end)
            .flat_map(|date| self.begun_on(zone, date))
            .filter(|slot| (first..end).contains(&slot.start))
            .filter(|slot| self.is_free(zone, taken, *slot))
            .collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Whether this very time can still be had.
    pub fn has(&self, taken: &[Taken], now: DateTime<Utc>, start: DateTime<Utc>) -> Option<Span> {
        let within = Span {
            start,
            end: start + TimeDelta::seconds(1),
        };
        self.slots(taken, now, within).into_iter().next()
    }

    /// All times of the intervals that begin on a date.
    fn begun_on(&self, zone: Tz, date: NaiveDate) -> Vec<Span> {
        let length = TimeDelta::minutes(self.rules.length.max(1).into());
        let mut slots = Vec::new();
        for open in self
            .on(date)
            .iter()
            .flat_map(|interval| open_spans(zone, date, *interval))
        {
            let mut start = open.start;
            while start + length <= open.end {
                let end = start + length;
                slots.push(Span { start, end });
                start = end;
            }
        }
        slots
    }

    fn is_free(&self, zone: Tz, taken: &[Taken], slot: Span) -> bool {
        let blocked = self.rules.blocked(slot);
        let date = |moment: DateTime<Utc>| moment.with_timezone(&zone).date_naive();
        let on_the_day = || {
            let day = date(slot.start);
            taken
                .iter()
                .filter(|other| date(other.starts_at) == day)
                .count()
        };
        taken.iter().all(|other| !other.blocked.overlaps(&blocked))
            && self
                .rules
                .max_a_day
                .is_none_or(|most| on_the_day() < usize::from(most))
    }
}

/// The dates on which something may begin that reaches into a stretch of time. Hours run over midnight, and a clock that
/// is put back over midnight makes yesterday come again.
fn dates(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> impl Iterator<Item = NaiveDate> {
    let date = |moment: DateTime<Utc>| moment.with_timezone(&zone).date_naive();
    let first = date(start).checked_sub_days(Days::new(2));
    let last = date(end);
    std::iter::successors(first, NaiveDate::succ_opt).take_while(move |date| *date <= last)
}

/// When the wall clock of a zone is within an interval that begins on a date: nothing where the clock skips it, two
/// stretches where the clock is put back to before its end.
fn open_spans(zone: Tz, date: NaiveDate, interval: Interval) -> Vec<Span> {
    let wall = |minutes: u16| date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
    let (from, to) = (wall(interval.from.minutes()), wall(interval.end()));
    let mut offsets = [
        offset(zone, from.and_utc() - FARTHEST),
        offset(zone, to.and_utc() + FARTHEST),
    ];
    // The larger offset comes to a time on the wall first.
    offsets.sort_unstable_by(|a, b| b.cmp(a));
    let mut spans: Vec<Span> = Vec::new();
    let distinct = if offsets[0] == offsets[1] { 1 } else { 2 };
    for span in offsets[..distinct]
        .iter()
        .filter_map(|offset| with_offset(zone, from, to, *offset))
    {
        match spans.last_mut() {
            Some(before) if before.end == span.start => before.end = span.end,
            _ => spans.push(span),
        }
    }
    spans
}

/// The part of a stretch on the wall during which the zone really is so far from UTC; its clock is changed at most once.
fn with_offset(
    zone: Tz,
    from: NaiveDateTime,
    to: NaiveDateTime,
    wanted: TimeDelta,
) -> Option<Span> {
    let (start, end) = ((from - wanted).and_utc(), (to - wanted).and_utc());
    let is_wanted = |moment| offset(zone, moment) == wanted;
    match (is_wanted(start), is_wanted(end - TimeDelta::seconds(1))) {
        (true, true) => Some(Span { start, end }),
        (false, false) => None,
        (true, false) => Some(Span {
            start,
            end: change_between(zone, start, end),
        }),
        (false, true) => Some(Span {
            start: change_between(zone, start, end),
            end,
        }),
    }
    .filter(|span| span.start < span.end)
}

/// The first moment after which the zone is as far from UTC as it is at the end.
fn change_between(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> DateTime<Utc> {
    let (mut before, mut after) = (start.timestamp(), end.timestamp() - 1);
    let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or(end);
    let last = offset(zone, at(after));
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(zone, at(middle)) == last {
            after = middle;
        } else {
            before = middle;
        }
    }
    at(after)
}

/// How far a zone's clock is ahead of UTC.
fn offset(zone: Tz, moment: DateTime<Utc>) -> TimeDelta {
    let offset = zone.offset_from_utc_datetime(&moment.naive_utc()).fix();
    TimeDelta::seconds(offset.local_minus_utc().into())
}
