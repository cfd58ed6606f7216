//! Browsers that take push messages for a member.

use beckon_domain::id::{AccountId, PushSubscriptionId};
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// A browser that takes push messages.
#[derive(Clone, Debug)]
pub struct PushSubscription {
    /// Its id.
    pub id: PushSubscriptionId,
    /// For whom.
    pub account: AccountId,
    /// The push service's address for it.
    pub endpoint: String,
    /// The browser's public key, base64url.
    pub p256dh: String,
    /// The secret shared with it, base64url.
    pub auth: String,
}

/// Keeps a subscription; one with this endpoint is replaced, as its keys may have changed.
pub async fn save(
    tx: &mut TenantTx,
    new: &PushSubscription,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    delete_endpoint(tx, new.account, &new.endpoint).await?;
    sqlx::query!(
        "insert into push_subscription (organization_id, id, account_id, endpoint, p256dh, auth, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tx.organization().0,
        new.id.0,
        new.account.0,
        new.endpoint,
        new.p256dh,
        new.auth,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The browsers of a member.
pub async fn of_account(
    tx: &mut TenantTx,
    account: AccountId,
) -> Result<Vec<PushSubscription>, StoreError> {
    Ok(sqlx::query_as!(
        PushSubscription,
        r#"select id as "id: PushSubscriptionId", account_id as "account: AccountId", endpoint, p256dh, auth
           from push_subscription where organization_id = $1 and account_id = $2 order by id"#,
        tx.organization().0,
        account.0,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One browser.
pub async fn find(
    tx: &mut TenantTx,
    id: PushSubscriptionId,
) -> Result<Option<PushSubscription>, StoreError> {
    Ok(sqlx::query_as!(
        PushSubscription,
        r#"select id as "id: PushSubscriptionId", account_id as "account: AccountId", endpoint, p256dh, auth
           from push_subscription where organization_id = $1 and id = $2"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Forgets a browser.
pub async fn delete(tx: &mut TenantTx, id: PushSubscriptionId) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from push_subscription where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets a member's browser by its address.
pub async fn delete_endpoint(
    tx: &mut TenantTx,
    account: AccountId,
    endpoint: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from push_subscription where organization_id = $1 and account_id = $2 and endpoint = $3",
        tx.organization().0,
        account.0,
        endpoint,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
