use beckon_domain::appointment::{Host, Offer, Span, Wish, With, offers, suggest};
use beckon_domain::id::OrganizationId;
use beckon_domain::widget::Language;
use beckon_store::appointments::Booking;
use beckon_store::{StoreError, TenantTx, appointments};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::page::movable_to;
use super::{AppointmentError, texts};
use crate::Services;

/// Nobody can be booked further ahead.
const HORIZON: TimeDelta = TimeDelta::days(366);

/// Those of the wanted who can be met, as things stand.
pub(super) async fn hosts(
    tx: &mut TenantTx,
    with: With,
    now: DateTime<Utc>,
) -> Result<Vec<Host>, StoreError> {
    let (member, team) = with.parts();
    appointments::hosts(tx, member, team, now).await
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// With whom.
    pub with: With,
    /// Not before; from now on if nothing is said.
    pub from: Option<DateTime<Utc>>,
    /// How many times at most.
    pub count: usize,
    /// When it should be, as far as they said.
    pub wish: Wish,
    /// What doesn't suit: every time that is one of these.
    pub unfit: &'a [Wish],
    /// Times that were refused one by one, by when they begin.
    pub refused: &'a [DateTime<Utc>],
    /// By whose clock the wish is: a name of the IANA database. Without one, by the clock of whoever can be met.
    pub time_zone: Option<&'a str>,
}

/// Times that can be had and suit a wish best, in order; none when nobody can be met.
pub async fn offer(
    services: &Services,
    organization: OrganizationId,
    wanted: Wanted<'_>,
) -> Result<Vec<Span>, AppointmentError> {
    let mut tx = services.store.tenant(organization).await?;
    Ok(offer_in(services, &mut tx, wanted).await?)
}

/// The same, inside a transaction.
pub async fn offer_in(
    services: &Services,
    tx: &mut TenantTx,
    wanted: Wanted<'_>,
) -> Result<Vec<Span>, StoreError> {
    let now = services.clock.now();
    let hosts = hosts(tx, wanted.with, now).await?;
    Ok(suited(&hosts, now, wanted))
}

/// Times that an appointment can be moved to, in place of those that anybody has: only whoever it is with is asked,
/// and the time that it takes up counts as free.
pub async fn offer_instead_in(
    services: &Services,
    tx: &mut TenantTx,
    own: &Booking,
    wanted: Wanted<'_>,
) -> Result<Vec<Span>, StoreError> {
    let now = services.clock.now();
    let hosts = movable_to(tx, own, now).await?;
    let refused = [wanted.refused, &[own.appointment.starts_at]].concat();
    let refused = &refused;
    Ok(suited(&hosts, now, Wanted { refused, ..wanted }))
}

fn suited(hosts: &[Host], now: DateTime<Utc>, wanted: Wanted<'_>) -> Vec<Span> {
    let start = wanted.from.unwrap_or(now).max(now);
    let zone = zone_for(wanted.time_zone, hosts);
    let is_unfit = |offer: &Offer| {
        let wall = offer.slot.start.with_timezone(&zone).naive_local();
        wanted.unfit.iter().any(|unfit| unfit.is(wall))
            || wanted.refused.contains(&offer.slot.start)
    };
    let mut found = offers(hosts, now, ahead(start));
    found.retain(|offer| !is_unfit(offer));
    let suggested = suggest(&found, wanted.wish, zone, wanted.count);
    suggested
        .into_iter()
        .map(|Offer { slot, .. }| slot)
        .collect()
}

/// All that may ever be booked from a moment on.
pub(super) fn ahead(start: DateTime<Utc>) -> Span {
    Span {
        start,
        end: start + HORIZON,
    }
}

/// The zone of this name; else that of the first host, else UTC.
pub(super) fn zone_for(name: Option<&str>, hosts: &[Host]) -> Tz {
    name.and_then(|name| name.trim().parse().ok())
        .or_else(|| hosts.first().map(|host| host.availability.zone()))
        .unwrap_or(Tz::UTC)
}

/// By whose clock times are told: that of this name, else that of whoever can be met first; `None` if nobody can be.
pub async fn clock(
    services: &Services,
    tx: &mut TenantTx,
    name: Option<&str>,
) -> Result<Option<Tz>, StoreError> {
    let hosts = hosts(tx, With::Anyone, services.clock.now()).await?;
    Ok((!hosts.is_empty()).then(|| zone_for(name, &hosts)))
}

/// When a time begins, as it is said to a visitor: `Tuesday, December 1, 9:30 am`.
pub fn start_in_words(start: DateTime<Utc>, language: Language, zone: Tz) -> String {
    texts::in_language(language).start(start.with_timezone(&zone))
}

/// A time as it is said to a visitor: `Tuesday, December 1, 9:30 am – 10:00 am (Europe/Berlin)`. A zone that is unknown
/// counts as UTC.
pub fn in_words(slot: Span, language: Language, time_zone: &str) -> String {
    texts::in_language(language).when(slot, time_zone.parse().unwrap_or(Tz::UTC))
}

/// The same for members: in English, with its year.
pub(super) fn for_members(slot: Span, zone: Tz) -> String {
    texts::in_language(Language::En).when_with_year(slot, zone)
}
