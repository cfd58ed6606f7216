//! Conversations and their messages.

mod assistant;
mod handling;
mod inbox;
mod messages;
pub mod notes;
mod post;
mod rating;
mod reactions;

pub use assistant::{
    AssistantTurn, is_assistant_silent, lock_for_assistant, save_assistant, silence_assistant,
};
pub use handling::{Handled, assign, hold, set_status, snooze};
pub use inbox::{earlier, list, summary, unread_counts};
pub use messages::{
    Appended, NewMessage, Standing, after, append, before, last, mark_read, standing,
};
pub use post::{Author, Line, NewPost, Outcome, attachment_of, post};
pub use rating::{NewRating, rate};
pub use reactions::{NewReaction, react, recent as recent_reactions};

use beckon_domain::conversation::{Channel, Sender};
use beckon_domain::id::{ConversationId, LeadId, SiteId, VisitorId};
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// Begins a conversation, without messages yet.
pub async fn insert(
    tx: &mut TenantTx,
    id: ConversationId,
    site: SiteId,
    visitor: VisitorId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into conversation (organization_id, id, site_id, visitor_id, channel, last_message_at, last_sender, preview, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, '', $6)",
        tx.organization().0,
        id.0,
        site.0,
        visitor.0,
        Channel::Web as Channel,
        now,
        Sender::System as Sender,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The conversation that a visitor's next message belongs to: their newest, unless it was closed.
pub async fn of_visitor(
    tx: &mut TenantTx,
    visitor: VisitorId,
) -> Result<Option<ConversationId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ConversationId" from conversation
           where organization_id = $1 and visitor_id = $2 and status <> 'closed'
           order by created_at desc limit 1"#,
        tx.organization().0,
        visitor.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The visitor's newest conversation, if it was closed after `since` and they have not rated it.
pub async fn to_rate(
    tx: &mut TenantTx,
    visitor: VisitorId,
    since: DateTime<Utc>,
) -> Result<Option<ConversationId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ConversationId" from (
               select id, status, rating, closed_at from conversation
               where organization_id = $1 and visitor_id = $2
               order by created_at desc limit 1) newest
           where status = 'closed' and rating is null and closed_at > $3"#,
        tx.organization().0,
        visitor.0,
        since,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Whether a conversation is this visitor's.
pub async fn belongs_to(
    tx: &mut TenantTx,
    id: ConversationId,
    visitor: VisitorId,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from conversation where organization_id = $1 and id = $2 and visitor_id = $3) as "there!""#,
        tx.organization().0,
        id.0,
        visitor.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The newest conversation of a lead.
pub async fn of_lead(
    tx: &mut TenantTx,
    lead: LeadId,
) -> Result<Option<ConversationId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ConversationId" from conversation
           where organization_id = $1 and lead_id = $2 order by created_at desc limit 1"#,
        tx.organization().0,
        lead.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Ties a conversation to the lead that came out of it.
pub async fn link_lead(
    tx: &mut TenantTx,
    id: ConversationId,
    lead: LeadId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update conversation set lead_id = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        lead.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
