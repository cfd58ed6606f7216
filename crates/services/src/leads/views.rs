//! Lists of leads under a name. A member's own are theirs to change; those that everybody has, their maker's and admins'.

use beckon_domain::account::{Identity, Role};
use beckon_domain::contact::{ContactError, parse_name};
use beckon_domain::id::LeadViewId;
use beckon_domain::lead_list::{LeadQuery, LeadView, VIEW_NAME_MAX, VIEWS_MAX};
use beckon_store::TenantTx;
use beckon_store::leads::views::{self, KeptView};
use chrono::TimeDelta;

use super::LeadError;
use crate::Services;

/// How long a view that was put away can be brought back.
const KEPT: TimeDelta = TimeDelta::days(30);

/// What a member sees, the oldest first; what they put away is among it.
pub async fn views(services: &Services, identity: &Identity) -> Result<Vec<LeadView>, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let kept = views::of(&mut tx, identity.account).await?;
    let seen = kept.into_iter().map(|view| LeadView {
        may_change: may_change(identity, &view),
        id: view.id,
        name: view.name,
        query: view.query,
        is_shared: view.is_shared,
        is_removed: view.is_removed,
    });
    Ok(seen.collect())
}

/// Keeps a list under a name.
pub async fn keep_view(
    services: &Services,
    identity: &Identity,
    name: &str,
    query: &LeadQuery,
    is_shared: bool,
) -> Result<LeadViewId, LeadError> {
    let (name, now) = (view_name(name)?, services.clock.now());
    let mut tx = services.store.tenant(identity.organization).await?;
    let others = views::of(&mut tx, identity.account).await?;
    if others.len() >= VIEWS_MAX {
        return Err(LeadError::TooManyViews);
    }
    let view = KeptView {
        id: LeadViewId::generate(now),
        account: identity.account,
        name,
        query: query.first_page(),
        is_shared,
        is_removed: false,
    };
    views::insert(&mut tx, &view, now).await?;
    tx.commit().await?;
    Ok(view.id)
}

/// Changes a view's name, and who has it.
pub async fn change_view(
    services: &Services,
    identity: &Identity,
    id: LeadViewId,
    name: &str,
    is_shared: bool,
) -> Result<(), LeadError> {
    let name = view_name(name)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    hold(&mut tx, identity, id).await?;
    views::change(&mut tx, id, &name, is_shared).await?;
    Ok(tx.commit().await?)
}

/// Puts a view away.
pub async fn remove_view(
    services: &Services,
    identity: &Identity,
    id: LeadViewId,
) -> Result<(), LeadError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let view = hold(&mut tx, identity, id).await?;
    views::set_removed(&mut tx, &view, Some(now), now - KEPT).await?;
    Ok(tx.commit().await?)
}

/// Brings a view back as it was.
pub async fn restore_view(
    services: &Services,
    identity: &Identity,
    id: LeadViewId,
) -> Result<(), LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let view = hold(&mut tx, identity, id).await?;
    views::set_removed(&mut tx, &view, None, services.clock.now() - KEPT).await?;
    Ok(tx.commit().await?)
}

/// What somebody else keeps for themselves doesn't exist.
async fn hold(
    tx: &mut TenantTx,
    identity: &Identity,
    id: LeadViewId,
) -> Result<KeptView, LeadError> {
    let view = views::lock(tx, id).await?;
    let view = view.filter(|view| view.is_shared || view.account == identity.account);
    let view = view.ok_or(LeadError::NotFound)?;
    if may_change(identity, &view) {
        Ok(view)
    } else {
        Err(LeadError::NotAllowed)
    }
}

fn may_change(identity: &Identity, view: &KeptView) -> bool {
    view.account == identity.account || (view.is_shared && identity.role >= Role::Admin)
}

fn view_name(name: &str) -> Result<String, ContactError> {
    let name = parse_name(name)?;
    if name.chars().count() > VIEW_NAME_MAX {
        return Err(ContactError::TooLong);
    }
    Ok(name)
}
