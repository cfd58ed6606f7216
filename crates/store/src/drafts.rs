//! What was typed into forms that were refused.

use beckon_domain::id::AccountId;
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// Keeps what a member typed into a form, as JSON, in the place of what they typed before.
pub async fn keep(
    tx: &mut TenantTx,
    account: AccountId,
    form: &str,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into form_draft (organization_id, account_id, form, typed, written_at) values ($1, $2, $3, $4, $5)
         on conflict (organization_id, account_id) do update set form = $3, typed = $4, written_at = $5",
        tx.organization().0,
        account.0,
        form,
        typed,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a member typed into a form since a moment.
pub async fn find(
    tx: &mut TenantTx,
    account: AccountId,
    form: &str,
    since: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    let typed = sqlx::query_scalar!(
        "select typed from form_draft
         where organization_id = $1 and account_id = $2 and form = $3 and written_at >= $4",
        tx.organization().0,
        account.0,
        form,
        since,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(typed)
}

/// Forgets what a member typed into a form.
pub async fn forget(tx: &mut TenantTx, account: AccountId, form: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from form_draft where organization_id = $1 and account_id = $2 and form = $3",
        tx.organization().0,
        account.0,
        form,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
