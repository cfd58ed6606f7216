use beckon_domain::account::{Identity, Role};
use beckon_domain::id::AccountId;
use beckon_domain::routing::{
    CAPACITY_MAX, Part, RoutingError, RoutingRules, RoutingView, Share, Target, WEIGHT_MAX,
};
use beckon_store::{StoreError, accounts, jobs, routing as store, teams};

use super::give::Drain;
use super::{DRAIN, candidates};
use crate::Services;

/// Lines of the log that are shown.
const LOG: i64 = 100;

/// Why routing was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RoutingServiceError {
    /// Something is wrong with the rules.
    #[error(transparent)]
    Rules(#[from] RoutingError),
    /// A weight or capacity out of bounds.
    #[error("a weight is from 0 to {WEIGHT_MAX}, a limit of open leads from 0 to {CAPACITY_MAX}")]
    Share,
    /// There is no such member.
    #[error("no such member")]
    NotFound,
    /// Somebody else has changed the rules meanwhile.
    #[error("somebody else has changed the rules meanwhile")]
    Changed,
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// The rules, who takes part and could get a lead now, how many wait, and what became of the last ones.
pub async fn routing(
    services: &Services,
    identity: &Identity,
) -> Result<RoutingView, RoutingServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let (rules, revision) = store::standing(&mut tx).await?;
    let candidates = candidates(services, &mut tx).await?;
    let accounts = candidates.iter().map(|candidate| candidate.account);
    let open = store::open_leads(&mut tx, accounts).await?;
    let parts = candidates.into_iter().map(|candidate| Part {
        account: candidate.account,
        share: candidate.share,
        open: open.get(&candidate.account).copied().unwrap_or_default(),
        hindrance: candidate.hindrance(),
    });
    Ok(RoutingView {
        rules,
        revision,
        parts: parts.collect(),
        waiting: u32::try_from(store::count_waiting(&mut tx).await?).unwrap_or(u32::MAX),
        log: store::log(&mut tx, None, LOG).await?,
        may_change: identity.role >= Role::Admin,
    })
}

/// Changes the rules, unless somebody else did meanwhile. What waits is looked at anew.
pub async fn set_routing(
    services: &Services,
    identity: &Identity,
    rules: &RoutingRules,
    over: i32,
) -> Result<i32, RoutingServiceError> {
    if identity.role < Role::Admin {
        return Err(RoutingServiceError::NotAllowed);
    }
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let members = accounts::members(&mut tx).await?;
    let teams = teams::list(&mut tx).await?;
    rules.check(|target| match target {
        Target::Member(account) => members.iter().any(|member| member.account == account),
        Target::Team(id) => teams.iter().any(|team| team.id == id),
    })?;
    let revision = store::write(&mut tx, rules, over, identity.account, now)
        .await?
        .ok_or(RoutingServiceError::Changed)?;
    if rules.is_active && !store::is_drained(&mut tx).await? {
        jobs::enqueue(&mut tx, DRAIN, &Drain::default(), now).await?;
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(revision)
}

/// Changes how a member takes part: admins anybody's.
pub async fn set_share(
    services: &Services,
    identity: &Identity,
    account: AccountId,
    share: Share,
) -> Result<(), RoutingServiceError> {
    if identity.role < Role::Admin {
        return Err(RoutingServiceError::NotAllowed);
    }
    if share.weight > WEIGHT_MAX || share.capacity.is_some_and(|most| most > CAPACITY_MAX) {
        return Err(RoutingServiceError::Share);
    }
    let mut tx = services.store.tenant(identity.organization).await?;
    if !store::save_share(&mut tx, account, share).await? {
        return Err(RoutingServiceError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Lets oneself be left out for now, or takes part again.
pub async fn pause_routing(
    services: &Services,
    identity: &Identity,
    is_paused: bool,
) -> Result<(), RoutingServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let shares = store::shares(&mut tx).await?;
    let share = Share {
        is_paused,
        ..shares.get(&identity.account).copied().unwrap_or_default()
    };
    store::save_share(&mut tx, identity.account, share).await?;
    Ok(tx.commit().await?)
}
