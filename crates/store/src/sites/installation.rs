//! Whether a site's line of HTML is in place.

use beckon_domain::id::SiteId;
use beckon_domain::installation::{Installation, Report};
use beckon_domain::site::Origin;
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{StoreError, TenantTx};

/// What is known; nothing at all for a site that was never loaded or looked at.
pub async fn installation(tx: &mut TenantTx, site: SiteId) -> Result<Installation, StoreError> {
    let row = sqlx::query!(
        r#"select seen_at, seen_on, checked_at, report as "report: Json<Report>"
           from site_installation where organization_id = $1 and site_id = $2"#,
        tx.organization().0,
        site.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(Installation::default());
    };
    let seen_on = row
        .seen_on
        .map(|origin| Origin::parse(&origin))
        .transpose()
        .map_err(|error| StoreError::corrupt("site_installation.seen_on", error))?;
    Ok(Installation {
        seen: row.seen_at.zip(seen_on),
        checked: row.checked_at.zip(row.report.map(|report| report.0)),
    })
}

/// Notes where the widget was loaded.
pub async fn note_seen(
    tx: &mut TenantTx,
    site: SiteId,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into site_installation (organization_id, site_id, seen_at, seen_on) values ($1, $2, $3, $4)
         on conflict (organization_id, site_id) do update set seen_at = excluded.seen_at, seen_on = excluded.seen_on",
        tx.organization().0,
        site.0,
        now,
        origin.as_str(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes what a look at a page found.
pub async fn note_check(
    tx: &mut TenantTx,
    site: SiteId,
    report: &Report,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into site_installation (organization_id, site_id, checked_at, report) values ($1, $2, $3, $4)
         on conflict (organization_id, site_id) do update set checked_at = excluded.checked_at, report = excluded.report",
        tx.organization().0,
        site.0,
        now,
        Json(report) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
