use beckon_domain::id::{ConversationId, VisitorId};
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// A visitor's opinion of their closed conversation.
#[derive(Clone, Copy, Debug)]
pub struct NewRating<'a> {
    /// Which conversation.
    pub conversation: ConversationId,
    /// Whose it is.
    pub visitor: VisitorId,
    /// 1 to 5.
    pub rating: u8,
    /// In their own words; may be empty.
    pub comment: &'a str,
}

/// Keeps a rating, in the place of an earlier one. Tells whether the conversation is the visitor's, and closed.
pub async fn rate(
    tx: &mut TenantTx,
    new: NewRating<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update conversation set rating = $4, rating_comment = nullif($5, ''), rated_at = $6
         where organization_id = $1 and id = $2 and visitor_id = $3 and status = 'closed'",
        tx.organization().0,
        new.conversation.0,
        new.visitor.0,
        i16::from(new.rating),
        new.comment,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
