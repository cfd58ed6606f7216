use beckon_domain::conversation::{ConversationSummary, RATING_COMMENT_MAX};
use beckon_domain::id::{ConversationId, OrganizationId, VisitorId};
use beckon_domain::notification::NotificationKind;
use beckon_store::conversations::{self, NewRating};
use beckon_store::{StoreError, TenantTx};

use super::{ConversationError, News};
use crate::Services;
use crate::notifications::{Raise, Told, raise};

/// Why a rating is refused.
#[derive(Debug, thiserror::Error)]
pub enum RatingError {
    /// Not 1 to 5, or too long a comment.
    #[error("a rating is 1 to 5, its comment at most {RATING_COMMENT_MAX} characters long")]
    Value,
    /// The conversation is not the visitor's, or not closed.
    #[error("only the visitor of a closed conversation rates it")]
    NotAllowed,
    /// The rest.
    #[error(transparent)]
    Conversation(#[from] ConversationError),
}

impl From<StoreError> for RatingError {
    fn from(error: StoreError) -> Self {
        Self::Conversation(error.into())
    }
}

/// Keeps a visitor's opinion of their closed conversation, tells everybody who follows, and whoever took care of it.
pub async fn rate(
    services: &Services,
    organization: OrganizationId,
    visitor: VisitorId,
    conversation: ConversationId,
    (rating, comment): (u8, &str),
) -> Result<(), RatingError> {
    // Postgres can't store NUL.
    let comment = comment.replace('\0', "");
    let comment = comment.trim();
    if !(1..=5).contains(&rating) || comment.chars().count() > RATING_COMMENT_MAX {
        return Err(RatingError::Value);
    }
    let new = NewRating {
        conversation,
        visitor,
        rating,
        comment,
    };
    let mut tx = services.store.tenant(organization).await?;
    if !conversations::rate(&mut tx, new, services.clock.now()).await? {
        return Err(RatingError::NotAllowed);
    }
    let line = conversations::summary(&mut tx, conversation).await?;
    let line = line.ok_or(ConversationError::NotFound)?;
    let told = tell(services, &mut tx, &line, new).await?;
    let news = News::gather(&mut tx, conversation, None).await?;
    tx.commit().await?;
    news.with_status().publish(services, organization);
    told.publish(services, organization);
    Ok(())
}

async fn tell(
    services: &Services,
    tx: &mut TenantTx,
    line: &ConversationSummary,
    new: NewRating<'_>,
) -> Result<Told, StoreError> {
    let detail = match new.comment {
        "" => format!("{} of 5", new.rating),
        comment => format!("{} of 5: {comment}", new.rating),
    };
    let what = Raise {
        kind: NotificationKind::Rated,
        about: line.id.into(),
        title: &line.title,
        detail: &detail,
        count: 1,
    };
    raise(services, tx, line.assignee.as_slice(), what).await
}
