//! Sites.

mod installation;

pub use installation::{installation, note_check, note_seen};

use beckon_domain::id::{OrganizationId, SiteId};
use beckon_domain::industry::Industry;
use beckon_domain::site::{Origin, Site};
use beckon_domain::widget::WidgetSettings;
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// A row of `site`, as stored.
pub(crate) struct SiteRow {
    pub(crate) organization_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) industry: Industry,
    pub(crate) allowed_origins: Vec<String>,
    pub(crate) widget: Json<WidgetSettings>,
}

impl SiteRow {
    fn into_site(self) -> Result<Site, StoreError> {
        let allowed_origins = self
            .allowed_origins
            .iter()
            .map(|origin| {
                Origin::parse(origin)
                    .map_err(|error| StoreError::corrupt("site.allowed_origins", error))
            })
            .collect::<Result<_, _>>()?;
        Ok(Site {
            id: SiteId(self.id),
            key: self
                .key
                .parse()
                .map_err(|error| StoreError::corrupt("site.key", error))?,
            name: self.name,
            industry: self.industry,
            allowed_origins,
            widget: self.widget.0,
        })
    }

    pub(crate) fn into_owned_site(self) -> Result<(OrganizationId, Site), StoreError> {
        Ok((OrganizationId(self.organization_id), self.into_site()?))
    }
}

/// Creates a site. At most one landing page for each industry.
pub async fn insert(
    tx: &mut TenantTx,
    site: &Site,
    is_landing: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into site (organization_id, id, key, name, industry, is_landing, allowed_origins, widget, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tx.organization().0,
        site.id.0,
        site.key.as_str(),
        site.name,
        site.industry as Industry,
        is_landing,
        &origins(site),
        Json(&site.widget) as _,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a site's settings; its key and industry stay. Tells whether it is there.
pub async fn update(tx: &mut TenantTx, site: &Site) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update site set name = $3, allowed_origins = $4, widget = $5
         where organization_id = $1 and id = $2",
        tx.organization().0,
        site.id.0,
        site.name,
        &origins(site),
        Json(&site.widget) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The sites, the newest first.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Site>, StoreError> {
    let rows = sqlx::query_as!(
        SiteRow,
        r#"select organization_id, id, key, name, industry as "industry: Industry", allowed_origins,
               widget as "widget: Json<WidgetSettings>"
           from site where organization_id = $1 order by created_at desc, id"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(SiteRow::into_site).collect()
}

/// One site, which nobody else changes until the transaction ends.
pub async fn find_to_change(tx: &mut TenantTx, id: SiteId) -> Result<Option<Site>, StoreError> {
    let row = sqlx::query_as!(
        SiteRow,
        r#"select organization_id, id, key, name, industry as "industry: Industry", allowed_origins,
               widget as "widget: Json<WidgetSettings>"
           from site where organization_id = $1 and id = $2 for update"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(SiteRow::into_site).transpose()
}

/// One site.
pub async fn find(tx: &mut TenantTx, id: SiteId) -> Result<Option<Site>, StoreError> {
    let row = sqlx::query_as!(
        SiteRow,
        r#"select organization_id, id, key, name, industry as "industry: Industry", allowed_origins,
               widget as "widget: Json<WidgetSettings>"
           from site where organization_id = $1 and id = $2"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(SiteRow::into_site).transpose()
}

/// Which identity secrets of a site count.
#[derive(Clone, Copy, Debug)]
pub struct IdentityKeys {
    /// The one in use; 0 for none.
    pub generation: i32,
    /// Since when.
    pub rotated_at: Option<DateTime<Utc>>,
}

/// Which identity secrets of a site count.
pub async fn identity_keys(
    tx: &mut TenantTx,
    site: SiteId,
) -> Result<Option<IdentityKeys>, StoreError> {
    Ok(sqlx::query_as!(
        IdentityKeys,
        "select identity_generation as generation, identity_rotated_at as rotated_at
         from site where organization_id = $1 and id = $2",
        tx.organization().0,
        site.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Goes on to the next identity secret.
pub async fn rotate_identity(
    tx: &mut TenantTx,
    site: SiteId,
    now: DateTime<Utc>,
) -> Result<Option<IdentityKeys>, StoreError> {
    Ok(sqlx::query_as!(
        IdentityKeys,
        "update site set identity_generation = identity_generation + 1, identity_rotated_at = $3
         where organization_id = $1 and id = $2
         returning identity_generation as generation, identity_rotated_at as rotated_at",
        tx.organization().0,
        site.0,
        now,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

fn origins(site: &Site) -> Vec<String> {
    site.allowed_origins
        .iter()
        .map(ToString::to_string)
        .collect()
}
