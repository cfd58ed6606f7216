use beckon_domain::attachment::Attachment;
use beckon_domain::conversation::{
    ConversationStatus, Message, MessageKind, MessageNumber, Sender, preview,
};
use beckon_domain::id::{AccountId, AttachmentId, ClientMessageId, ConversationId, MessageId};
use beckon_domain::reaction::Reaction;
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

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
    /// A file of this conversation that no message shows yet, and how it is shown.
    pub attachment: Option<(AttachmentId, MessageKind)>,
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

/// Writes the message and the conversation's last line. A visitor's message makes the conversation active again and
/// ends a snooze. What an agent writes, agents have seen; what the visitor writes, the visitor has; what Beckon tells
/// is no reason to look for who has seen all before.
async fn write(
    tx: &mut TenantTx,
    new: NewMessage<'_>,
    number: MessageNumber,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with line as (
             update conversation set last_number = $3, last_message_at = $4, last_sender = $5, preview = $6,
                 status = case when $5 = 'visitor'::sender then 'active' else status end,
                 closed_at = case when $5 = 'visitor'::sender then null else closed_at end,
                 snoozed_until = case when $5 = 'visitor'::sender then null else snoozed_until end,
                 agent_read_number = case when $5 = 'agent'::sender or ($5 = 'system' and agent_read_number = last_number)
                     then $3 else agent_read_number end,
                 visitor_read_number = case when $5 = 'visitor'::sender or ($5 = 'system' and visitor_read_number = last_number)
                     then $3 else visitor_read_number end
             where organization_id = $1 and id = $2)
         insert into message (organization_id, conversation_id, number, id, client_id, sender, account_id, content, created_at,
             kind, attachment_id)
         values ($1, $2, $3, $7, $8, $5, $9, $10, $4, $11, $12)",
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
        new.attachment.map_or(MessageKind::Text, |(_, kind)| kind) as MessageKind,
        new.attachment.map(|(id, _)| id.0),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A row of `message` with its file and its reactions.
struct MessageRow {
    id: Uuid,
    conversation_id: Uuid,
    number: i64,
    client_id: Uuid,
    sender: Sender,
    sender_name: Option<String>,
    kind: MessageKind,
    content: String,
    attachment_id: Option<Uuid>,
    name: Option<String>,
    media_type: Option<String>,
    bytes: Option<i64>,
    width: Option<i32>,
    height: Option<i32>,
    has_thumbnail: Option<bool>,
    reactions: Json<Vec<Reaction>>,
    created_at: DateTime<Utc>,
}

impl MessageRow {
    fn attachment(&self) -> Option<Attachment> {
        let pixels = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
        Some(Attachment {
            id: AttachmentId(self.attachment_id?),
            name: self.name.clone()?,
            media_type: self.media_type.clone()?,
            bytes: self.bytes?.unsigned_abs(),
            size: pixels(self.width).zip(pixels(self.height)),
            link: String::new(),
            thumbnail: (self.has_thumbnail == Some(true)).then(String::new),
        })
    }
}

impl From<MessageRow> for Message {
    fn from(row: MessageRow) -> Self {
        let attachment = row.attachment();
        Self {
            id: MessageId(row.id),
            conversation: ConversationId(row.conversation_id),
            number: row.number,
            client_id: ClientMessageId(row.client_id),
            sender: row.sender,
            sender_name: row.sender_name,
            kind: row.kind,
            content: row.content,
            attachment,
            reactions: row.reactions.0,
            created_at: row.created_at,
        }
    }
}

/// `select` of a [`MessageRow`] with what comes after the joins. The links of files are empty: whoever hands
/// them out signs them.
macro_rules! select_messages {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            MessageRow,
            r#"select message.id, message.conversation_id, message.number, message.client_id,
                   message.sender as "sender: Sender", account.name as "sender_name?",
                   message.kind as "kind: MessageKind", message.content, message.attachment_id,
                   file.name as "name?", file.media_type as "media_type?", file.bytes as "bytes?", file.width, file.height,
                   file.has_thumbnail as "has_thumbnail?",
                   coalesce(
                       (select jsonb_agg(jsonb_build_object('emoji', reaction.emoji, 'sender', reaction.sender,
                            'account', case when reaction.sender = 'agent' then reaction.reactor_id end)
                            order by reaction.created_at)
                        from reaction
                        where reaction.organization_id = message.organization_id
                            and reaction.conversation_id = message.conversation_id and reaction.number = message.number
                            and reaction.is_on),
                       '[]') as "reactions!: Json<Vec<Reaction>>",
                   message.created_at
               from message
               left join account on account.id = message.account_id
               left join attachment file
                   on file.organization_id = message.organization_id and file.id = message.attachment_id "# + $tail,
            $($argument),*
        )
    };
}

/// Up to `most` messages that follow a number, in order.
pub async fn after(
    tx: &mut TenantTx,
    conversation: ConversationId,
    number: MessageNumber,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let rows = select_messages!(
        "where message.organization_id = $1 and message.conversation_id = $2 and message.number > $3
         order by message.number limit $4",
        tx.organization().0,
        conversation.0,
        number,
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Up to `most` messages that come before a number, in order.
pub async fn before(
    tx: &mut TenantTx,
    conversation: ConversationId,
    number: MessageNumber,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let rows = select_messages!(
        "where message.organization_id = $1 and message.conversation_id = $2 and message.number < $3
         order by message.number desc limit $4",
        tx.organization().0,
        conversation.0,
        number,
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().rev().map(Into::into).collect())
}

/// The last `most` messages, in order.
pub async fn last(
    tx: &mut TenantTx,
    conversation: ConversationId,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    before(tx, conversation, MessageNumber::MAX, most).await
}

/// Where a conversation stands, and who has seen what of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub status: ConversationStatus,
    /// How the visitor rated it.
    pub rating: Option<u8>,
    /// The number of the last message.
    pub last_number: MessageNumber,
    /// The highest number an agent has seen.
    pub agent_read: MessageNumber,
    /// The highest number the visitor has seen.
    pub visitor_read: MessageNumber,
}

/// Where a conversation stands, if there is one.
pub async fn standing(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Option<Standing>, StoreError> {
    let row = sqlx::query!(
        r#"select status as "status: ConversationStatus", rating, last_number, agent_read_number, visitor_read_number
           from conversation where organization_id = $1 and id = $2"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Standing {
        status: row.status,
        rating: row.rating.and_then(|rating| u8::try_from(rating).ok()),
        last_number: row.last_number,
        agent_read: row.agent_read_number,
        visitor_read: row.visitor_read_number,
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
