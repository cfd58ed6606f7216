//! Conversations: who writes to whom, and what everybody is told after it is committed.

mod handling;
mod inbox;
mod log;
mod notes;
mod post;
mod rating;
mod reactions;
pub(crate) mod snooze;
mod visit;
mod writer;

pub use handling::{assign, put_off, set_status, take};
pub use inbox::{earlier, find, history, inbox, unread_counts};
pub use log::{Current, current, last_messages, messages_after, messages_before};
pub use notes::{add_note, notes};
pub(crate) use post::count as count_message;
pub use post::{
    Draft, Posted, may_write, post_as_agent, post_as_visitor, submit_as_agent, submit_as_visitor,
};
pub use rating::{RatingError, rate};
pub use reactions::{Reactor, react};
pub use visit::{Arrival, Begun, KnownVisitor, Opened, begin, open, recognise, shown_to};
pub use writer::{Posting, Writer};

use beckon_domain::conversation::{
    ConversationSummary, Message, MessageError, MessageNumber, Sender,
};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, OrganizationId, VisitorId};
use beckon_domain::inbox::SnoozeError;
use beckon_realtime::{Bus, Event, Topic};
use beckon_store::conversations::{self, NewMessage};
use beckon_store::{StoreError, TenantTx};
use chrono::{DateTime, Utc};

use crate::{Services, Wait, files};

/// Why a conversation's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum ConversationError {
    /// There is no such conversation, or it is somebody else's.
    #[error("no such conversation")]
    NotFound,
    /// A colleague took it a moment ago.
    #[error("a colleague was faster")]
    Taken,
    /// The moment until which it is to be put off.
    #[error("snooze: {0}")]
    Snooze(#[from] SnoozeError),
    /// The text.
    #[error("message: {0}")]
    Message(#[from] MessageError),
    /// The file of a message: not there, somebody else's, or sent already.
    #[error("no such file")]
    UnknownAttachment,
    /// Too much in a short time.
    #[error("too many messages")]
    SlowDown(Wait),
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
    /// A message could not be written just now; the log says why.
    #[error("the message could not be written")]
    Unwritten,
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

/// Says in the conversation what happened, in a line that nobody wrote; `by` is the member who did it. Its number.
pub(crate) async fn append_event(
    tx: &mut TenantTx,
    conversation: ConversationId,
    by: Option<AccountId>,
    content: &str,
    now: DateTime<Utc>,
) -> Result<Option<MessageNumber>, StoreError> {
    let new = NewMessage {
        conversation,
        client_id: ClientMessageId::random(),
        sender: Sender::System,
        account: by,
        content,
        attachment: None,
    };
    let appended = conversations::append(tx, new, now).await?;
    Ok(appended.map(|appended| appended.number))
}

/// What others are told once a transaction is committed: read inside it, so that no second one is needed.
pub(crate) struct News {
    message: Option<Message>,
    line: Option<ConversationSummary>,
    status: bool,
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
        let line = conversations::summary(tx, conversation).await?;
        Ok(Self {
            message,
            line,
            status: false,
        })
    }

    /// Tells those who follow the conversation where it stands, too.
    pub(crate) fn with_status(mut self) -> Self {
        self.status = true;
        self
    }

    /// Tells them.
    pub(crate) fn publish(self, services: &Services, organization: OrganizationId) {
        if let Some(mut message) = self.message {
            let now = services.clock.now();
            files::sign(
                &services.secret,
                now,
                organization,
                std::slice::from_mut(&mut message),
            );
            services.bus.publish(
                Topic::Conversation(organization, message.conversation),
                Event::Message(message),
            );
        }
        let Some(line) = self.line else {
            return;
        };
        if self.status {
            publish_status(&services.bus, organization, &line);
        }
        let line = Event::Conversation(Box::new(line));
        services.bus.publish(Topic::Inbox(organization), line);
    }
}

/// Tells those who follow a conversation where it stands.
fn publish_status(bus: &Bus, organization: OrganizationId, line: &ConversationSummary) {
    let status = Event::Status {
        conversation: line.id,
        status: line.status,
        rating: line.rating,
    };
    bus.publish(Topic::Conversation(organization, line.id), status);
}
