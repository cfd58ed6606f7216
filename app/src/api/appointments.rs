//! Appointments as members see them, and when they can be met.

// The functions that the macro writes for browsers do not take over an attribute of their own.
#![allow(clippy::too_many_arguments, reason = "the fields of a form")]

use beckon_domain::account::Member;
use beckon_domain::appointment::{
    AgendaWeek, Appointment, AppointmentDetails, Availability, BookingRules,
};
use beckon_domain::id::{AccountId, AppointmentId};
use beckon_domain::site::Site;
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{draft, identity, services},
    beckon_services::appointments::{
        self, Actor, AppointmentCursor, AppointmentFilter, AvailabilityForm, Moved, PAGE, Period,
        Shown,
    },
    beckon_services::{accounts, sites},
    chrono::{DateTime, Utc},
    leptos_axum::redirect,
};

/// Under which name what was typed is kept.
#[cfg(feature = "ssr")]
const AVAILABILITY: &str = "availability";

/// A page of a list of appointments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentList {
    /// The appointments.
    pub appointments: Vec<Appointment>,
    /// With whom they can be.
    pub members: Vec<Member>,
    /// Where the next page begins, if there is one, as it stands in its address.
    pub next: Option<String>,
}

/// A page of appointments: the upcoming ones, or those that are past.
#[server(endpoint = "appointments/list")]
pub async fn list_appointments(
    past: bool,
    host: Option<AccountId>,
    after: Option<String>,
) -> Result<AppointmentList, AppError> {
    let (services, identity) = (services(), identity()?);
    let period = if past { Period::Past } else { Period::Upcoming };
    let after = after.as_deref().and_then(read_cursor);
    let filter = AppointmentFilter { period, host };
    let found = appointments::list(&services, &identity, filter, after).await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE);
    Ok(AppointmentList {
        next: found.last().filter(|_| is_full).map(write_cursor),
        members: accounts::members(&services, &identity).await?,
        appointments: found,
    })
}

#[cfg(feature = "ssr")]
fn write_cursor(last: &Appointment) -> String {
    format!("{}.{}", last.starts_at.timestamp_micros(), last.id)
}

/// What is no cursor begins with the first page.
#[cfg(feature = "ssr")]
fn read_cursor(text: &str) -> Option<AppointmentCursor> {
    let (micros, id) = text.split_once('.')?;
    Some(AppointmentCursor {
        starts_at: DateTime::from_timestamp_micros(micros.parse().ok()?)?,
        id: id.parse().ok()?,
    })
}

/// The week around a day, of one member or of all, with the members to choose from.
#[server(endpoint = "appointments/week")]
pub async fn appointment_week(
    host: Option<AccountId>,
    day: Option<NaiveDate>,
) -> Result<(AgendaWeek, Vec<Member>), AppError> {
    let (services, identity) = (services(), identity()?);
    let week = appointments::week(&services, &identity, host, day).await?;
    Ok((week, accounts::members(&services, &identity).await?))
}

/// One appointment, with the times it can be moved to.
#[server(endpoint = "appointments/details")]
pub async fn open_appointment(
    id: AppointmentId,
    zone: Option<String>,
    day: Option<NaiveDate>,
) -> Result<AppointmentDetails, AppError> {
    let shown = Shown {
        time_zone: zone.as_deref(),
        day,
        accept_language: "",
    };
    Ok(appointments::details(&services(), &identity()?, id, shown).await?)
}

/// Moves an appointment; the visitor is mailed if that changes anything.
#[server(endpoint = "appointments/move")]
pub async fn reschedule(id: AppointmentId, #[server(default)] at: String) -> Result<(), AppError> {
    let at: DateTime<Utc> = at.parse().map_err(|_| AppError::TimeMissing.answered())?;
    let identity = identity()?;
    let moved = appointments::reschedule(&services(), Actor::Member(&identity), id, at).await?;
    let (done, undo) = match moved {
        Moved::Nowhere => ("same", None),
        Moved::To { way_back, .. } => ("moved", way_back),
    };
    let undo = undo.map_or_else(String::new, |undo| format!("&undo={undo}"));
    redirect(&format!("/app/appointments/{id}?done={done}{undo}"));
    Ok(())
}

