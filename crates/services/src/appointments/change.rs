use beckon_domain::account::{Identity, Role};
use beckon_domain::appointment::{Appointment, AppointmentStatus, Span, With};
use beckon_domain::id::{AppointmentId, OrganizationId};
use beckon_store::appointments::{self, Booking};
use beckon_store::{StoreError, TenantTx, conversations};
use chrono::{DateTime, Utc};

use super::AppointmentError;
use super::book::{Wanted, find_place};
use super::letters::release;
use super::notices::{Event, Told, announce};
use super::offer::hosts;
use super::undo::way_back;
use crate::Services;

/// Who changes an appointment.
#[derive(Clone, Copy, Debug)]
pub enum Actor<'a> {
    /// The visitor who booked it.
    Visitor(OrganizationId),
    /// A member: who meets the visitor, or an admin.
    Member(&'a Identity),
}

impl Actor<'_> {
    const fn organization(self) -> OrganizationId {
        match self {
            Self::Visitor(organization) => organization,
            Self::Member(identity) => identity.organization,
        }
    }

    pub(super) const fn member(&self) -> Option<&Identity> {
        match self {
            Self::Visitor(_) => None,
            Self::Member(identity) => Some(identity),
        }
    }

    pub(super) fn may_change(self, booking: &Booking) -> bool {
        match self {
            Self::Visitor(_) => true,
            Self::Member(identity) => {
                identity.role >= Role::Admin || booking.appointment.host == Some(identity.account)
            }
        }
    }
}

/// What came of a wish to move an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It takes place at another time.
    To {
        /// When.
        slot: Span,
        /// What [`undo_move`](super::undo_move) takes to bring the old time back, if there is a way.
        way_back: Option<String>,
    },
    /// It did already: nothing has changed, and nobody was told.
    Nowhere,
}

/// Moves an appointment to another time that is offered: with the same person if they still can be met, else with
/// anybody.
pub async fn reschedule(
    services: &Services,
    actor: Actor<'_>,
    id: AppointmentId,
    starts_at: DateTime<Utc>,
) -> Result<Moved, AppointmentError> {
    let mut tx = services.store.tenant(actor.organization()).await?;
    let (moved, told) = reschedule_in(services, &mut tx, actor, id, starts_at).await?;
    tx.commit().await?;
    told.publish(services, actor.organization());
    Ok(moved)
}

/// The same, inside a transaction; what comes back is to be published once it is committed.
pub async fn reschedule_in(
    services: &Services,
    tx: &mut TenantTx,
    actor: Actor<'_>,
    id: AppointmentId,
    starts_at: DateTime<Utc>,
) -> Result<(Moved, Told), AppointmentError> {
    let before = hold(tx, actor, id).await?;
    let appointment = &before.appointment;
    if !appointment.is_open(services.clock.now()) {
        return Err(AppointmentError::Over);
    }
    if appointment.starts_at == starts_at {
        return Ok((Moved::Nowhere, Told::default()));
    }
    let with = same_host(tx, &before, services.clock.now()).await?;
    let wanted = Wanted {
        with,
        lead: appointment.lead,
        starts_at,
        moved: Some(&before),
        keeps_notice: actor.member().is_none(),
    };
    let place = find_place(services, tx, wanted).await?;
    appointments::reschedule(tx, id, place.host, place.slot, place.blocked).await?;
    if appointment.host != Some(place.host) {
        release(services, tx, &before).await?;
    }
    let told = announce(services, tx, id, Event::Moved, actor.member()).await?;
    let moved = Moved::To {
        slot: place.slot,
        way_back: way_back(&services.secret, &before),
    };
    Ok((moved, told))
}

/// Calls an appointment off.
pub async fn cancel(
    services: &Services,
    actor: Actor<'_>,
    id: AppointmentId,
) -> Result<(), AppointmentError> {
    let mut tx = services.store.tenant(actor.organization()).await?;
    let told = cancel_in(services, &mut tx, actor, id).await?;
    tx.commit().await?;
    told.publish(services, actor.organization());
    Ok(())
}

