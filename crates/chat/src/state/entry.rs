use std::sync::Arc;

use beckon_domain::conversation::{ConversationSummary, MessageNumber, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::Refusal;
use chrono::{DateTime, Utc};

use super::ConnectionStatus;

/// A line of a conversation as it is shown: a committed message, or one that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The id its sender gave it; stays the same from the first keystroke to the last receipt.
    pub key: ClientMessageId,
    /// Its place in the conversation, once it is committed.
    pub number: Option<MessageNumber>,
    /// Who wrote it.
    pub sender: Sender,
    /// The writer's name, where one should be seen.
    pub sender_name: Option<String>,
    /// The text.
    pub content: String,
    /// When it was committed.
    pub at: Option<DateTime<Utc>>,
    /// How far it has come.
    pub state: EntryState,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// On its way, or waiting for the connection.
    Pending,
    /// Committed.
    Sent,
    /// Seen by the other side.
    Read,
    /// Refused for good; the person may try again or remove it.
    Failed(Refusal),
}

/// Somebody who is typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typist {
    /// Who.
    pub sender: Sender,
    /// Their name, for an agent.
    pub name: Option<String>,
}

/// What is to be seen of a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Its lines.
    pub(crate) entries: Vec<Entry>,
    /// Who types.
    pub(crate) typist: Option<Typist>,
    /// How many messages of the other side the person has not seen.
    pub(crate) unread: u32,
    /// Whether a browser has taken over what the server rendered. It does so with the very same lines; what only
    /// a browser knows is added after that.
    pub(crate) in_browser: bool,
}

/// How things stand with the connection as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How the connection stands.
    pub(crate) status: ConnectionStatus,
    /// Why it will never stand.
    pub(crate) refusal: Option<Refusal>,
    /// The visitor's conversation, once there is one.
    pub(crate) conversation: Option<ConversationId>,
    /// The line of the inbox that changed last.
    pub(crate) changed: Option<Arc<ConversationSummary>>,
}
