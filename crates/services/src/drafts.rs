//! What members typed into forms that were refused, for the page that shows the form again.

use beckon_domain::account::Identity;
use beckon_store::{StoreError, drafts};
use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Services;

/// How long it waits for whoever typed it.
const KEPT: TimeDelta = TimeDelta::minutes(10);

/// Longest that is kept, in bytes; the table has the same bound.
const BYTES_MAX: usize = 400_000;

/// Keeps what was typed into a form. What is too long is not kept.
pub async fn keep(
    services: &Services,
    identity: &Identity,
    form: &str,
    typed: &(impl Serialize + Sync),
) -> Result<(), StoreError> {
    let json = match serde_json::to_string(typed) {
        Ok(json) if json.len() <= BYTES_MAX => json,
        Ok(_) => return Ok(()),
        Err(error) => {
            tracing::error!(%error, form, "a form's draft could not be kept");
            return Ok(());
        }
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    let now = services.clock.now();
    drafts::keep(&mut tx, identity.account, form, &json, now).await?;
    tx.commit().await
}

/// What was typed into a form a moment ago. What an older version kept in another shape reads as nothing.
pub async fn find<T: DeserializeOwned>(
    services: &Services,
    identity: &Identity,
    form: &str,
) -> Result<Option<T>, StoreError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let since = services.clock.now() - KEPT;
    let typed = drafts::find(&mut tx, identity.account, form, since).await?;
    Ok(typed.and_then(|json| serde_json::from_str(&json).ok()))
}

/// Forgets what was typed into a form: it was accepted.
pub async fn forget(
    services: &Services,
    identity: &Identity,
    form: &str,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    drafts::forget(&mut tx, identity.account, form).await?;
    tx.commit().await
}