/// The same, inside a transaction; what comes back is to be published once it is committed.
pub async fn cancel_in(
    services: &Services,
    tx: &mut TenantTx,
    actor: Actor<'_>,
    id: AppointmentId,
) -> Result<Told, AppointmentError> {
    change(services, tx, actor, id, AppointmentStatus::Cancelled).await?;
    announce(services, tx, id, Event::Cancelled, actor.member()).await
}

/// Books again what was called off, unless somebody took the time since or the host can't be met any more. The visitor
/// is told, as of any booking.
pub async fn restore(
    services: &Services,
    identity: &Identity,
    id: AppointmentId,
) -> Result<(), AppointmentError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let (actor, next) = (Actor::Member(identity), AppointmentStatus::Booked);
    let before = change(services, &mut tx, actor, id, next).await?;
    let host = before.host.ok_or(AppointmentError::Gone)?;
    let now = services.clock.now();
    let can_be_met = appointments::lock_hosts(&mut tx, Some(host), None, now).await?;
    if can_be_met.is_empty() {
        return Err(AppointmentError::Gone);
    }
    let told = announce(services, &mut tx, id, Event::Booked, Some(identity)).await?;
    tx.commit().await?;
    told.publish(services, identity.organization);
    Ok(())
}

/// Says whether an appointment took place.
pub async fn mark(
    services: &Services,
    identity: &Identity,
    id: AppointmentId,
    took_place: bool,
) -> Result<(), AppointmentError> {
    let status = if took_place {
        AppointmentStatus::Done
    } else {
        AppointmentStatus::NoShow
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    change(services, &mut tx, Actor::Member(identity), id, status).await?;
    let event = Event::Marked(status);
    let told = announce(services, &mut tx, id, event, Some(identity)).await?;
    tx.commit().await?;
    told.publish(services, identity.organization);
    Ok(())
}

/// Changes where an appointment stands; tells how it was.
async fn change(
    services: &Services,
    tx: &mut TenantTx,
    actor: Actor<'_>,
    id: AppointmentId,
    next: AppointmentStatus,
) -> Result<Appointment, AppointmentError> {
    let before = hold(tx, actor, id).await?.appointment;
    let now = services.clock.now();
    if !before.status.may_become(next, before.starts_at, now) {
        return Err(AppointmentError::Over);
    }
    appointments::set_status(tx, id, next).await?;
    Ok(before)
}

/// Holds an appointment and its conversation, the conversation first as everywhere.
pub(super) async fn hold(
    tx: &mut TenantTx,
    actor: Actor<'_>,
    id: AppointmentId,
) -> Result<Booking, AppointmentError> {
    let found = appointments::find(tx, id).await?;
    let found = found.ok_or(AppointmentError::NotFound)?;
    if !actor.may_change(&found) {
        return Err(AppointmentError::NotAllowed);
    }
    if let Some(conversation) = found.appointment.conversation {
        conversations::hold(tx, conversation).await?;
    }
    let held = appointments::lock(tx, id).await?;
    held.ok_or(AppointmentError::NotFound)
}

/// The person it was booked with, if they can still be met.
pub(super) async fn same_host(
    tx: &mut TenantTx,
    booking: &Booking,
    now: DateTime<Utc>,
) -> Result<With, StoreError> {
    let Some(host) = booking.appointment.host else {
        return Ok(With::Anyone);
    };
    let with = With::Member(host);
    let can_be_met = !hosts(tx, with, now).await?.is_empty();
    Ok(if can_be_met { with } else { With::Anyone })
}

pub(super) fn slot(booking: &Booking) -> Span {
    Span {
        start: booking.appointment.starts_at,
        end: booking.appointment.ends_at,
    }
}
