//! What several people together can offer, and which of it suits a wish.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::{Availability, PartOfDay, Span, Taken, Wish};
use crate::id::AccountId;

/// Somebody who can be met.
#[derive(Clone, Debug)]
pub struct Host {
    /// Who.
    pub account: AccountId,
    /// When.
    pub availability: Availability,
    /// What is taken of it already.
    pub taken: Vec<Taken>,
}

/// A time that can be had, and with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The time.
    pub slot: Span,
    /// Those who are free then; never nobody.
    pub hosts: Vec<AccountId>,
}

/// The times that begin within `within` and that at least one host is free for, in order.
pub fn offers(hosts: &[Host], now: DateTime<Utc>, within: Span) -> Vec<Offer> {
    let mut free: BTreeMap<Span, Vec<AccountId>> = BTreeMap::new();
    for host in hosts {
        for slot in host.availability.slots(&host.taken, now, within) {
            free.entry(slot).or_default().push(host.account);
        }
    }
    free.into_iter()
        .map(|(slot, hosts)| Offer { slot, hosts })
        .collect()
}

/// Who of those that are free then takes an appointment: who is preferred, else whoever has the fewest within a week
/// of it, so that work is shared.
pub fn choose(hosts: &[Host], offer: &Offer, preferred: Option<AccountId>) -> Option<AccountId> {
    if let Some(preferred) = preferred.filter(|account| offer.hosts.contains(account)) {
        return Some(preferred);
    }
    let near = |taken: &&Taken| (taken.starts_at - offer.slot.start).abs() <= TimeDelta::days(7);
    hosts
        .iter()
        .filter(|host| offer.hosts.contains(&host.account))
        .min_by_key(|host| (host.taken.iter().filter(near).count(), host.account))
        .map(|host| host.account)
}

/// Up to `count` of the offers that suit a wish best, in order. Without a wish they are spread: the first of each half
/// day, so that somebody who can't in the morning finds something else at once.
pub fn suggest(offers: &[Offer], wish: Wish, zone: Tz, count: usize) -> Vec<Offer> {
    let mut ranked: Vec<&Offer> = offers.iter().collect();
    if wish.date.is_some() || wish.time.is_some() {
        ranked.sort_by_key(|offer| distance(offer, wish, zone));
    } else {
        let fits = |offer: &&Offer| wish.fits_day(wall(offer, zone));
        let mut seen = BTreeSet::new();
        let (firsts, rest): (Vec<_>, Vec<_>) = ranked
            .into_iter()
            .filter(fits)
            .partition(|offer| seen.insert(part_of(offer, zone)));
        ranked = firsts;
        ranked.extend(rest);
    }
    ranked.truncate(count);
    ranked.sort_by_key(|offer| offer.slot);
    ranked.into_iter().cloned().collect()
}

/// The date and the part of the day at which it begins.
fn part_of(offer: &Offer, zone: Tz) -> (NaiveDate, PartOfDay) {
    let wall = wall(offer, zone);
    (wall.date(), PartOfDay::of_hour(wall.hour()))
}

/// When it begins, on the clock of a zone.
fn wall(offer: &Offer, zone: Tz) -> NaiveDateTime {
    offer.slot.start.with_timezone(&zone).naive_local()
}

/// How far from a wish: first by days, then by the part of the day and its bounds, then by minutes.
fn distance(offer: &Offer, wish: Wish, zone: Tz) -> (i64, bool, i64, Span) {
    let wall = wall(offer, zone);
    let days = wish
        .date
        .map_or(0, |date| (wall.date() - date).num_days().abs());
    let minutes = wish.time.map_or(0, |time| {
        let minute = (wall.time() - NaiveTime::MIN).num_minutes();
        (minute - i64::from(time.minutes())).abs()
    });
    (days, !wish.fits_day(wall), minutes, offer.slot)
}
