//! Sites: where the widget stands, and how it greets.

use beckon_domain::id::SiteId;
use beckon_domain::industry::Industry;
use beckon_domain::site::Site;
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::sites::{self, NewSite, SiteSettings},
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
    Ok(sites::create(
        &services(),
        &identity,
        NewSite {
            name,
            industry,
            origins,
        },
    )
    .await?)
}

/// Changes a site's settings; `origins` has one a line.
#[server(endpoint = "sites/update")]
pub async fn update_site(
    id: SiteId,
    name: String,
    origins: String,
    title: String,
    greeting: String,
    colour: String,
) -> Result<Site, AppError> {
    let identity = identity()?;
    let settings = SiteSettings {
        name,
        origins,
        title,
        greeting,
        colour,
    };
    Ok(sites::update(&services(), &identity, id, settings).await?)
}
