//! Visitors for whom the host page vouches.

use beckon_domain::contact::Email;
use beckon_domain::id::{SiteId, VisitorId};
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::VisitNote;
use crate::{StoreError, TenantTx};

/// A customer of the host page, as its server vouches for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Their id there.
    pub id: String,
    /// Their address, where it is told.
    pub email: Option<Email>,
    /// Their name, where it is told.
    pub name: Option<String>,
}

/// Notes another visit of a customer of this site, from whatever browser, and tells who it is.
pub async fn visit_as_customer(
    tx: &mut TenantTx,
    site: SiteId,
    customer: &Customer,
    visit: &VisitNote,
    now: DateTime<Utc>,
) -> Result<Option<VisitorId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"update visitor set last_touch = case when $10 then last_touch else $4 end, page_views = least(page_views + $5::int, 1000000),
               seconds_on_site = least(seconds_on_site + $6::int, 100000000), last_seen_at = $7,
               verified_email = $8, verified_name = $9
           where organization_id = $1 and site_id = $2 and external_id = $3
           returning id as "id: VisitorId""#,
        tx.organization().0,
        site.0,
        customer.id,
        Json(&visit.touch) as _,
        visit.page_views,
        visit.seconds_on_site,
        now,
        customer.email.as_ref().map(Email::as_str),
        customer.name,
        visit.touch.is_direct(),
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Notes another visit of the one known by this token, who from now on is this customer. Nobody, if that visitor is
/// another customer already: two people share the browser then.
pub async fn visit_to_become_customer(
    tx: &mut TenantTx,
    site: SiteId,
    token_hash: &[u8],
    customer: &Customer,
    visit: &VisitNote,
    now: DateTime<Utc>,
) -> Result<Option<VisitorId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"update visitor set last_touch = case when $11 then last_touch else $4 end, page_views = least(page_views + $5::int, 1000000),
               seconds_on_site = least(seconds_on_site + $6::int, 100000000), last_seen_at = $7,
               external_id = $8, verified_email = $9, verified_name = $10
           where organization_id = $1 and site_id = $2 and token_hash = $3 and external_id is null
           returning id as "id: VisitorId""#,
        tx.organization().0,
        site.0,
        token_hash,
        Json(&visit.touch) as _,
        visit.page_views,
        visit.seconds_on_site,
        now,
        customer.id,
        customer.email.as_ref().map(Email::as_str),
        customer.name,
        visit.touch.is_direct(),
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Notes that a new visitor is this customer.
pub async fn vouch(
    tx: &mut TenantTx,
    visitor: VisitorId,
    customer: &Customer,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update visitor set external_id = $3, verified_email = $4, verified_name = $5
         where organization_id = $1 and id = $2",
        tx.organization().0,
        visitor.0,
        customer.id,
        customer.email.as_ref().map(Email::as_str),
        customer.name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
