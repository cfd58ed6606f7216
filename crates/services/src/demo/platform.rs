use beckon_assistant::dialogue;
use beckon_domain::account::{OrganizationKind, Role};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_domain::industry::Industry;
use beckon_domain::site::{Site, SiteKey};
use beckon_domain::widget::WidgetSettings;
use beckon_store::organizations::NewOrganization;
use beckon_store::{StoreError, organizations, sites, system};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::history::{Author, History};
use super::{DemoError, SignIn, create_member};
use crate::Services;

/// Leads of the platform's own pages.
const LEADS: usize = 60;

pub(super) struct Platform {
    pub(super) organization: OrganizationId,
    pub(super) owner: SignIn,
}

/// Whether the platform's organization is there.
pub async fn is_installed(services: &Services) -> Result<bool, StoreError> {
    Ok(system::landing_site(&services.store, Industry::Solar)
        .await?
        .is_some())
}

/// The platform's organization, its owner, and a landing page for each industry.
pub(super) async fn create(services: &Services, admin_email: &str) -> Result<Platform, DemoError> {
    let now = services.clock.now();
    let organization = OrganizationId::generate(now);
    let mut tx = services.store.tenant(organization).await?;
    let new = NewOrganization {
        name: "Beckon",
        kind: OrganizationKind::Platform,
        target_industries: &Industry::ALL,
        target_locations: &[],
    };
    organizations::insert(&mut tx, &new, now).await?;
    for industry in Industry::ALL {
        let site = Site {
            id: SiteId::generate(now),
            key: SiteKey::from_bytes(rand::random()),
            name: format!("{industry} landing page"),
            industry,
            allowed_origins: Vec::new(),
            widget: WidgetSettings::new("Beckon", dialogue::greeting(industry)),
        };
        sites::insert(&mut tx, &site, true, now).await?;
    }
    tx.commit().await?;
    let (_, owner) = create_member(
        &services.store,
        organization,
        (admin_email, "Platform admin", Role::Owner),
        now,
    )
    .await?;
    Ok(Platform {
        organization,
        owner,
    })
}

/// Leads of all five industries, by form and by chat.
pub(super) async fn fill(
    services: &Services,
    organization: OrganizationId,
) -> Result<(), DemoError> {
    let mut tx = services.store.tenant(organization).await?;
    let landings = sites::list(&mut tx).await?;
    let mut history = History::begin(services, &mut tx, StdRng::seed_from_u64(2)).await?;
    for turn in 0..LEADS {
        let site = &landings[turn % landings.len()];
        if turn % 3 == 0 {
            history
                .conversation(&mut tx, site, Author::Assistant)
                .await?;
        } else {
            history.form(&mut tx, site).await?;
        }
    }
    Ok(tx.commit().await?)
}
