//! Sites: where an organization catches visitors.

mod identity;

pub(crate) use identity::accepted_secrets;
pub use identity::{IdentityState, identity_state, rotate_identity_secret};

use beckon_domain::account::{Identity, Role};
use beckon_domain::contact::{ContactError, parse_name};
use beckon_domain::conversation::{MessageError, parse_message};
use beckon_domain::dialogue;
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_domain::industry::Industry;
use beckon_domain::site::{Origin, Site, SiteKey};
use beckon_domain::widget::{
    Appearance, Attendance, Colour, WidgetConfig, WidgetError, WidgetSettings,
};
use beckon_store::{StoreError, sites, system};

use crate::Services;

/// Why a site's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum SiteServiceError {
    /// The site's name, or its widget's title.
    #[error("name: {0}")]
    Name(#[source] ContactError),
    /// One of the origins.
    #[error("not an origin: {text}")]
    Origin {
        /// The line as typed.
        text: String,
    },
    /// A setting of the widget.
    #[error("widget: {0}")]
    Widget(#[from] WidgetError),
    /// The greeting.
    #[error("greeting: {0}")]
    Greeting(#[source] MessageError),
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// There is no such site.
    #[error("no such site")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// What a new site needs.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its name, for the organization.
    pub name: String,
    /// What its visitors ask about.
    pub industry: Industry,
    /// The origins on which the widget may load, one a line.
    pub origins: String,
}

/// A site's settings, as typed.
#[derive(Clone, Debug)]
pub struct SiteSettings {
    /// Its name, for the organization.
    pub name: String,
    /// The origins on which the widget may load, one a line.
    pub origins: String,
    /// Who the visitor talks to.
    pub title: String,
    /// The first words.
    pub greeting: String,
    /// Accent colour, `#rrggbb`.
    pub colour: String,
}

/// The organization's sites, the newest first.
pub async fn list(services: &Services, identity: &Identity) -> Result<Vec<Site>, SiteServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(sites::list(&mut tx).await?)
}

/// Makes a site with a key of its own; it greets as its industry does until told otherwise.
pub async fn create(
    services: &Services,
    identity: &Identity,
    new: NewSite,
) -> Result<Site, SiteServiceError> {
    require_admin(identity)?;
    let now = services.clock.now();
    let site = Site {
        id: SiteId::generate(now),
        key: SiteKey::from_bytes(rand::random()),
        name: parse_name(&new.name).map_err(SiteServiceError::Name)?,
        industry: new.industry,
        allowed_origins: parse_origins(&new.origins)?,
        widget: WidgetSettings::new(
            identity.organization_name.clone(),
            dialogue::greeting(new.industry),
        ),
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    sites::insert(&mut tx, &site, false, now).await?;
    tx.commit().await?;
    Ok(site)
}

/// Changes a site's settings.
pub async fn update(
    services: &Services,
    identity: &Identity,
    id: SiteId,
    settings: SiteSettings,
) -> Result<Site, SiteServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let old = sites::find(&mut tx, id)
        .await?
        .ok_or(SiteServiceError::NotFound)?;
    let site = Site {
        name: parse_name(&settings.name).map_err(SiteServiceError::Name)?,
        allowed_origins: parse_origins(&settings.origins)?,
        widget: WidgetSettings {
            title: parse_name(&settings.title).map_err(SiteServiceError::Name)?,
            greeting: parse_message(&settings.greeting).map_err(SiteServiceError::Greeting)?,
            appearance: Appearance {
                colour: Colour::parse(&settings.colour)?,
                ..old.widget.appearance
            },
            ..old.widget
        },
        ..old
    };
    sites::update(&mut tx, &site).await?;
    tx.commit().await?;
    Ok(site)
}

/// The platform's landing page of an industry.
pub async fn landing(services: &Services, industry: Industry) -> Result<Site, SiteServiceError> {
    let (_, site) = owned_landing(services, industry).await?;
    Ok(site)
}

/// The same, and whose it is.
pub(crate) async fn owned_landing(
    services: &Services,
    industry: Industry,
) -> Result<(OrganizationId, Site), SiteServiceError> {
    system::landing_site(&services.store, industry)
        .await?
        .ok_or(SiteServiceError::NotFound)
}

/// A site and whose it is, by its public key.
pub async fn by_key(
    services: &Services,
    key: &SiteKey,
) -> Result<Option<(OrganizationId, Site)>, SiteServiceError> {
    Ok(system::site(&services.store, key).await?)
}

/// What a browser with this `Accept-Language` is told of the widget now.
pub fn config(services: &Services, site: &Site, accept_language: &str) -> WidgetConfig {
    let language = site.widget.language_for(preferred(accept_language));
    site.widget.config(language, attendance(services, site))
}

/// Whether somebody is there to answer on this site now.
pub fn attendance(services: &Services, site: &Site) -> Attendance {
    match &site.widget.hours {
        Some(hours) => hours.attendance(services.clock.now()),
        None => Attendance::Open,
    }
}

/// The tags of an `Accept-Language` header. Browsers list them by preference, so that their weights say nothing new.
fn preferred(accept_language: &str) -> impl Iterator<Item = &str> {
    accept_language
        .split(',')
        .filter_map(|range| range.split(';').next())
}

fn require_admin(identity: &Identity) -> Result<(), SiteServiceError> {
    if identity.role >= Role::Admin {
        Ok(())
    } else {
        Err(SiteServiceError::NotAllowed)
    }
}

fn parse_origins(text: &str) -> Result<Vec<Origin>, SiteServiceError> {
    let mut origins = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let origin = Origin::parse(line).map_err(|_| SiteServiceError::Origin {
            text: line.chars().take(200).collect(),
        })?;
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    Ok(origins)
}
