use beckon_domain::conversation::{MessageNumber, Sender};
use beckon_domain::id::ConversationId;
use beckon_domain::reaction::{Emoji, Reaction, Reactions};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Messages at the end of a conversation whose reactions are told to a client that comes back.
const RECENT: i64 = 300;

/// Somebody's wish to set or take back a reaction.
#[derive(Clone, Copy, Debug)]
pub struct NewReaction {
    /// Where.
    pub conversation: ConversationId,
    /// To which message.
    pub number: MessageNumber,
    /// Who: the visitor's id, or the member's.
    pub reactor: Uuid,
    /// On which side they are.
    pub sender: Sender,
    /// With what.
    pub emoji: Emoji,
    /// Set, or taken back.
    pub on: bool,
}

/// Sets or takes back a reaction; doing it twice is doing it once. All reactions to the message then, or
/// `None` if there is no such message.
///
/// The conversation's row is locked first, so that of two who react at once the second is told of both.
pub async fn react(
    tx: &mut TenantTx,
    new: NewReaction,
    now: DateTime<Utc>,
) -> Result<Option<Reactions>, StoreError> {
    let organization = tx.organization().0;
    let last = sqlx::query_scalar!(
        "select last_number from conversation where organization_id = $1 and id = $2 for update",
        organization,
        new.conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    if !last.is_some_and(|last| (1..=last).contains(&new.number)) {
        return Ok(None);
    }
    sqlx::query!(
        "insert into reaction (organization_id, conversation_id, number, reactor_id, emoji, sender, created_at, is_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (organization_id, conversation_id, number, reactor_id, emoji) do update set is_on = excluded.is_on",
        organization,
        new.conversation.0,
        new.number,
        new.reactor,
        new.emoji as Emoji,
        new.sender as Sender,
        now,
        new.on,
    )
    .execute(&mut **tx)
    .await?;
    let all = since(tx, new.conversation, new.number, new.number).await?;
    Ok(all.into_iter().next())
}

/// The reactions of those of the last messages that have any, or had.
pub async fn recent(
    tx: &mut TenantTx,
    conversation: ConversationId,
    last: MessageNumber,
) -> Result<Vec<Reactions>, StoreError> {
    since(tx, conversation, last - RECENT, last).await
}

async fn since(
    tx: &mut TenantTx,
    conversation: ConversationId,
    first: MessageNumber,
    last: MessageNumber,
) -> Result<Vec<Reactions>, StoreError> {
    let rows = sqlx::query!(
        r#"select number, coalesce(
               jsonb_agg(jsonb_build_object('emoji', emoji, 'sender', sender,
                   'account', case when sender = 'agent' then reactor_id end) order by created_at) filter (where is_on),
               '[]') as "reactions!: Json<Vec<Reaction>>"
           from reaction
           where organization_id = $1 and conversation_id = $2 and number between $3 and $4
           group by number order by number"#,
        tx.organization().0,
        conversation.0,
        first,
        last,
    )
    .fetch_all(&mut **tx)
    .await?;
    let each = rows.into_iter().map(|row| Reactions {
        number: row.number,
        reactions: row.reactions.0,
    });
    Ok(each.collect())
}
