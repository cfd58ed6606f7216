use beckon_domain::account::Identity;
use beckon_domain::conversation::{ConversationSummary, Message};
use beckon_domain::id::ConversationId;
use beckon_domain::inbox::{INBOX_PAGE, InboxFilter, InboxLines, InboxPage, UnreadCounts};
use beckon_domain::protocol::PAGE;
use beckon_store::conversations;

use super::ConversationError;
use crate::{Services, files};

/// A page of a list, the last written to first.
pub async fn inbox(
    services: &Services,
    identity: &Identity,
    filter: InboxFilter,
    page: InboxPage,
) -> Result<InboxLines, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let lines = conversations::list(&mut tx, filter, identity.account, page).await?;
    let is_full = lines.len() >= INBOX_PAGE;
    Ok(InboxLines {
        end: lines.last().filter(|_| is_full).map(Into::into),
        lines,
    })
}

/// How many conversations of each list have messages that no agent has seen.
pub async fn unread_counts(
    services: &Services,
    identity: &Identity,
) -> Result<UnreadCounts, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(conversations::unread_counts(&mut tx, identity.account).await?)
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

/// The other conversations of the same person, the newest first.
pub async fn earlier(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<Vec<ConversationSummary>, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(conversations::earlier(&mut tx, conversation).await?)
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
