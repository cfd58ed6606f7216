//! Conversations: who writes to whom, and what everybody is told after it is committed.

mod inbox;
mod post;
mod visit;

pub use beckon_store::conversations::InboxFilter;
pub use inbox::{find, history, inbox, set_status, take};
pub(crate) use post::count as count_message;
pub use post::{Posted, post_as_agent, post_as_visitor};
pub use visit::{Arrival, Begun, KnownVisitor, begin, recognise};

use beckon_domain::conversation::{Message, MessageError, MessageNumber, Sender};
use beckon_domain::id::{ConversationId, OrganizationId, VisitorId};
use beckon_domain::protocol::PAGE;
use beckon_realtime::{Event, Topic};
use beckon_store::{StoreError, TenantTx, conversations};

use crate::Services;

/// Why a conversation's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConversationError {
    /// There is no such conversation, or it is somebody else's.
    #[error("no such conversation")]
    NotFound,
    /// The text.
    #[error("message: {0}")]
    Message(#[from] MessageError),
    /// Too much in a short time.
    #[error("too many messages")]
    SlowDown,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// A page of what follows a number, in order; fewer than [`PAGE`] messages mean that it is all there is.
pub async fn messages_after(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
    number: MessageNumber,
) -> Result<Vec<Message>, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    Ok(conversations::after(&mut tx, conversation, number, PAGE).await?)
}

/// Whether a visitor may follow a conversation: it is theirs.
pub async fn is_visitors(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
    visitor: VisitorId,
) -> Result<bool, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    Ok(conversations::belongs_to(&mut tx, conversation, visitor).await?)
}

/// Up to which numbers each side has seen a conversation.
pub async fn read_numbers(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
) -> Result<Vec<(Sender, MessageNumber)>, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    Ok(conversations::read_numbers(&mut tx, conversation).await?)
}

/// Notes that one side has seen everything up to a number, and tells the others.
pub async fn mark_read(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
    reader: Sender,
    upto: MessageNumber,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    if !conversations::mark_read(&mut tx, conversation, reader, upto).await? {
        return Ok(());
    }
    let news = News::gather(&mut tx, conversation, None).await?;
    tx.commit().await?;
    services.bus.publish(
        Topic::Conversation(organization, conversation),
        Event::Read {
            conversation,
            sender: reader,
            upto,
        },
    );
    news.publish(services, organization);
    Ok(())
}

/// What others are told once a transaction is committed: read inside it, so that no second one is needed.
pub(crate) struct News {
    message: Option<Message>,
    line: Option<Event>,
}

impl News {
    /// The inbox line as it is now, and the message with this number.
    pub(crate) async fn gather(
        tx: &mut TenantTx,
        conversation: ConversationId,
        message: Option<MessageNumber>,
    ) -> Result<Self, StoreError> {
        let message = match message {
            Some(number) => conversations::after(tx, conversation, number - 1, 1)
                .await?
                .pop(),
            None => None,
        };
        let line = conversations::summary(tx, conversation)
            .await?
            .map(|summary| Event::Conversation(Box::new(summary)));
        Ok(Self { message, line })
    }

    /// Tells them.
    pub(crate) fn publish(self, services: &Services, organization: OrganizationId) {
        if let Some(message) = self.message {
            services.bus.publish(
                Topic::Conversation(organization, message.conversation),
                Event::Message(message),
            );
        }
        if let Some(line) = self.line {
            services.bus.publish(Topic::Inbox(organization), line);
        }
    }
}
