//! Booking without the chat: what visitors see and do on a site's booking page and on their appointment's own.

// The functions that the macro writes for browsers do not take over an attribute of their own.
#![allow(clippy::too_many_arguments, reason = "the fields of a form")]

use beckon_domain::appointment::{AppointmentPage, BookingPage};
use beckon_domain::id::{AccountId, TeamId};
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::forms::{foreign_referrer, touch_at},
    super::{client_info, draft, header, services},
    axum::http::header::ACCEPT_LANGUAGE,
    beckon_domain::form::NOTES_MAX,
    beckon_domain::site::SiteKey,
    beckon_services::appointments::{self, BookForm, Moved, Shown, With},
    chrono::{DateTime, Utc},
    leptos_axum::redirect,
};

/// Where drafts of the form may be read.
#[cfg(feature = "ssr")]
const PATH: &str = "/book";

/// The form as typed: every field is text, as a browser without JavaScript sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number.
    pub phone: String,
    /// What it is about.
    pub note: String,
    /// Where the visitor came from, unless it is one of our pages.
    pub referrer: String,
}

/// What the server knows of a visitor while it renders the booking page; the browser knows nothing more.
pub fn typed() -> Typed {
    #[cfg(feature = "ssr")]
    {
        draft::read().unwrap_or_else(|| Typed {
            referrer: foreign_referrer().unwrap_or_default(),
            ..Typed::default()
        })
    }
    #[cfg(not(feature = "ssr"))]
    Typed::default()
}

#[cfg(feature = "ssr")]
fn site_key(key: &str) -> Result<SiteKey, AppError> {
    key.parse().map_err(|_| AppError::NotFound.answered())
}

/// A site's booking page: the days and times around a day, with somebody and by somebody's clock.
#[server(endpoint = "booking/page")]
pub async fn load_booking(
    site: String,
    host: Option<AccountId>,
    team: Option<TeamId>,
    zone: Option<String>,
    day: Option<NaiveDate>,
) -> Result<BookingPage, AppError> {
    let languages = header(ACCEPT_LANGUAGE).unwrap_or_default();
    let shown = Shown {
        time_zone: zone.as_deref(),
        day,
        accept_language: &languages,
    };
    let (key, with) = (site_key(&site)?, With::of(host, team));
    Ok(appointments::booking_page(&services(), &key, with, shown).await?)
}

/// Books a time; goes on to the appointment's own page. `query` is the query of the page's address. `website` is a
/// field that people don't see: who fills it in is sent back, and nothing is stored.
#[server(endpoint = "booking/book")]
pub async fn book_time(
    site: String,
    #[server(default)] host: Option<AccountId>,
    #[server(default)] team: Option<TeamId>,
    #[server(default)] at: String,
    zone: String,
    typed: Typed,
    #[server(default)] query: String,
    #[server(default)] website: String,
) -> Result<(), AppError> {
    if !website.is_empty() {
        redirect(&format!("/book/{}", site_key(&site)?));
        return Ok(());
    }
    match book(&site, With::of(host, team), &at, zone, &typed, &query).await {
        Ok(token) => {
            draft::forget(PATH);
            redirect(&format!("/appointments/{token}?done=booked"));
            Ok(())
        }
        Err(error) => Err(draft::refuse::<BookTime>(PATH, &shortened(typed), error)),
    }
}

#[cfg(feature = "ssr")]
async fn book(
    site: &str,
    with: With,
    at: &str,
    zone: String,
    typed: &Typed,
    query: &str,
) -> Result<String, AppError> {
    let form = BookForm {
        with,
        starts_at: moment(at)?,
        name: typed.name.clone(),
        email: typed.email.clone(),
        phone: typed.phone.clone(),
        note: typed.note.clone(),
        time_zone: zone,
    };
    let (key, services, client) = (site_key(site)?, services(), client_info()?);
    let languages = header(ACCEPT_LANGUAGE).unwrap_or_default();
    let touch = touch_at(PATH, query, &typed.referrer);
    let booked =
        appointments::book_on_page(&services, &key, form, touch, &languages, &client).await?;
    Ok(booked.token)
}

#[cfg(feature = "ssr")]
fn moment(at: &str) -> Result<DateTime<Utc>, AppError> {
    at.parse().map_err(|_| AppError::TimeMissing.answered())
}

/// The page of an appointment, by the token of its link.
#[server(endpoint = "booking/appointment")]
pub async fn load_appointment(
    token: String,
    zone: Option<String>,
    day: Option<NaiveDate>,
) -> Result<AppointmentPage, AppError> {
    let shown = Shown {
        time_zone: zone.as_deref(),
        day,
        accept_language: "",
    };
    Ok(appointments::appointment_page(&services(), &token, shown).await?)
}

/// Moves an appointment; the page then says whether that changed anything.
#[server(endpoint = "booking/move")]
pub async fn move_appointment(
    token: String,
    #[server(default)] at: String,
) -> Result<(), AppError> {
    let at = moment(&at)?;
    let moved = appointments::move_by_token(&services(), &token, at, &client_info()?).await?;
    let done = match moved {
        Moved::To { .. } => "moved",
        Moved::Nowhere => "same",
    };
    redirect(&format!("/appointments/{token}?done={done}"));
    Ok(())
}

/// Calls an appointment off.
#[server(endpoint = "booking/cancel")]
pub async fn cancel_appointment(token: String) -> Result<(), AppError> {
    appointments::cancel_by_token(&services(), &token, &client_info()?).await?;
    redirect(&format!("/appointments/{token}"));
    Ok(())
}

/// The form cut to what it may hold, so that its draft stays small.
#[cfg(feature = "ssr")]
fn shortened(typed: Typed) -> Typed {
    const LINE: usize = 160;
    let cut = |text: String, most: usize| text.chars().take(most).collect::<String>();
    Typed {
        name: cut(typed.name, LINE),
        email: cut(typed.email, LINE),
        phone: cut(typed.phone, LINE),
        note: cut(typed.note, NOTES_MAX),
        referrer: cut(typed.referrer, 300),
    }
}
