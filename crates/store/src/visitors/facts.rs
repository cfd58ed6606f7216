//! What a host page tells of its visitors.

use beckon_domain::id::{ConversationId, VisitorEventId, VisitorId};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use sqlx::types::Json;

use crate::{StoreError, TenantTx};

/// Most bytes of a visitor's attributes, as JSON.
const ATTRIBUTES_MAX: i32 = 16 * 1024;

/// Puts attributes over those that are there; `null` takes one away. Tells whether there was room.
pub async fn merge_attributes(
    tx: &mut TenantTx,
    visitor: VisitorId,
    attributes: &Map<String, Value>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update visitor set attributes = jsonb_strip_nulls(attributes || $3)
         where organization_id = $1 and id = $2 and octet_length((attributes || $3)::text) <= $4",
        tx.organization().0,
        visitor.0,
        Json(attributes) as _,
        ATTRIBUTES_MAX,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes what a visitor did, and when.
pub async fn insert_events(
    tx: &mut TenantTx,
    visitor: VisitorId,
    events: &[(String, DateTime<Utc>)],
) -> Result<(), StoreError> {
    let (names, times): (Vec<_>, Vec<_>) = events.iter().cloned().unzip();
    let ids: Vec<_> = events
        .iter()
        .map(|(_, at)| VisitorEventId::generate(*at).0)
        .collect();
    sqlx::query!(
        "insert into visitor_event (organization_id, visitor_id, at, id, name)
         select $1, $2, event.at, event.id, event.name
         from unnest($3::timestamptz[], $4::uuid[], $5::text[]) as event (at, id, name)",
        tx.organization().0,
        visitor.0,
        &times,
        &ids,
        &names,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is known of a visitor by their visits, and by what the host page told.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The name of the site they are a visitor of.
    pub site: String,
    /// Their id there, if it vouches for them; what follows is nobody's claim but the host page's.
    pub external_id: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// What else it tells.
    pub attributes: Map<String, Value>,
    /// What they did there, the latest first.
    pub events: Vec<(String, DateTime<Utc>)>,
    /// Pages viewed, over all visits.
    pub page_views: i32,
    /// Seconds spent, over all visits.
    pub seconds_on_site: i32,
    /// When they came for the first time.
    pub first_seen_at: DateTime<Utc>,
    /// When they came for the last time.
    pub last_seen_at: DateTime<Utc>,
}

/// What is known of the visitor of a conversation, with at most `events` events.
pub async fn profile(
    tx: &mut TenantTx,
    conversation: ConversationId,
    events: i64,
) -> Result<Option<Profile>, StoreError> {
    let row = sqlx::query!(
        r#"select visitor.id as "id: VisitorId", site.name as site, external_id, verified_email, verified_name,
               attributes as "attributes: Json<Map<String, Value>>", page_views, seconds_on_site,
               first_seen_at, last_seen_at
           from conversation
           join visitor
               on visitor.organization_id = conversation.organization_id and visitor.id = conversation.visitor_id
           join site on site.organization_id = visitor.organization_id and site.id = visitor.site_id
           where conversation.organization_id = $1 and conversation.id = $2"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let latest = sqlx::query!(
        "select name, at from visitor_event where organization_id = $1 and visitor_id = $2
         order by at desc, id desc limit $3",
        tx.organization().0,
        row.id.0,
        events,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Some(Profile {
        site: row.site,
        external_id: row.external_id,
        email: row.verified_email,
        name: row.verified_name,
        attributes: row.attributes.0,
        events: latest
            .into_iter()
            .map(|event| (event.name, event.at))
            .collect(),
        page_views: row.page_views,
        seconds_on_site: row.seconds_on_site,
        first_seen_at: row.first_seen_at,
        last_seen_at: row.last_seen_at,
    }))
}
