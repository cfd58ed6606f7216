use beckon_domain::account::Identity;
use beckon_domain::appointment::AppointmentDetails;
use beckon_domain::id::AppointmentId;
use beckon_domain::widget::Language;
use beckon_store::{StoreError, TenantTx, appointments};
use chrono_tz::Tz;

use super::book::waive_notice;
use super::change::{Actor, slot};
use super::offer::{for_members, hosts, zone_for};
use super::page::movable_to;
use super::picker::picker;
use super::texts::in_language;
use super::{AppointmentError, Shown, With};
use crate::Services;

/// One appointment as a member sees it, with the times it can be moved to. Members need no notice.
pub async fn details(
    services: &Services,
    identity: &Identity,
    id: AppointmentId,
    shown: Shown<'_>,
) -> Result<AppointmentDetails, AppointmentError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let stored = appointments::find(&mut tx, id).await?;
    let stored = stored.ok_or(AppointmentError::NotFound)?;
    let now = services.clock.now();
    let zone = match shown.time_zone.and_then(|name| name.parse().ok()) {
        Some(zone) => zone,
        None => own_zone(services, &mut tx, identity).await?,
    };
    let may_change = Actor::Member(identity).may_change(&stored);
    let texts = in_language(Language::En);
    let picker = if may_change && stored.appointment.is_open(now) {
        let mut hosts = movable_to(&mut tx, &stored, now).await?;
        waive_notice(&mut hosts);
        Some(picker(&hosts, now, zone, shown.day, texts))
    } else {
        None
    };
    Ok(AppointmentDetails {
        when: for_members(slot(&stored), zone),
        appointment: stored.appointment,
        may_change,
        picker,
        words: texts.page.clone(),
    })
}

/// The clock that a member lives by: that of their hours, else that of whoever else can be met.
pub(super) async fn own_zone(
    services: &Services,
    tx: &mut TenantTx,
    identity: &Identity,
) -> Result<Tz, StoreError> {
    if let Some(own) = appointments::availability(tx, identity.account).await? {
        return Ok(own.zone());
    }
    let hosts = hosts(tx, With::Anyone, services.clock.now()).await?;
    Ok(zone_for(None, &hosts))
}
