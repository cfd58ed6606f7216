use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::{ConversationId, LeadId, SiteId, VisitorId};
use beckon_domain::industry::Industry;
use serde_json::Value;

use crate::{StoreError, TenantTx};

/// What the assistant needs to know for its turn.
#[derive(Clone, Debug)]
pub struct AssistantTurn {
    /// The visitor.
    pub visitor: VisitorId,
    /// The lead, once there is one.
    pub lead: Option<LeadId>,
    /// The site.
    pub site: SiteId,
    /// What the site's visitors ask about.
    pub industry: Industry,
    /// What it knows and asked, as it left it.
    pub state: Option<Value>,
    /// Up to which number it has read.
    pub read: MessageNumber,
    /// Whether a person has taken over.
    pub silent: bool,
}

/// Takes the assistant's turn in a conversation: nobody else writes to it until the transaction ends.
pub async fn lock_for_assistant(
    tx: &mut TenantTx,
    id: ConversationId,
) -> Result<Option<AssistantTurn>, StoreError> {
    Ok(sqlx::query_as!(
        AssistantTurn,
        r#"select visitor_id as "visitor: VisitorId", lead_id as "lead: LeadId", site_id as "site: SiteId",
               site.industry as "industry: Industry", assistant_state as state, assistant_number as "read",
               assistant_silent as silent
           from conversation join site on site.organization_id = conversation.organization_id and site.id = site_id
           where conversation.organization_id = $1 and conversation.id = $2
           for update of conversation"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Writes what the assistant knows and asked, and up to which number it has read.
pub async fn save_assistant(
    tx: &mut TenantTx,
    id: ConversationId,
    state: &Value,
    read: MessageNumber,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update conversation set assistant_state = $3, assistant_number = $4 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        state,
        read,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether a person answers.
pub async fn is_assistant_silent(
    tx: &mut TenantTx,
    id: ConversationId,
) -> Result<Option<bool>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select assistant_silent from conversation where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// A person answers from now on.
pub async fn silence_assistant(tx: &mut TenantTx, id: ConversationId) -> Result<(), StoreError> {
    sqlx::query!(
        "update conversation set assistant_silent = true where organization_id = $1 and id = $2 and not assistant_silent",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
