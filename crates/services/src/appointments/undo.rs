//! Taking a move back: the appointment gets the very time that it had, whatever the hours say by now.

use beckon_domain::account::Identity;
use beckon_domain::appointment::Span;
use beckon_domain::id::{AccountId, AppointmentId};
use beckon_store::accounts;
use beckon_store::appointments::{self, Booking};
use chrono::DateTime;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::AppointmentError;
use super::change::{Actor, hold, slot};
use super::letters::release;
use super::notices::{Event, announce};
use crate::{Secret, Services};

const PURPOSE: &str = "appointment undo";

/// How an appointment was before it was moved. It travels in the page's address, signed: a time outside the hours, or with
/// somebody who can't be booked, is had back only by whoever had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Before {
    host: AccountId,
    slot: Span,
    blocked: Span,
    /// How often it is changed since the move: changed once more, it is somebody else's decision.
    sequence: i32,
}

impl Before {
    fn write(&self) -> String {
        let Self {
            host,
            slot,
            blocked,
            sequence,
        } = self;
        let seconds = [slot.start, slot.end, blocked.start, blocked.end].map(|at| at.timestamp());
        let [start, end, from, until] = seconds;
        format!("{start}.{end}.{from}.{until}.{host}.{sequence}")
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut moment = || DateTime::from_timestamp(parts.next()?.parse().ok()?, 0);
        let slot = Span {
            start: moment()?,
            end: moment()?,
        };
        let blocked = Span {
            start: moment()?,
            end: moment()?,
        };
        Some(Self {
            host: parts.next()?.parse().ok()?,
            slot,
            blocked,
            sequence: parts.next()?.parse().ok()?,
        })
    }
}

/// The way back for an appointment that is about to be moved once; none if nobody met the visitor any more.
pub(super) fn way_back(secret: &Secret, before: &Booking) -> Option<String> {
    let appointment = &before.appointment;
    let written = Before {
        host: appointment.host?,
        slot: slot(before),
        blocked: before.blocked,
        sequence: appointment.sequence + 1,
    }
    .write();
    let signature = signed(secret, appointment.id, &written).finalize();
    Some(format!("{written}.{}", hex::encode(signature.into_bytes())))
}

fn signed(secret: &Secret, id: AppointmentId, written: &str) -> Hmac<Sha256> {
    let mac = secret.mac(PURPOSE);
    mac.chain_update(id.0.as_bytes())
        .chain_update(written.as_bytes())
}

/// What a way back says, if it is one of ours for this appointment.
fn verify(secret: &Secret, id: AppointmentId, way_back: &str) -> Option<Before> {
    let (written, signature) = way_back.rsplit_once('.')?;
    let signature = hex::decode(signature).ok()?;
    signed(secret, id, written).verify_slice(&signature).ok()?;
    Before::read(written)
}

/// Takes a move back, if the old time is still free and nothing else was done since. The visitor is mailed, as of any move.
pub async fn undo_move(
    services: &Services,
    identity: &Identity,
    id: AppointmentId,
    way_back: &str,
) -> Result<(), AppointmentError> {
    let before = verify(&services.secret, id, way_back).ok_or(AppointmentError::NotFound)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let moved = hold(&mut tx, Actor::Member(identity), id).await?;
    let now = services.clock.now();
    if !moved.appointment.is_open(now) {
        return Err(AppointmentError::Over);
    }
    if moved.appointment.sequence != before.sequence {
        return Err(AppointmentError::Changed);
    }
    // Whoever books with them does so before or after: two that write the same time at once would wait for each other.
    appointments::lock_hosts(&mut tx, Some(before.host), None, now).await?;
    let members = accounts::members(&mut tx).await?;
    let is_there = members.iter().any(|member| member.account == before.host);
    if !is_there || before.slot.start <= now {
        return Err(AppointmentError::Gone);
    }
    let Before {
        host,
        slot,
        blocked,
        ..
    } = before;
    appointments::reschedule(&mut tx, id, host, slot, blocked).await?;
    if moved.appointment.host != Some(host) {
        release(services, &mut tx, &moved).await?;
    }
    let told = announce(services, &mut tx, id, Event::Moved, Some(identity)).await?;
    tx.commit().await?;
    told.publish(services, identity.organization);
    Ok(())
}
