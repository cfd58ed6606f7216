use beckon_domain::appointment::AppointmentStatus;
use beckon_domain::id::{AppointmentId, JobId, OrganizationId};
use beckon_store::appointments::{self, Booking};
use beckon_store::{StoreError, TenantTx, jobs, mail};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::letters;
use crate::Services;

/// Job kind: a visitor is reminded.
pub(crate) const REMIND: &str = "appointments.remind";

/// How long before it begins.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// What the job is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reminder {
    appointment: AppointmentId,
    /// Which of its times: once it was moved, another reminder is due.
    sequence: i32,
}

/// Writes the job, in the transaction that books or moves. Who books for the next day needs none.
pub(super) async fn enqueue(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
) -> Result<(), StoreError> {
    let (appointment, now) = (&booking.appointment, services.clock.now());
    let due = appointment.starts_at - AHEAD;
    if appointment.visitor_email.is_none() || due <= now {
        return Ok(());
    }
    let reminder = Reminder {
        appointment: appointment.id,
        sequence: appointment.sequence,
    };
    jobs::enqueue_at(tx, REMIND, &reminder, due, now).await
}

/// Reminds, unless it was moved or called off since, or the visitor wants no mail.
pub(crate) async fn remind(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    reminder: Reminder,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    if let Some(booking) = appointments::lock(&mut tx, reminder.appointment).await?
        && booking.appointment.status == AppointmentStatus::Booked
        && booking.appointment.sequence == reminder.sequence
        && booking.appointment.starts_at > services.clock.now()
        && let Some(email) = &booking.appointment.visitor_email
        && !mail::is_refused(&mut tx, email).await?
    {
        letters::remind(services, &mut tx, &booking, email).await?;
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}
