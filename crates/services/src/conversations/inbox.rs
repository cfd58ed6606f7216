use beckon_domain::account::Identity;
use beckon_domain::conversation::{ConversationStatus, ConversationSummary, Message};
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::PAGE;
use beckon_store::conversations::{self, InboxFilter};
use chrono::{DateTime, Utc};

use super::{ConversationError, News};
use crate::{Services, files};

/// A page of the inbox, the last written to first; `before` is the time of the last line one has.
pub async fn inbox(
    services: &Services,
    identity: &Identity,
    filter: InboxFilter,
    before: Option<DateTime<Utc>>,
) -> Result<Vec<ConversationSummary>, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(conversations::list(&mut tx, filter, identity.account, before).await?)
}

/// One line of the inbox.
pub async fn find(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<ConversationSummary, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    conversations::summary(&mut tx, conversation)
        .await?
        .ok_or(ConversationError::NotFound)
}

/// The last messages, the oldest first.
pub async fn history(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<Vec<Message>, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let messages = conversations::last(&mut tx, conversation, PAGE).await?;
    Ok(files::signed(services, identity.organization, messages))
}

/// Takes a conversation: it is mine now, and the assistant falls silent.
pub async fn take(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    if !conversations::assign(&mut tx, conversation, identity.account).await? {
        return Err(ConversationError::NotFound);
    }
    conversations::silence_assistant(&mut tx, conversation).await?;
    let news = News::gather(&mut tx, conversation, None).await?;
    tx.commit().await?;
    news.publish(services, identity.organization);
    Ok(())
}

/// Changes where a conversation stands.
pub async fn set_status(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    status: ConversationStatus,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    if !conversations::set_status(&mut tx, conversation, status).await? {
        return Err(ConversationError::NotFound);
    }
    let news = News::gather(&mut tx, conversation, None)
        .await?
        .with_status();
    tx.commit().await?;
    news.publish(services, identity.organization);
    Ok(())
}
