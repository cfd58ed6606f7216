//! Sites: where an organization catches visitors.

mod identity;
mod install;
mod settings;

pub(crate) use identity::accepted_secrets;
pub use identity::{IdentityState, identity_state, rotate_identity_secret};
pub use install::{check_installation, installation, note_seen};
pub use settings::{HoursForm, Section, change};

use beckon_assistant::dialogue;
use beckon_domain::account::{Identity, Role};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_domain::industry::Industry;
use beckon_domain::site::{Site, SiteKey};
use beckon_domain::widget::{
    Attendance, Setting, SettingError, WidgetConfig, WidgetSettings, parse_title,
};
use beckon_store::{StoreError, sites, system};

use self::settings::parse_origins;
use crate::Services;

/// Why a site's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum SiteServiceError {
    /// A setting, with what is wrong.
    #[error("setting: {0}")]
    Setting(#[from] SettingError),
    /// A page that is to be looked at is on no origin of the site.
    #[error("not a page of the site")]
    Page,
    /// Too much in a short time.
    #[error("too much in a short time")]
    SlowDown,
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
        name: parse_title(&new.name).map_err(|error| error.of(Setting::Name))?,
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

/// One of the organization's sites.
pub async fn find(
    services: &Services,
    identity: &Identity,
    id: SiteId,
) -> Result<Site, SiteServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    sites::find(&mut tx, id)
        .await?
        .ok_or(SiteServiceError::NotFound)
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
pub(crate) fn preferred(accept_language: &str) -> impl Iterator<Item = &str> {
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
