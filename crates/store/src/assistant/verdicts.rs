//! What the assistant thinks of leads.

use beckon_domain::assistant::{DatedVerdict, Engine, Verdict};
use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::{ConversationId, LeadId, VerdictId};
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{StoreError, TenantTx};

/// Verdicts of a lead that are told.
const MOST: i64 = 20;

/// A verdict to be kept.
#[derive(Clone, Debug)]
pub struct NewVerdict<'a> {
    /// About whom.
    pub lead: LeadId,
    /// From which conversation.
    pub conversation: ConversationId,
    /// The last message that it takes into account.
    pub upto: MessageNumber,
    /// The verdict.
    pub verdict: &'a Verdict,
    /// Who judged.
    pub engine: Engine,
    /// Which model.
    pub model: Option<&'a str>,
}

/// Keeps a verdict; those before it stay.
pub async fn insert(
    tx: &mut TenantTx,
    new: NewVerdict<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into verdict (organization_id, id, lead_id, conversation_id, upto_number, verdict, engine, model, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tx.organization().0,
        VerdictId::generate(now).0,
        new.lead.0,
        new.conversation.0,
        new.upto,
        Json(new.verdict) as _,
        new.engine as Engine,
        new.model,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Up to which message a conversation was judged already; 0 for not at all.
pub async fn judged_upto(
    tx: &mut TenantTx,
    lead: LeadId,
    conversation: ConversationId,
) -> Result<MessageNumber, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(max(upto_number), 0) as "upto!" from verdict
           where organization_id = $1 and lead_id = $2 and conversation_id = $3"#,
        tx.organization().0,
        lead.0,
        conversation.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The verdicts on a lead, the newest first.
pub async fn of_lead(tx: &mut TenantTx, lead: LeadId) -> Result<Vec<DatedVerdict>, StoreError> {
    let rows = sqlx::query!(
        r#"select verdict as "verdict: Json<Verdict>", engine as "engine: Engine", created_at from verdict
           where organization_id = $1 and lead_id = $2 order by created_at desc, id desc limit $3"#,
        tx.organization().0,
        lead.0,
        MOST,
    )
    .fetch_all(&mut **tx)
    .await?;
    let verdicts = rows.into_iter().map(|row| DatedVerdict {
        verdict: row.verdict.0,
        engine: row.engine,
        at: row.created_at,
    });
    Ok(verdicts.collect())
}
