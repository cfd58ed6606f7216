//! Visitors: browsers that wrote or filled in something on a site.

mod customers;
mod facts;

use beckon_domain::attribution::Touch;
use beckon_domain::id::{SiteId, VisitorId};
use chrono::{DateTime, Utc};
use sqlx::types::Json;

pub use customers::{Customer, visit_as_customer, visit_to_become_customer, vouch};
pub use facts::{Profile, insert_events, merge_attributes, profile};

use crate::{StoreError, TenantTx};

/// A visitor.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Their id.
    pub id: VisitorId,
    /// Where they came from the first time.
    pub first_touch: Touch,
    /// Where they came from the last time.
    pub last_touch: Touch,
    /// Pages viewed, over all visits.
    pub page_views: i32,
    /// Seconds spent, over all visits.
    pub seconds_on_site: i32,
}

/// A visit to be noted.
#[derive(Clone, Debug, Default)]
pub struct VisitNote {
    /// Where they came from this time. Who came by themselves came from where they came before.
    pub touch: Touch,
    /// Pages viewed this time, and not noted yet.
    pub page_views: i32,
    /// Seconds spent this time, and not noted yet.
    pub seconds_on_site: i32,
}

/// Creates a visitor, known from now on by the token with this SHA-256.
pub async fn insert(
    tx: &mut TenantTx,
    id: VisitorId,
    site: SiteId,
    token_hash: &[u8],
    visit: &VisitNote,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into visitor (organization_id, id, site_id, token_hash, first_touch, last_touch, page_views,
             seconds_on_site, first_seen_at, last_seen_at)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $8)",
        tx.organization().0,
        id.0,
        site.0,
        token_hash,
        Json(&visit.touch) as _,
        visit.page_views,
        visit.seconds_on_site,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes another visit of the one known by this token on this site, and tells who it is.
pub async fn visit(
    tx: &mut TenantTx,
    site: SiteId,
    token_hash: &[u8],
    visit: &VisitNote,
    now: DateTime<Utc>,
) -> Result<Option<VisitorId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"update visitor set last_touch = case when $8 then last_touch else $4 end, page_views = least(page_views + $5::int, 1000000),
               seconds_on_site = least(seconds_on_site + $6::int, 100000000), last_seen_at = $7
           where organization_id = $1 and token_hash = $3 and site_id = $2
           returning id as "id: VisitorId""#,
        tx.organization().0,
        site.0,
        token_hash,
        Json(&visit.touch) as _,
        visit.page_views,
        visit.seconds_on_site,
        now,
        visit.touch.is_direct(),
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The one known by this token on this site; a visit is not noted.
pub async fn known_by(
    tx: &mut TenantTx,
    site: SiteId,
    token_hash: &[u8],
) -> Result<Option<VisitorId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: VisitorId" from visitor
           where organization_id = $1 and token_hash = $3 and site_id = $2"#,
        tx.organization().0,
        site.0,
        token_hash,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// One visitor.
pub async fn find(tx: &mut TenantTx, id: VisitorId) -> Result<Visitor, StoreError> {
    let row = sqlx::query!(
        r#"select first_touch as "first_touch: Json<Touch>", last_touch as "last_touch: Json<Touch>", page_views, seconds_on_site
           from visitor where organization_id = $1 and id = $2"#,
        tx.organization().0,
        id.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Visitor {
        id,
        first_touch: row.first_touch.0,
        last_touch: row.last_touch.0,
        page_views: row.page_views,
        seconds_on_site: row.seconds_on_site,
    })
}
