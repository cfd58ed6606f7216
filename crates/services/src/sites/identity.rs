//! The secret with which a customer's server says who is signed in there.

use beckon_domain::account::Identity;
use beckon_domain::id::SiteId;
use beckon_store::sites::{self, IdentityKeys};
use beckon_store::{StoreError, TenantTx};
use chrono::{DateTime, TimeDelta, Utc};

use super::{SiteServiceError, require_admin};
use crate::Services;

/// How long the secret before is accepted: time to put the new one in place everywhere.
const GRACE: TimeDelta = TimeDelta::days(7);

/// Where a site stands with its identity secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdentityState {
    /// When the secret in use was made.
    pub made_at: Option<DateTime<Utc>>,
    /// Until when the one before is accepted, if it still is.
    pub old_until: Option<DateTime<Utc>>,
}

/// Makes a new secret and tells it, this once. The one before works for seven more days.
pub async fn rotate_identity_secret(
    services: &Services,
    identity: &Identity,
    site: SiteId,
) -> Result<String, SiteServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let keys = sites::rotate_identity(&mut tx, site, services.clock.now()).await?;
    let generation = keys.ok_or(SiteServiceError::NotFound)?.generation;
    tx.commit().await?;
    Ok(secret(services, site, generation))
}

/// Where a site stands with its identity secret.
pub async fn identity_state(
    services: &Services,
    identity: &Identity,
    site: SiteId,
) -> Result<IdentityState, SiteServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let keys = sites::identity_keys(&mut tx, site)
        .await?
        .ok_or(SiteServiceError::NotFound)?;
    Ok(IdentityState {
        made_at: keys.rotated_at,
        old_until: old_until(keys, services.clock.now()),
    })
}

/// The secrets that sign a valid token of this site now.
pub(crate) async fn accepted_secrets(
    services: &Services,
    tx: &mut TenantTx,
    site: SiteId,
) -> Result<Vec<String>, StoreError> {
    let Some(keys) = sites::identity_keys(tx, site).await? else {
        return Ok(Vec::new());
    };
    let mut generations = Vec::new();
    if keys.generation > 0 {
        generations.push(keys.generation);
    }
    if old_until(keys, services.clock.now()).is_some() {
        generations.push(keys.generation - 1);
    }
    Ok(generations
        .into_iter()
        .map(|generation| secret(services, site, generation))
        .collect())
}

fn old_until(keys: IdentityKeys, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let until = keys.rotated_at? + GRACE;
    (keys.generation > 1 && now < until).then_some(until)
}

/// Derived, so that no table holds it.
fn secret(services: &Services, site: SiteId, generation: i32) -> String {
    let mut subject = site.0.as_bytes().to_vec();
    subject.extend(generation.to_be_bytes());
    hex::encode(services.secret.derive("site identity", &subject))
}
