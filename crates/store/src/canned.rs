//! Canned responses.

use beckon_domain::canned::CannedResponse;
use beckon_domain::id::CannedResponseId;
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// All of them, by shortcut.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<CannedResponse>, StoreError> {
    Ok(sqlx::query_as!(
        CannedResponse,
        r#"select id as "id: CannedResponseId", shortcut, content from canned_response
           where organization_id = $1 order by shortcut"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes one, new or changed. A shortcut that another has violates `canned_response_shortcut`.
pub async fn save(
    tx: &mut TenantTx,
    canned: &CannedResponse,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into canned_response (organization_id, id, shortcut, content, created_at) values ($1, $2, $3, $4, $5)
         on conflict (organization_id, id) do update set shortcut = excluded.shortcut, content = excluded.content",
        tx.organization().0,
        canned.id.0,
        canned.shortcut,
        canned.content,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes one; tells whether it was there.
pub async fn delete(tx: &mut TenantTx, id: CannedResponseId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from canned_response where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
