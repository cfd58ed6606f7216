//! What is known of the files that people send. The bytes are elsewhere.

use beckon_domain::conversation::Sender;
use beckon_domain::id::{AccountId, AttachmentId, ConversationId};
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// A file that came in, and that no message shows yet.
#[derive(Clone, Copy, Debug)]
pub struct NewAttachment<'a> {
    /// Its id.
    pub id: AttachmentId,
    /// For which conversation.
    pub conversation: ConversationId,
    /// From which side.
    pub sender: Sender,
    /// From which agent.
    pub account: Option<AccountId>,
    /// Its name, cleaned.
    pub name: &'a str,
    /// What its bytes say it is.
    pub media_type: &'a str,
    /// How many bytes.
    pub bytes: u64,
    /// Width and height, of a picture.
    pub size: Option<(u32, u32)>,
    /// Whether there is a small version beside it.
    pub has_thumbnail: bool,
}

/// What it takes to give a file out.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// What its bytes say it is.
    pub media_type: String,
    /// How many bytes.
    pub bytes: i64,
}

/// Notes a file.
pub async fn insert(
    tx: &mut TenantTx,
    new: NewAttachment<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into attachment (organization_id, id, conversation_id, sender, account_id, name, media_type, bytes,
             width, height, has_thumbnail, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        tx.organization().0,
        new.id.0,
        new.conversation.0,
        new.sender as Sender,
        new.account.map(|account| account.0),
        new.name,
        new.media_type,
        new.bytes.cast_signed(),
        new.size.map(|(width, _)| side(width)),
        new.size.map(|(_, height)| side(height)),
        new.has_thumbnail,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many files of a conversation wait for their message.
pub async fn count_unsent(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from attachment
           where organization_id = $1 and conversation_id = $2 and message_number is null"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// What is known of a file.
pub async fn find(tx: &mut TenantTx, id: AttachmentId) -> Result<Option<KeptFile>, StoreError> {
    Ok(sqlx::query_as!(
        KeptFile,
        "select name, media_type, bytes from attachment where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Forgets a file that no message shows.
pub async fn delete_unsent(tx: &mut TenantTx, id: AttachmentId) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from attachment where organization_id = $1 and id = $2 and message_number is null",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