/// Takes a move back, by what the page was told when it was moved; the visitor is mailed.
#[server(endpoint = "appointments/undo-move")]
pub async fn undo_move(id: AppointmentId, undo: String) -> Result<(), AppError> {
    appointments::undo_move(&services(), &identity()?, id, &undo).await?;
    redirect(&format!("/app/appointments/{id}?done=undone"));
    Ok(())
}

/// Books again what was called off; the visitor is mailed.
#[server(endpoint = "appointments/restore")]
pub async fn restore_appointment(id: AppointmentId) -> Result<(), AppError> {
    Ok(appointments::restore(&services(), &identity()?, id).await?)
}

/// Calls an appointment off, and tells which; the visitor is mailed.
#[server(endpoint = "appointments/cancel")]
pub async fn call_off(id: AppointmentId) -> Result<AppointmentId, AppError> {
    let identity = identity()?;
    appointments::cancel(&services(), Actor::Member(&identity), id).await?;
    Ok(id)
}

/// Says whether an appointment took place.
#[server(endpoint = "appointments/mark")]
pub async fn mark_appointment(id: AppointmentId, took_place: bool) -> Result<(), AppError> {
    Ok(appointments::mark(&services(), &identity()?, id, took_place).await?)
}

/// What the page of a member's availability shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAvailability {
    /// When they can be met.
    pub availability: Availability,
    /// Where they are booked.
    pub sites: Vec<Site>,
    /// What was typed when a form that a browser sent by itself was refused.
    pub typed: Option<TypedAvailability>,
}

/// When a member can be met, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedAvailability {
    /// Whether they can be booked at all.
    pub is_bookable: bool,
    /// By whose clock.
    pub time_zone: String,
    /// A line of hours for each day, Monday first.
    pub days: Vec<String>,
    /// What may be booked of them.
    pub rules: BookingRules,
}

/// When the member can be met, and where they are booked.
#[server(endpoint = "appointments/availability")]
pub async fn my_availability() -> Result<OwnAvailability, AppError> {
    let (services, identity) = (services(), identity()?);
    Ok(OwnAvailability {
        availability: appointments::availability(&services, &identity).await?,
        sites: sites::list(&services, &identity).await?,
        typed: draft::read_member(AVAILABILITY).await?,
    })
}

/// Changes when the member can be met: a line of hours for each day, Monday first. `max_a_day` may be empty. What was typed
/// is kept for the page where it is refused.
#[server(endpoint = "appointments/set-availability")]
pub async fn set_availability(
    #[server(default)] is_bookable: bool,
    time_zone: String,
    days: Vec<String>,
    length: u16,
    buffer_before: u16,
    buffer_after: u16,
    notice: u32,
    horizon_days: u16,
    #[server(default)] max_a_day: String,
) -> Result<(), AppError> {
    let malformed = || AppError::Malformed.answered();
    let most = max_a_day.trim();
    let rules = BookingRules {
        length,
        buffer_before,
        buffer_after,
        notice,
        horizon_days,
        max_a_day: (!most.is_empty())
            .then(|| most.parse())
            .transpose()
            .map_err(|_| malformed())?,
    };
    let typed = TypedAvailability {
        is_bookable,
        time_zone,
        days,
        rules,
    };
    let form = AvailabilityForm {
        is_bookable,
        time_zone: typed.time_zone.clone(),
        days: typed.days.clone().try_into().map_err(|_| malformed())?,
        rules,
    };
    let set = appointments::set_availability(&services(), &identity()?, form).await;
    draft::settle_member::<SetAvailability, _, _>(AVAILABILITY, set, &typed).await
}

/// Adds days off; without `last` it is one day.
#[server(endpoint = "appointments/add-time-off")]
pub async fn add_time_off(
    first: NaiveDate,
    #[server(default)] last: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let last = Some(last.trim()).filter(|last| !last.is_empty());
    let last = last
        .map(str::parse)
        .transpose()
        .map_err(|_| AppError::Malformed.answered())?;
    Ok(appointments::add_time_off(&services(), &identity()?, first, last, &note).await?)
}

/// Removes the days off that begin on a day.
#[server(endpoint = "appointments/remove-time-off")]
pub async fn remove_time_off(first: NaiveDate) -> Result<(), AppError> {
    Ok(appointments::remove_time_off(&services(), &identity()?, first).await?)
}
