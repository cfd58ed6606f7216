use std::ops::RangeInclusive;

use beckon_domain::account::Identity;
use beckon_domain::appointment::{AgendaDay, AgendaEntry, AgendaWeek, Appointment, Availability};
use beckon_domain::id::AccountId;
use beckon_domain::widget::Language;
use beckon_store::appointments;
use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::AppointmentError;
use super::desk::own_zone;
use super::texts::{Texts, in_language};
use crate::Services;

/// Of other years nobody wants a week, and Postgres knows none.
const YEARS: RangeInclusive<i32> = 2000..=2999;

/// The week around a day, of one host or of all, by the member's clock. Without a day it is this week.
pub async fn week(
    services: &Services,
    identity: &Identity,
    host: Option<AccountId>,
    day: Option<NaiveDate>,
) -> Result<AgendaWeek, AppointmentError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let zone = own_zone(services, &mut tx, identity).await?;
    let today = services.clock.now().with_timezone(&zone).date_naive();
    let chosen = day
        .filter(|day| YEARS.contains(&day.year()))
        .unwrap_or(today);
    let dates = dates_of(chosen);
    let (from, until) = (midnight(zone, dates[0]), midnight(zone, after(dates[6])));
    let booked = appointments::between(&mut tx, host, from, until).await?;
    let availability = match host {
        Some(host) => appointments::availability(&mut tx, host).await?,
        None => None,
    };
    let texts = in_language(Language::En);
    let days = dates.map(|date| agenda(date, zone, &booked, availability.as_ref(), texts));
    Ok(AgendaWeek {
        title: title(dates[0], dates[6]),
        time_zone: zone.name().to_owned(),
        chosen,
        today,
        days: days.into(),
    })
}

fn agenda(
    date: NaiveDate,
    zone: Tz,
    booked: &[Appointment],
    availability: Option<&Availability>,
    texts: &Texts,
) -> AgendaDay {
    let local = |moment: DateTime<Utc>| moment.with_timezone(&zone);
    let entry = |appointment: &Appointment| AgendaEntry {
        from: texts.time(local(appointment.starts_at)),
        to: texts.time(local(appointment.ends_at)),
        appointment: appointment.clone(),
    };
    let of_the_day = booked
        .iter()
        .filter(|appointment| local(appointment.starts_at).date_naive() == date);
    AgendaDay {
        date,
        label: texts.date(date),
        is_off: availability.is_some_and(|own| own.time_off.iter().any(|off| off.contains(date))),
        entries: of_the_day.map(entry).collect(),
    }
}

/// The days of a date's week, Monday first.
fn dates_of(date: NaiveDate) -> [NaiveDate; 7] {
    let back = Days::new(date.weekday().num_days_from_monday().into());
    let monday = date.checked_sub_days(back).unwrap_or(date);
    std::array::from_fn(|day| {
        let on = Days::new(u64::try_from(day).unwrap_or_default());
        monday.checked_add_days(on).unwrap_or(monday)
    })
}

fn after(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// When a date begins: its first moment that there is, as clocks are changed at midnight, too.
pub(crate) fn midnight(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    let wall = date.and_time(NaiveTime::MIN);
    let moment = (0..=24)
        .filter_map(|hours| wall.checked_add_signed(TimeDelta::hours(hours)))
        .find_map(|wall| zone.from_local_datetime(&wall).earliest());
    moment.map_or_else(|| wall.and_utc(), |moment| moment.to_utc())
}

/// `23 – 29 Nov 2026`, with the months and years that differ.
fn title(first: NaiveDate, last: NaiveDate) -> String {
    let start = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d %b",
        (false, _) => "%-d %b %Y",
    };
    format!("{} – {}", first.format(start), last.format("%-d %b %Y"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_says_when_it_is_in_few_words() {
        let title_of = |text| {
            let dates = dates_of(date(text));
            title(dates[0], dates[6])
        };
        assert_eq!(title_of("2026-11-24"), "23 – 29 Nov 2026");
        assert_eq!(title_of("2026-12-01"), "30 Nov – 6 Dec 2026");
        assert_eq!(title_of("2027-01-01"), "28 Dec 2026 – 3 Jan 2027");
    }

    #[test]
    fn a_day_without_midnight_begins_when_its_clock_does() {
        // Cairo puts its clocks forward at midnight; Samoa had no 30th.
        let begins = |zone, text| midnight(zone, date(text)).to_rfc3339();
        assert_eq!(
            begins(Tz::Africa__Cairo, "2026-04-24"),
            "2026-04-23T22:00:00+00:00"
        );
        assert_eq!(
            begins(Tz::Pacific__Apia, "2011-12-31"),
            "2011-12-30T10:00:00+00:00"
        );
    }

    fn any_zone() -> impl Strategy<Value = Tz> {
        proptest::sample::select(vec![
            Tz::Europe__Berlin,
            Tz::America__New_York,
            Tz::Africa__Cairo,
            Tz::Australia__Lord_Howe,
            Tz::America__Santiago,
            Tz::Asia__Beirut,
            Tz::Pacific__Auckland,
        ])
    }

    proptest! {
        /// Every moment of a week is on one of its days, and no other moment is, whatever is done to the clock.
        #[test]
        fn a_week_holds_its_moments_and_no_others(
            zone in any_zone(),
            day in 0_u64..1500,
            minute in -1440_i64..9 * 1440,
        ) {
            let date = date("2024-01-01") + Days::new(day);
            let dates = dates_of(date);
            prop_assert!(dates.contains(&date));
            let (from, until) = (midnight(zone, dates[0]), midnight(zone, after(dates[6])));
            let moment = from + TimeDelta::minutes(minute);
            let on = moment.with_timezone(&zone).date_naive();
            prop_assert_eq!((from..until).contains(&moment), dates.contains(&on), "{} {}", moment, on);
        }
    }
}
