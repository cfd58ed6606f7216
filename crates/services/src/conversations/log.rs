//! What was said, page by page, and how a conversation stands: for a client that comes, or comes back.

use beckon_domain::conversation::{Message, MessageNumber};
use beckon_domain::id::{ConversationId, OrganizationId};
use beckon_domain::protocol::PAGE;
use beckon_domain::reaction::Reactions;
use beckon_store::conversations::{self, Standing};

use super::ConversationError;
use crate::{Services, files};

/// A page of what follows a number, in order; fewer than [`PAGE`] messages mean that it is all there is.
pub async fn messages_after(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
    number: MessageNumber,
) -> Result<Vec<Message>, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    let messages = conversations::after(&mut tx, conversation, number, PAGE).await?;
    Ok(files::signed(services, organization, messages))
}

/// A page of what comes before a number, in order.
pub async fn messages_before(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
    number: MessageNumber,
) -> Result<Vec<Message>, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    let messages = conversations::before(&mut tx, conversation, number, PAGE).await?;
    Ok(files::signed(services, organization, messages))
}

/// The last page, in order.
pub async fn last_messages(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
) -> Result<Vec<Message>, ConversationError> {
    messages_before(services, organization, conversation, MessageNumber::MAX).await
}

/// What of a conversation has no number, as it is now: the log can't tell a client what of it is new.
#[derive(Clone, Debug)]
pub struct Current {
    /// Where it stands, and who has seen what.
    pub standing: Standing,
    /// The reactions of those of the last messages that have any, or had.
    pub reactions: Vec<Reactions>,
}

/// How a conversation is now.
pub async fn current(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
) -> Result<Current, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    let standing = conversations::standing(&mut tx, conversation).await?;
    let standing = standing.ok_or(ConversationError::NotFound)?;
    let reactions =
        conversations::recent_reactions(&mut tx, conversation, standing.last_number).await?;
    Ok(Current {
        standing,
        reactions,
    })
}
