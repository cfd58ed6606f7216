//! Notes that agents leave for each other.

use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, NoteId};
use beckon_domain::note::Note;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Notes of a conversation that are told; older ones are found by searching.
const MOST: i64 = 500;

/// A note to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewNote<'a> {
    /// Where.
    pub conversation: ConversationId,
    /// The id its writer gave it.
    pub client_id: ClientMessageId,
    /// Who writes; without anybody, the assistant.
    pub author: Option<AccountId>,
    /// The text, checked.
    pub content: &'a str,
    /// Whom it concerns; who is no member is left out.
    pub mentions: &'a [AccountId],
}

struct NoteRow {
    id: Uuid,
    conversation_id: Uuid,
    client_id: Uuid,
    after_number: i64,
    account_id: Option<Uuid>,
    author_name: String,
    content: String,
    mentions: Vec<Uuid>,
    created_at: DateTime<Utc>,
}

impl From<NoteRow> for Note {
    fn from(row: NoteRow) -> Self {
        Self {
            id: NoteId(row.id),
            conversation: ConversationId(row.conversation_id),
            client_id: ClientMessageId(row.client_id),
            after: row.after_number,
            author: row.account_id.map(AccountId),
            author_name: row.author_name,
            content: row.content,
            mentions: row.mentions.into_iter().map(AccountId).collect(),
            created_at: row.created_at,
        }
    }
}

/// `select` of a [`NoteRow`] with what comes after the joins.
macro_rules! select_notes {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            NoteRow,
            r#"select note.id, note.conversation_id, note.client_id, note.after_number, note.account_id,
                   coalesce(account.name, case when note.by_assistant then 'Assistant' else 'A former member' end) as "author_name!", note.content,
                   array(select m.account_id from note_mention m
                       where m.organization_id = note.organization_id and m.note_id = note.id) as "mentions!: Vec<Uuid>",
                   note.created_at
               from note left join account on account.id = note.account_id "# + $tail,
            $($argument),*
        )
    };
}

/// Stores a note with its mentions. One whose client id is there already stays as it is; tells whether it is
/// new. `None` when there is no such conversation.
pub async fn insert(
    tx: &mut TenantTx,
    new: NewNote<'_>,
    now: DateTime<Utc>,
) -> Result<Option<(Note, bool)>, StoreError> {
    let organization = tx.organization().0;
    let id = sqlx::query_scalar!(
        "insert into note (organization_id, id, conversation_id, client_id, account_id, by_assistant, after_number, content, created_at)
         select $1, $2, id, $4, $5, $5::uuid is null, last_number, $6, $7 from conversation where organization_id = $1 and id = $3
         on conflict on constraint note_client_id do nothing
         returning id",
        organization,
        NoteId::generate(now).0,
        new.conversation.0,
        new.client_id.0,
        new.author.map(|author| author.0),
        new.content,
        now,
    )
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(id) = id {
        mention(tx, id, new.mentions).await?;
    }
    let row = select_notes!(
        "where note.organization_id = $1 and note.conversation_id = $2 and note.client_id = $3",
        organization,
        new.conversation.0,
        new.client_id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.into(), id.is_some())))
}

async fn mention(tx: &mut TenantTx, note: Uuid, whom: &[AccountId]) -> Result<(), StoreError> {
    let whom: Vec<Uuid> = whom.iter().map(|account| account.0).collect();
    sqlx::query!(
        "insert into note_mention (organization_id, note_id, account_id)
         select $1, $2, account_id from membership where organization_id = $1 and account_id = any($3)",
        tx.organization().0,
        note,
        &whom,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The notes of a conversation, the oldest first.
pub async fn of_conversation(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Vec<Note>, StoreError> {
    let rows = select_notes!(
        "where note.organization_id = $1 and note.conversation_id = $2 order by note.id desc limit $3",
        tx.organization().0,
        conversation.0,
        MOST,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().rev().map(Into::into).collect())
}
