//! Leads find the people who take care of them: by rules, else by turns among those who are available; the others wait.

mod give;
mod settings;

pub(crate) use give::{DRAIN, ROUTE, drain, enqueue_route, route};
pub use settings::{RoutingServiceError, pause_routing, routing, set_routing, set_share};

use std::collections::BTreeMap;

use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::presence::Presence;
use beckon_domain::routing::Candidate;
use beckon_store::{StoreError, TenantTx, accounts, appointments, routing as store, teams};

use crate::Services;

/// All members as they stand at this moment.
async fn candidates(services: &Services, tx: &mut TenantTx) -> Result<Vec<Candidate>, StoreError> {
    let now = services.clock.now();
    let organization = tx.organization();
    let shares = store::shares(tx).await?;
    // Counted for those alone whom a number could keep from getting one.
    let limited = shares.iter().filter(|(_, share)| share.capacity.is_some());
    let open = store::open_leads(tx, limited.map(|(account, _)| *account)).await?;
    let hours: BTreeMap<AccountId, _> = appointments::availabilities(tx)
        .await?
        .into_iter()
        .collect();
    let teams = teams::list(tx).await?;
    let of = |account: AccountId| -> Vec<TeamId> {
        let theirs = teams.iter().filter(|team| team.members.contains(&account));
        theirs.map(|team| team.id).collect()
    };
    let online = services.presences.members(organization);
    let is_online = |account: AccountId| {
        online
            .iter()
            .any(|(member, presence)| *member == account && *presence == Presence::Online)
    };
    let members = accounts::members(tx).await?.into_iter();
    let candidates = members.map(|member| Candidate {
        account: member.account,
        teams: of(member.account),
        share: shares.get(&member.account).copied().unwrap_or_default(),
        is_online: is_online(member.account),
        // Whoever never told their hours works whenever they are there.
        is_working: hours
            .get(&member.account)
            .is_none_or(|hours| hours.is_at_work(now)),
        open: open.get(&member.account).copied().unwrap_or_default(),
    });
    Ok(candidates.collect())
}
