//! Sites: where the widget stands, and what it does there. A server function for each form of a site's pages.

use std::collections::BTreeMap;

use beckon_domain::id::SiteId;
use beckon_domain::industry::Industry;
use beckon_domain::installation::Installation;
use beckon_domain::site::Site;
use beckon_domain::widget::{Language, Position, Scheme};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{PublicUrl, identity, services},
    beckon_domain::widget::BusinessHours,
    beckon_services::sites::{self, HoursForm, NewSite, Section},
};

/// The organization's sites.
#[server(endpoint = "sites/list")]
pub async fn list_sites() -> Result<Vec<Site>, AppError> {
    Ok(sites::list(&services(), &identity()?).await?)
}

/// Makes a site; `origins` has one a line.
#[server(endpoint = "sites/create")]
pub async fn create_site(
    name: String,
    industry: Industry,
    origins: String,
) -> Result<Site, AppError> {
    let identity = identity()?;
    let new = NewSite {
        name,
        industry,
        origins,
    };
    Ok(sites::create(&services(), &identity, new).await?)
}

/// A site, and what its pages show besides its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteDetails {
    /// The site.
    pub site: Site,
    /// When its identity secret was made, if there is one.
    pub secret_made_at: Option<DateTime<Utc>>,
    /// Until when the secret before is accepted, if it still is.
    pub old_secret_until: Option<DateTime<Utc>>,
    /// Whether its line of HTML is in place, as far as known.
    pub installation: Installation,
}

/// One of the organization's sites.
#[server(endpoint = "sites/one")]
pub async fn site_page(id: SiteId) -> Result<SiteDetails, AppError> {
    let (services, identity) = (services(), identity()?);
    let state = sites::identity_state(&services, &identity, id).await?;
    Ok(SiteDetails {
        site: sites::find(&services, &identity, id).await?,
        installation: sites::installation(&services, &identity, id).await?,
        secret_made_at: state.made_at,
        old_secret_until: state.old_until,
    })
}

/// The names of all time zones.
#[server(endpoint = "sites/time-zones")]
#[allow(clippy::unused_async, reason = "server functions are asynchronous")]
pub async fn time_zones() -> Result<Vec<String>, AppError> {
    identity()?;
    Ok(BusinessHours::time_zones().map(ToOwned::to_owned).collect())
}

/// Changes a site's name and where its widget may load; `origins` has one a line.
#[server(endpoint = "sites/general")]
pub async fn set_general(id: SiteId, name: String, origins: String) -> Result<Site, AppError> {
    let section = Section::General { name, origins };
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Changes how a site's widget looks; `logo` is an address and may be empty.
#[server(endpoint = "sites/appearance")]
pub async fn set_appearance(
    id: SiteId,
    title: String,
    colour: String,
    position: Position,
    scheme: Scheme,
    logo: String,
) -> Result<Site, AppError> {
    let section = Section::Appearance {
        title,
        colour,
        position,
        scheme,
        logo,
    };
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Changes what a site's widget says by itself; `rules` are JSON.
#[server(endpoint = "sites/targeting")]
pub async fn set_targeting(id: SiteId, greeting: String, rules: String) -> Result<Site, AppError> {
    let section = Section::Targeting { greeting, rules };
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Title and greeting in a language, as typed; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedTexts {
    /// Who the visitor talks to.
    pub title: String,
    /// The first words.
    pub greeting: String,
}

/// Changes which languages a site's widget speaks.
#[server(endpoint = "sites/languages")]
pub async fn set_languages(
    id: SiteId,
    default_language: Language,
    #[server(default)] follow_browser: bool,
    #[server(default)] texts: BTreeMap<Language, TypedTexts>,
) -> Result<Site, AppError> {
    let texts = texts
        .into_iter()
        .map(|(language, typed)| (language, typed.title, typed.greeting));
    let section = Section::Languages {
        default: default_language,
        follow_browser,
        texts: texts.collect(),
    };
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Changes when somebody is there: a line of hours for each day, Monday first, and a line for each holiday.
#[server(endpoint = "sites/hours")]
pub async fn set_hours(
    id: SiteId,
    #[server(default)] has_hours: bool,
    time_zone: String,
    days: Vec<String>,
    holidays: String,
) -> Result<Site, AppError> {
    let form = HoursForm {
        time_zone,
        days: days
            .try_into()
            .map_err(|_| AppError::Malformed.answered())?,
        holidays,
    };
    let section = Section::Hours(has_hours.then_some(form));
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Changes what a site's booking page tells.
#[server(endpoint = "sites/booking")]
pub async fn set_booking(
    id: SiteId,
    #[server(default)] names_hosts: bool,
) -> Result<Site, AppError> {
    let section = Section::Booking { names_hosts };
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Changes what happens around a conversation.
#[server(endpoint = "sites/offline")]
pub async fn set_offline(
    id: SiteId,
    #[server(default)] form: bool,
    text: String,
    #[server(default)] csat: bool,
    #[server(default)] sound: bool,
) -> Result<Site, AppError> {
    let section = Section::Offline {
        form,
        text,
        csat,
        sound,
    };
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Changes what a visitor agrees to; `link` may be empty.
#[server(endpoint = "sites/consent")]
pub async fn set_consent(
    id: SiteId,
    #[server(default)] asks: bool,
    text: String,
    link: String,
) -> Result<Site, AppError> {
    let section = Section::Consent(asks.then_some((text, link)));
    Ok(sites::change(&services(), &identity()?, id, section).await?)
}

/// Makes a new identity secret and tells it, this once.
#[server(endpoint = "sites/identity-secret")]
pub async fn rotate_identity_secret(id: SiteId) -> Result<String, AppError> {
    Ok(sites::rotate_identity_secret(&services(), &identity()?, id).await?)
}

/// Looks whether a site's line of HTML is in place on a page: an address, or a path on the site's first origin.
#[server(endpoint = "sites/check")]
pub async fn check_installation(id: SiteId, page: String) -> Result<Installation, AppError> {
    let (services, identity) = (services(), identity()?);
    let PublicUrl(public_url) = expect_context::<PublicUrl>();
    Ok(sites::check_installation(&services, &identity, id, &page, &public_url).await?)
}
