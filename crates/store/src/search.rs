//! Searching messages, notes and people. The words are looked up by functions of the database, as row-level security
//! would keep its indexes from being used; what they name is read as everything else is.

use beckon_domain::conversation::{MessageNumber, Sender};
use beckon_domain::id::{ConversationId, LeadId};
use beckon_domain::search::Query;
use chrono::{DateTime, Utc};

use crate::{Store, StoreError, TenantTx};

/// Messages, and notes, that are looked at to find the best.
const LOOKED_AT: i32 = 60;
/// People that are told.
const PEOPLE: i32 = 8;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// A message or note that holds the words.
#[derive(Clone, Debug)]
pub struct TextHit {
    /// Where.
    pub conversation: ConversationId,
    /// What to call the visitor.
    pub title: String,
    /// The message, or the one after which a note was written.
    pub number: MessageNumber,
    /// Who wrote it; `None` for a note.
    pub sender: Option<Sender>,
    /// The whole text.
    pub content: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// How well it fits.
    pub rank: f32,
}

/// Somebody whose name, address, number or company holds the words.
#[derive(Clone, Debug)]
pub struct PersonHit {
    /// Their lead.
    pub lead: LeadId,
    /// Their newest conversation.
    pub conversation: Option<ConversationId>,
    /// Their name.
    pub name: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their phone number.
    pub phone: Option<String>,
    /// Their company.
    pub company: Option<String>,
}

/// The newest messages that hold the words.
pub async fn messages(
    tx: &mut TenantTx,
    query: &Query,
    now: DateTime<Utc>,
) -> Result<Vec<TextHit>, StoreError> {
    let today = i32::try_from(now.timestamp() / DAY).unwrap_or(i32::MAX);
    Ok(sqlx::query_as!(
        TextHit,
        r#"select found.conversation_id as "conversation!: ConversationId", found.number as "number!", found.at as "at!",
               found.rank as "rank!", message.content, message.sender as "sender?: Sender",
               conversation_title(lead.name, lead.email, lead.phone, visitor.verified_name, visitor.verified_email, c.visitor_id) as "title!"
           from search_messages(to_tsquery('simple', $2), $3, $4) found
           join message on message.organization_id = $1 and message.conversation_id = found.conversation_id
               and message.number = found.number
           join conversation c on c.organization_id = $1 and c.id = found.conversation_id
           left join lead on lead.organization_id = $1 and lead.id = c.lead_id
           left join visitor on visitor.organization_id = $1 and visitor.id = c.visitor_id"#,
        tx.organization().0,
        query.to_tsquery(),
        today,
        LOOKED_AT,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The newest notes that hold the words.
pub async fn notes(tx: &mut TenantTx, query: &Query) -> Result<Vec<TextHit>, StoreError> {
    Ok(sqlx::query_as!(
        TextHit,
        r#"select note.conversation_id as "conversation!: ConversationId", note.after_number as "number!",
               note.created_at as "at!", found.rank as "rank!", note.content, null::sender as "sender?: Sender",
               conversation_title(lead.name, lead.email, lead.phone, visitor.verified_name, visitor.verified_email, c.visitor_id) as "title!"
           from search_notes(to_tsquery('simple', $2), $3) found
           join note on note.organization_id = $1 and note.id = found.note_id
           join conversation c on c.organization_id = $1 and c.id = note.conversation_id
           left join lead on lead.organization_id = $1 and lead.id = c.lead_id
           left join visitor on visitor.organization_id = $1 and visitor.id = c.visitor_id"#,
        tx.organization().0,
        query.to_tsquery(),
        LOOKED_AT,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The newest leads who are called so, or are reached so.
pub async fn people(tx: &mut TenantTx, query: &Query) -> Result<Vec<PersonHit>, StoreError> {
    Ok(sqlx::query_as!(
        PersonHit,
        r#"select lead.id as "lead!: LeadId", lead.name, lead.email, lead.phone, lead.company,
               (select c.id from conversation c where c.organization_id = $1 and c.lead_id = lead.id
                order by c.created_at desc limit 1) as "conversation: ConversationId"
           from search_people(to_tsquery('simple', $2), $3) found
           join lead on lead.organization_id = $1 and lead.id = found.lead_id"#,
        tx.organization().0,
        query.to_tsquery(),
        PEOPLE,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Indexes messages of all organizations that are not yet, about `most` of them; tells how many those were.
pub async fn index_messages(store: &Store, most: i32) -> Result<i32, StoreError> {
    Ok(
        sqlx::query_scalar!(r#"select index_messages($1) as "done!""#, most)
            .fetch_one(store.pool())
            .await?,
    )
}
