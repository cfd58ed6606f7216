//! What members did to leads, kept for as long as it can be undone.

use beckon_domain::id::{AccountId, LeadChangeId, LeadId};
use beckon_domain::lead_change::LeadChange;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use crate::{StoreError, TenantTx};

/// What held for a lead before it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The lead.
    pub lead: LeadId,
    /// What held for it.
    pub was: LeadChange,
}

/// A change as it is kept.
#[derive(Clone, Debug)]
pub struct KeptChange {
    /// Its id.
    pub id: LeadChangeId,
    /// Who did it.
    pub account: AccountId,
    /// What was done.
    pub change: LeadChange,
    /// What its leads were.
    pub before: Vec<Before>,
}

/// A change as its columns are written.
struct Row {
    id: LeadChangeId,
    account: AccountId,
    change: Json<LeadChange>,
    before: Json<Vec<Before>>,
}

impl From<Row> for KeptChange {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: row.account,
            change: row.change.0,
            before: row.before.0,
        }
    }
}

/// The query for changes: `$tail` selects and orders them.
macro_rules! select_changes {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id: LeadChangeId", account_id as "account: AccountId",
                   change as "change: Json<LeadChange>", before as "before: Json<Vec<Before>>"
               from lead_change "# + $tail,
            $($argument),*
        )
    };
}

/// Keeps a new one. What the same member did before `forgotten` can't be undone any longer and goes.
pub async fn insert(
    tx: &mut TenantTx,
    kept: &KeptChange,
    now: DateTime<Utc>,
    forgotten: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (
            delete from lead_change where organization_id = $1 and account_id = $3 and created_at < $7)
         insert into lead_change (organization_id, id, account_id, change, before, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        tx.organization().0,
        kept.id.0,
        kept.account.0,
        Json(kept.change) as _,
        Json(&kept.before) as _,
        now,
        forgotten,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a member did last since a moment, if it wasn't undone.
pub async fn last(
    tx: &mut TenantTx,
    account: AccountId,
    since: DateTime<Utc>,
) -> Result<Option<KeptChange>, StoreError> {
    let row = select_changes!(
        "where organization_id = $1 and undone_at is null and id = (
             select id from lead_change where organization_id = $1 and account_id = $2 and created_at >= $3
             order by created_at desc, id desc limit 1)",
        tx.organization().0,
        account.0,
        since,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(KeptChange::from))
}

/// One of them that wasn't undone, made since a moment, held until the transaction ends.
pub async fn lock(
    tx: &mut TenantTx,
    id: LeadChangeId,
    since: DateTime<Utc>,
) -> Result<Option<KeptChange>, StoreError> {
    let row = select_changes!(
        "where organization_id = $1 and id = $2 and created_at >= $3 and undone_at is null for update",
        tx.organization().0,
        id.0,
        since,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(KeptChange::from))
}

/// Notes that it was undone.
pub async fn set_undone(
    tx: &mut TenantTx,
    id: LeadChangeId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update lead_change set undone_at = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
