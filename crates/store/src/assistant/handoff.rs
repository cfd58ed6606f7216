//! Who waits for a person.

use beckon_domain::assistant::HandoffReason;
use beckon_domain::id::ConversationId;
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// Hand-overs from which the waiting time is told.
const RECENT: i64 = 30;

/// How a conversation stands to being handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Since when a person is asked for.
    pub since: Option<DateTime<Utc>>,
    /// How often so far.
    pub handoffs: i16,
    /// Questions in a row that nothing was found about.
    pub unanswered: i16,
}

/// How a conversation stands to being handed over.
pub async fn standing(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Option<Standing>, StoreError> {
    Ok(sqlx::query_as!(
        Standing,
        r#"select handoff_at as since, handoffs, unanswered from conversation
           where organization_id = $1 and id = $2"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Puts a conversation in the queue; tells whether it was not there yet.
pub async fn begin(
    tx: &mut TenantTx,
    conversation: ConversationId,
    reason: HandoffReason,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update conversation set handoff_at = $3, handoff_reason = $4, handoff_number = last_number,
             handoffs = handoffs + 1, unanswered = 0
         where organization_id = $1 and id = $2 and handoff_at is null",
        tx.organization().0,
        conversation.0,
        now,
        reason as HandoffReason,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes how many questions in a row nothing was found about.
pub async fn note_unanswered(
    tx: &mut TenantTx,
    conversation: ConversationId,
    in_a_row: i16,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update conversation set unanswered = $3 where organization_id = $1 and id = $2 and unanswered <> $3",
        tx.organization().0,
        conversation.0,
        in_a_row,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives the conversation back to the assistant; tells whether it was silent or handed over.
pub async fn end(tx: &mut TenantTx, conversation: ConversationId) -> Result<bool, StoreError> {
    // What was said meanwhile was said to the person: the assistant answers what comes from now on.
    let done = sqlx::query!(
        "update conversation set assistant_silent = false, assistant_number = last_number, unanswered = 0,
             handoff_at = null, handoff_reason = null, handoff_number = null
         where organization_id = $1 and id = $2 and (assistant_silent or handoff_at is not null)",
        tx.organization().0,
        conversation.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How many wait, this conversation included, from the one that waits longest down to it; 0 if it does not wait.
pub async fn position(tx: &mut TenantTx, conversation: ConversationId) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "position!"
           from conversation mine join conversation waiting on waiting.organization_id = mine.organization_id
               and waiting.handoff_at is not null and not waiting.assistant_silent and waiting.status = 'active'
               and (waiting.handoff_at, waiting.id) <= (mine.handoff_at, mine.id)
           where mine.organization_id = $1 and mine.id = $2 and not mine.assistant_silent"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// In how many seconds half of the recent hand-overs since a moment were answered, and how many they are.
pub async fn usual_wait(
    tx: &mut TenantTx,
    since: DateTime<Utc>,
) -> Result<(Option<f64>, i64), StoreError> {
    let row = sqlx::query!(
        r#"with recent as (
               select id, handoff_at, handoff_number from conversation
               where organization_id = $1 and handoff_at >= $2
               order by handoff_at desc limit $3),
           answered as (
               select extract(epoch from answer.created_at - recent.handoff_at)::float8 as seconds
               from recent cross join lateral (
                   select message.created_at from message
                   where message.organization_id = $1 and message.conversation_id = recent.id
                       and message.number > recent.handoff_number and message.sender = 'agent'
                   order by message.number limit 1) answer)
           select percentile_cont(0.5) within group (order by seconds) as median, count(*) as "answered!"
           from answered"#,
        tx.organization().0,
        since,
        RECENT,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.median, row.answered))
}
