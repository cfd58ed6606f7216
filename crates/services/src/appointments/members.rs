use beckon_domain::account::Identity;
use beckon_domain::appointment::{
    Appointment, Availability, AvailabilityError, BookingRules, TIME_OFF_MAX, TimeOff,
};
use beckon_domain::widget::{BusinessHours, Week};
use beckon_store::appointments::{self, AppointmentCursor, AppointmentFilter};
use chrono::NaiveDate;

use super::AppointmentError;
use crate::Services;

/// When a member can be met, as typed.
#[derive(Clone, Debug)]
pub struct AvailabilityForm {
    /// Whether they can be booked at all.
    pub is_bookable: bool,
    /// By whose clock.
    pub time_zone: String,
    /// A line of hours for each day, Monday first.
    pub days: [String; 7],
    /// What may be booked of them.
    pub rules: BookingRules,
}

/// A page of the organization's appointments.
pub async fn list(
    services: &Services,
    identity: &Identity,
    filter: AppointmentFilter,
    after: Option<AppointmentCursor>,
) -> Result<Vec<Appointment>, AppointmentError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(appointments::list(&mut tx, filter, after, services.clock.now()).await?)
}

/// When the member can be met; what the form begins with if they never said.
pub async fn availability(
    services: &Services,
    identity: &Identity,
) -> Result<Availability, AppointmentError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = appointments::availability(&mut tx, identity.account).await?;
    Ok(found.unwrap_or_else(|| Availability::unset("UTC")))
}

/// Changes when the member can be met.
pub async fn set_availability(
    services: &Services,
    identity: &Identity,
    form: AvailabilityForm,
) -> Result<(), AppointmentError> {
    let wrong_day = |(day, _)| AvailabilityError::Day(u8::try_from(day).unwrap_or_default());
    let new = Availability {
        is_bookable: form.is_bookable,
        time_zone: BusinessHours::parse_time_zone(&form.time_zone)
            .map_err(|_| AvailabilityError::TimeZone)?,
        week: Week::parse(&form.days).map_err(wrong_day)?,
        time_off: Vec::new(),
        rules: form.rules.check()?,
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    appointments::save_availability(&mut tx, identity.account, &new).await?;
    Ok(tx.commit().await?)
}

/// Adds days off. What is booked on them already stays: whoever takes a day off calls off or moves what is there.
pub async fn add_time_off(
    services: &Services,
    identity: &Identity,
    first: NaiveDate,
    last: Option<NaiveDate>,
    note: &str,
) -> Result<(), AppointmentError> {
    let off = TimeOff::new(first, last, note)?;
    let most = i64::try_from(TIME_OFF_MAX).unwrap_or(i64::MAX);
    let mut tx = services.store.tenant(identity.organization).await?;
    if !appointments::add_time_off(&mut tx, identity.account, &off, most).await? {
        return Err(AvailabilityError::TimeOff.into());
    }
    Ok(tx.commit().await?)
}

/// Removes the days off that begin on a day.
pub async fn remove_time_off(
    services: &Services,
    identity: &Identity,
    first: NaiveDate,
) -> Result<(), AppointmentError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    appointments::delete_time_off(&mut tx, identity.account, first).await?;
    Ok(tx.commit().await?)
}
