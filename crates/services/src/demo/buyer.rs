use beckon_domain::account::{OrganizationKind, Role};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_domain::industry::Industry;
use beckon_domain::site::{Origin, Site, SiteKey};
use beckon_domain::widget::{Appearance, Colour, WidgetSettings};
use beckon_store::organizations::NewOrganization;
use beckon_store::{organizations, sites};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::appointments;
use super::history::{Author, History};
use super::{DemoError, SignIn, create_member};
use crate::Services;

/// Leads of the demo buyer's site.
const LEADS: usize = 140;

pub(super) struct Buyer {
    pub(super) sign_ins: Vec<SignIn>,
    pub(super) site_key: String,
}

/// A solar installer with an owner, an agent, a site, and leads of the last thirty days.
pub(super) async fn create(services: &Services, origins: &[Origin]) -> Result<Buyer, DemoError> {
    let now = services.clock.now();
    let organization = OrganizationId::generate(now);
    let locations = ["Austin", "San Antonio", "Round Rock"].map(str::to_owned);
    let mut tx = services.store.tenant(organization).await?;
    let new = NewOrganization {
        name: "Sunrise Solar",
        kind: OrganizationKind::Buyer,
        target_industries: &[Industry::Solar],
        target_locations: &locations,
    };
    organizations::insert(&mut tx, &new, now).await?;
    let site = site(origins, services);
    sites::insert(&mut tx, &site, false, now).await?;
    tx.commit().await?;

    let owner = ("owner@sunrise.example", "Nora Whitfield", Role::Owner);
    let agent = ("agent@sunrise.example", "Luis Ortega", Role::Agent);
    let (owner_id, owner) = create_member(&services.store, organization, owner, now).await?;
    let (agent_id, agent) = create_member(&services.store, organization, agent, now).await?;

    let mut tx = services.store.tenant(organization).await?;
    let mut history = History::begin(services, &mut tx, StdRng::seed_from_u64(1)).await?;
    for turn in 0..LEADS {
        let last = match turn % 5 {
            0 => {
                history.form(&mut tx, &site).await?;
                continue;
            }
            1 | 3 => Author::Agent(agent_id),
            _ => Author::Assistant,
        };
        history.conversation(&mut tx, &site, last).await?;
    }
    appointments::create(services, &mut tx, &site, [owner_id, agent_id]).await?;
    tx.commit().await?;
    Ok(Buyer {
        sign_ins: vec![owner, agent],
        site_key: site.key.to_string(),
    })
}

fn site(origins: &[Origin], services: &Services) -> Site {
    Site {
        id: SiteId::generate(services.clock.now()),
        key: SiteKey::from_bytes(rand::random()),
        name: "Sunrise Solar homepage".to_owned(),
        industry: Industry::Solar,
        allowed_origins: origins.to_vec(),
        widget: WidgetSettings {
            appearance: Appearance {
                colour: Colour::parse("#b4540a").unwrap_or_default(),
                ..Appearance::default()
            },
            ..WidgetSettings::new(
                "Sunrise Solar",
                "Hi! Curious what solar would save you? Ask us anything. It takes two minutes.",
            )
        },
    }
}
