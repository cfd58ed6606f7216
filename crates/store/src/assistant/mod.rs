//! A site's assistant: its settings and keys, what it knows, used and judged.

pub mod handoff;
pub mod knowledge;
pub mod usage;
pub mod verdicts;

use beckon_domain::assistant::{AssistantSettings, Engine};
use beckon_domain::id::SiteId;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use crate::{StoreError, TenantTx};

/// A site's settings; the defaults where it has none, also for a site that is not there.
pub async fn settings(tx: &mut TenantTx, site: SiteId) -> Result<AssistantSettings, StoreError> {
    let settings = sqlx::query_scalar!(
        r#"select settings as "settings: Json<AssistantSettings>" from assistant_setting
           where organization_id = $1 and site_id = $2"#,
        tx.organization().0,
        site.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(settings.map(|settings| settings.0).unwrap_or_default())
}

/// The same, which nobody else changes until the transaction ends. `None` where there is no such site.
pub async fn settings_to_change(
    tx: &mut TenantTx,
    site: SiteId,
) -> Result<Option<AssistantSettings>, StoreError> {
    let row = sqlx::query!(
        r#"select setting.settings as "settings?: Json<AssistantSettings>"
           from site left join assistant_setting setting
               on setting.organization_id = site.organization_id and setting.site_id = site.id
           where site.organization_id = $1 and site.id = $2 for update of site"#,
        tx.organization().0,
        site.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| row.settings.map(|settings| settings.0).unwrap_or_default()))
}

/// Writes a site's settings.
pub async fn save_settings(
    tx: &mut TenantTx,
    site: SiteId,
    settings: &AssistantSettings,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into assistant_setting (organization_id, site_id, settings, updated_at) values ($1, $2, $3, $4)
         on conflict (organization_id, site_id) do update set settings = excluded.settings, updated_at = excluded.updated_at",
        tx.organization().0,
        site.0,
        Json(settings) as _,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes that the owners are told in this month that the budget is used up; tells whether that is news.
pub async fn note_budget_told(
    tx: &mut TenantTx,
    site: SiteId,
    month: NaiveDate,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update assistant_setting set budget_told = $3
         where organization_id = $1 and site_id = $2 and budget_told is distinct from $3",
        tx.organization().0,
        site.0,
        month,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A site's own key as it is kept.
#[derive(Clone, Debug)]
pub struct SealedKey {
    /// Sealed.
    pub sealed: Vec<u8>,
    /// Its last four characters.
    pub last_four: String,
}

/// A site's own key for a provider.
pub async fn key(
    tx: &mut TenantTx,
    site: SiteId,
    engine: Engine,
) -> Result<Option<SealedKey>, StoreError> {
    Ok(sqlx::query_as!(
        SealedKey,
        "select sealed, last_four from assistant_key where organization_id = $1 and site_id = $2 and engine = $3",
        tx.organization().0,
        site.0,
        engine as Engine,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Keeps a site's own key for a provider in the place of the one before.
pub async fn save_key(
    tx: &mut TenantTx,
    site: SiteId,
    engine: Engine,
    key: &SealedKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into assistant_key (organization_id, site_id, engine, sealed, last_four, created_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (organization_id, site_id, engine)
             do update set sealed = excluded.sealed, last_four = excluded.last_four, created_at = excluded.created_at",
        tx.organization().0,
        site.0,
        engine as Engine,
        key.sealed,
        key.last_four,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets a site's own key for a provider.
pub async fn delete_key(tx: &mut TenantTx, site: SiteId, engine: Engine) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from assistant_key where organization_id = $1 and site_id = $2 and engine = $3",
        tx.organization().0,
        site.0,
        engine as Engine,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
