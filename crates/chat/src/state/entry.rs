use beckon_domain::attachment::Attachment;
use beckon_domain::conversation::{ConversationStatus, MessageNumber, Sender};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId};
use beckon_domain::protocol::Refusal;
use beckon_domain::reaction::Emoji;
use chrono::{DateTime, Utc};

use super::ConnectionStatus;

/// Who looks at a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Me {
    /// On which side.
    pub sender: Sender,
    /// Which member, for an agent.
    pub account: Option<AccountId>,
}

impl Me {
    /// The visitor.
    pub const VISITOR: Self = Self {
        sender: Sender::Visitor,
        account: None,
    };

    /// Whether this is who did something.
    pub(crate) fn is(self, sender: Sender, account: Option<AccountId>) -> bool {
        sender == self.sender && (sender == Sender::Visitor || account == self.account)
    }
}

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
    /// The file that the server has for it.
    pub attachment: Option<Attachment>,
    /// The file that was picked here, until the message comes back from the server.
    pub file: Option<Picked>,
    /// What people think of it.
    pub chips: Vec<Chip>,
    /// When it was committed.
    pub at: Option<DateTime<Utc>>,
    /// How far it has come.
    pub state: EntryState,
}

/// A file that a person picked to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How often people reacted to a message in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chip {
    /// In which.
    pub emoji: Emoji,
    /// How many of them.
    pub count: u32,
    /// Whether the reader is one of them.
    pub mine: bool,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// So much of its file is uploaded, in percent.
    Uploading(u8),
    /// Its file could not be uploaded; the person may try again or remove it.
    NotUploaded(UploadError),
    /// On its way, or waiting for the connection; an answer of the assistant, still coming.
    Pending,
    /// Too much was sent at once: it goes out in so many seconds.
    Delayed(u16),
    /// Committed.
    Sent,
    /// On the other side's screen, or behind it. Agents alone learn of that.
    #[cfg(feature = "agent")]
    Delivered,
    /// Seen by the other side.
    Read,
    /// Refused for good; the person may try again or remove it.
    Failed(Refusal),
    /// It is no message but a note, which agents alone see.
    #[cfg(feature = "agent")]
    Note,
}

/// Why a file could not be uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// It has more bytes than may be sent.
    TooLarge,
    /// There is nothing in it.
    Empty,
    /// Too many files in a short time.
    SlowDown,
    /// The server could not be reached, or can't take it just now.
    Unavailable,
}

/// Somebody who is typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typist {
    /// Who.
    pub sender: Sender,
    /// Their name, for an agent.
    pub name: Option<String>,
}

/// What is beyond the first or the last message that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// Nothing.
    #[default]
    End,
    /// More.
    More,
    /// More, and it is on its way.
    Loading,
}

/// Where to go in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// To which message.
    pub number: MessageNumber,
    /// How often was gone anywhere: to go twice to one place is not to go once.
    pub serial: u32,
}

/// What is to be seen of a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its lines.
    pub entries: Vec<Entry>,
    /// Who types.
    pub typist: Option<Typist>,
    /// How many messages of the other side the person has not seen.
    pub unread: u32,
    /// What is before the first line.
    pub earlier: Edge,
    /// What is after the last line.
    pub later: Edge,
    /// Whether these are older lines than the newest.
    pub away: bool,
    /// Where to go.
    pub jump: Option<Jump>,
    /// Where the conversation stands, once the server has told.
    pub status: Option<ConversationStatus>,
    /// How the visitor rated it.
    pub rating: Option<u8>,
    /// Notes that were written here and are on their way.
    #[cfg(feature = "agent")]
    pub notes: Vec<super::NoteDraft>,
    /// Whether a browser has taken over what the server rendered. It does so with the very same lines; what only
    /// a browser knows is added after that.
    pub in_browser: bool,
}

/// How things stand with the connection as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How the connection stands.
    pub status: ConnectionStatus,
    /// Why it will never stand.
    pub refusal: Option<Refusal>,
    /// The visitor's conversation, once there is one.
    pub conversation: Option<ConversationId>,
    /// Whether anybody of the team is there; nothing until the server has told. Only visitors are told.
    pub team_online: Option<bool>,
    /// What only agents are told.
    #[cfg(feature = "agent")]
    pub news: super::AgentNews,
}
