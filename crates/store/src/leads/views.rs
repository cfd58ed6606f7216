//! Lists of leads that are kept under a name.

use beckon_domain::id::{AccountId, LeadViewId};
use beckon_domain::lead_list::LeadQuery;
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{StoreError, TenantTx};

/// A view as it is kept.
#[derive(Clone, Debug)]
pub struct KeptView {
    /// Its id.
    pub id: LeadViewId,
    /// Whose it is.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The list.
    pub query: LeadQuery,
    /// Whether everybody has it.
    pub is_shared: bool,
    /// Whether it was put away.
    pub is_removed: bool,
}

/// A view as its columns are written.
struct Row {
    id: LeadViewId,
    account: AccountId,
    name: String,
    query: Json<LeadQuery>,
    is_shared: bool,
    is_removed: bool,
}

impl From<Row> for KeptView {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: row.account,
            name: row.name,
            query: row.query.0,
            is_shared: row.is_shared,
            is_removed: row.is_removed,
        }
    }
}

/// What a member sees: their own, and those that are shared, the oldest first; of what was put away, their own.
pub async fn of(tx: &mut TenantTx, account: AccountId) -> Result<Vec<KeptView>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: LeadViewId", account_id as "account: AccountId", name, query as "query: Json<LeadQuery>",
               is_shared, removed_at is not null as "is_removed!"
           from lead_view
           where organization_id = $1 and (account_id = $2 or (is_shared and removed_at is null))
           order by created_at, id"#,
        tx.organization().0,
        account.0,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(KeptView::from).collect())
}

/// Keeps a new one.
pub async fn insert(
    tx: &mut TenantTx,
    view: &KeptView,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into lead_view (organization_id, id, account_id, name, query, is_shared, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tx.organization().0,
        view.id.0,
        view.account.0,
        view.name,
        Json(&view.query) as _,
        view.is_shared,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One of them, held until the transaction ends.
pub async fn lock(tx: &mut TenantTx, id: LeadViewId) -> Result<Option<KeptView>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: LeadViewId", account_id as "account: AccountId", name, query as "query: Json<LeadQuery>",
               is_shared, removed_at is not null as "is_removed!"
           from lead_view where organization_id = $1 and id = $2 for update"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(KeptView::from))
}

/// Changes its name and who has it.
pub async fn change(
    tx: &mut TenantTx,
    id: LeadViewId,
    name: &str,
    is_shared: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update lead_view set name = $3, is_shared = $4 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        name,
        is_shared,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts it away, or brings it back. What a member put away before `forgotten` is gone for good.
pub async fn set_removed(
    tx: &mut TenantTx,
    view: &KeptView,
    removed_at: Option<DateTime<Utc>>,
    forgotten: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (
            delete from lead_view
            where organization_id = $1 and account_id = $3 and removed_at < $5 and id <> $2)
         update lead_view set removed_at = $4 where organization_id = $1 and id = $2",
        tx.organization().0,
        view.id.0,
        view.account.0,
        removed_at,
        forgotten,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
