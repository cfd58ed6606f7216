use beckon_domain::conversation::{Message, MessageKind, MessageNumber, Sender, preview};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, MessageId};
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// A message to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// Where.
    pub conversation: ConversationId,
    /// The id its sender gave it.
    pub client_id: ClientMessageId,
    /// Who writes.
    pub sender: Sender,
    /// Which agent.
    pub account: Option<AccountId>,
    /// The text, checked.
    pub content: &'a str,
}

/// What became of a message to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its number.
    pub number: MessageNumber,
    /// Whether it is stored by this call, and not by an earlier one.
    pub is_new: bool,
}

/// Appends a message under the next number; one whose client id is there already keeps the number it
/// has. `None` when there is no such conversation.
///
/// The conversation's row is locked first: numbers are given out one by one, and a message that was
/// sent twice at the same time is seen by the second.
pub async fn append(
    tx: &mut TenantTx,
    new: NewMessage<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Appended>, StoreError> {
    let organization = tx.organization().0;
    let Some(last_number) = sqlx::query_scalar!(
        "select last_number from conversation where organization_id = $1 and id = $2 for update",
        organization,
        new.conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?
    else {
        return Ok(None);
    };
    if let Some(number) = sqlx::query_scalar!(
        "select number from message where organization_id = $1 and conversation_id = $2 and client_id = $3",
        organization,
        new.conversation.0,
        new.client_id.0,
    )
    .fetch_optional(&mut **tx)
    .await?
    {
        return Ok(Some(Appended { number, is_new: false }));
    }
    let number = last_number + 1;
    write(tx, new, number, now).await?;
    Ok(Some(Appended {
        number,
        is_new: true,
    }))
}

/// Writes the message and the conversation's last line. An archived conversation becomes active again;
/// what an agent writes, agents have seen; what the visitor writes, the visitor has.
async fn write(
    tx: &mut TenantTx,
    new: NewMessage<'_>,
    number: MessageNumber,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with line as (
             update conversation set last_number = $3, last_message_at = $4, last_sender = $5, preview = $6,
                 status = case when status = 'archived' and $5 = 'visitor'::sender then 'active' else status end,
                 agent_read_number = case when $5 = 'agent'::sender then $3 else agent_read_number end,
                 visitor_read_number = case when $5 = 'visitor'::sender then $3 else visitor_read_number end
             where organization_id = $1 and id = $2)
         insert into message (organization_id, conversation_id, number, id, client_id, sender, account_id, content, created_at)
         values ($1, $2, $3, $7, $8, $5, $9, $10, $4)",
        tx.organization().0,
        new.conversation.0,
        number,
        now,
        new.sender as Sender,
        preview(new.content),
        MessageId::generate(now).0,
        new.client_id.0,
        new.account.map(|account| account.0),
        new.content,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Up to `most` messages that follow a number, in order.
pub async fn after(
    tx: &mut TenantTx,
    conversation: ConversationId,
    number: MessageNumber,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    Ok(sqlx::query_as!(
        Message,
        r#"select message.id as "id: MessageId", conversation_id as "conversation: ConversationId", number,
               client_id as "client_id: ClientMessageId", sender as "sender: Sender", account.name as "sender_name?",
               kind as "kind: MessageKind", content, message.created_at
           from message left join account on account.id = message.account_id
           where organization_id = $1 and conversation_id = $2 and number > $3
           order by number limit $4"#,
        tx.organization().0,
        conversation.0,
        number,
        most,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The last `most` messages, in order.
pub async fn last(
    tx: &mut TenantTx,
    conversation: ConversationId,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let last_number = sqlx::query_scalar!(
        "select last_number from conversation where organization_id = $1 and id = $2",
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?
    .unwrap_or(0);
    after(tx, conversation, last_number - most, most).await
}

/// Up to which numbers the agents and the visitor have seen a conversation.
pub async fn read_numbers(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Vec<(Sender, MessageNumber)>, StoreError> {
    let row = sqlx::query!(
        "select agent_read_number, visitor_read_number from conversation where organization_id = $1 and id = $2",
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(Vec::new, |row| {
        vec![
            (Sender::Agent, row.agent_read_number),
            (Sender::Visitor, row.visitor_read_number),
        ]
    }))
}

/// Notes that one side has seen everything up to a number; tells whether that is news.
pub async fn mark_read(
    tx: &mut TenantTx,
    conversation: ConversationId,
    reader: Sender,
    upto: MessageNumber,
) -> Result<bool, StoreError> {
    let done = match reader {
        Sender::Agent => {
            sqlx::query!(
                "update conversation set agent_read_number = least($3, last_number)
                 where organization_id = $1 and id = $2 and agent_read_number < least($3, last_number)",
                tx.organization().0,
                conversation.0,
                upto,
            )
            .execute(&mut **tx)
            .await?
        }
        Sender::Visitor => {
            sqlx::query!(
                "update conversation set visitor_read_number = least($3, last_number)
                 where organization_id = $1 and id = $2 and visitor_read_number < least($3, last_number)",
                tx.organization().0,
                conversation.0,
                upto,
            )
            .execute(&mut **tx)
            .await?
        }
        Sender::Assistant | Sender::System => return Ok(false),
    };
    Ok(done.rows_affected() > 0)
}
