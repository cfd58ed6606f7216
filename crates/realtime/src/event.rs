use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use beckon_domain::conversation::{
    ConversationStatus, ConversationSummary, Message, MessageNumber, PartialAnswer, Sender,
};
use beckon_domain::id::{AccountId, ConversationId, OrganizationId};
use beckon_domain::note::Note;
use beckon_domain::notification::Notification;
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::{ServerFrame, encode};
use beckon_domain::reaction::Reactions;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// What a listener may follow. The organization is part of each name, so that an id alone reaches nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// One conversation: its visitor and the agents who look at it follow it.
    Conversation(OrganizationId, ConversationId),
    /// The lines of an organization's inbox and who of its members is there: all its agents follow it.
    Inbox(OrganizationId),
    /// What one member alone is told.
    Member(OrganizationId, AccountId),
    /// Whether anybody of the team is online: all visitors of the organization's sites follow it.
    Team(OrganizationId),
}

/// A listener, told from those of all nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListenerId {
    /// Made by chance when the node starts.
    pub(crate) node: u64,
    /// One after the other.
    pub(crate) number: u64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A message was committed.
    Message(Message),
    /// Somebody is typing.
    Typing {
        /// Where.
        conversation: ConversationId,
        /// Who.
        sender: Sender,
        /// Their name, for an agent.
        name: Option<String>,
        /// The listener whose client said so: it need not be told.
        origin: Option<ListenerId>,
    },
    /// Somebody has seen everything up to a number.
    Read {
        /// Where.
        conversation: ConversationId,
        /// Who.
        sender: Sender,
        /// The highest number seen.
        upto: MessageNumber,
    },
    /// A line of the inbox is new or changed.
    Conversation(Box<ConversationSummary>),
    /// The reactions to a message are these now.
    Reactions {
        /// Where.
        conversation: ConversationId,
        /// All of them.
        reactions: Reactions,
    },
    /// A note was committed. For agents alone.
    Note(Note),
    /// A conversation stands elsewhere, or was rated.
    Status {
        /// Which.
        conversation: ConversationId,
        /// Where it stands.
        status: ConversationStatus,
        /// How the visitor rated it.
        rating: Option<u8>,
    },
    /// Somebody came, went or looks elsewhere. For agents alone.
    Presence {
        /// Who.
        present: Present,
        /// Whether they are there.
        presence: Presence,
    },
    /// The first of the team came online, or the last one went. For visitors alone.
    TeamOnline(bool),
    /// Something a member is told about is new or changed.
    Notification(Box<Notification>),
    /// The assistant's answer so far.
    Partial(PartialAnswer),
}

impl Event {
    /// Whether it may be left out where much else waits: it is told anew soon, or something that counts more is.
    pub(crate) const fn is_fleeting(&self) -> bool {
        matches!(self, Self::Partial(_))
    }

    /// How a client is told.
    fn frame(&self) -> ServerFrame {
        match self.clone() {
            Self::Message(message) => ServerFrame::Messages(vec![message]),
            Self::Typing {
                conversation,
                sender,
                name,
                origin: _,
            } => ServerFrame::Typing {
                conversation,
                sender,
                name,
            },
            Self::Read {
                conversation,
                sender,
                upto,
            } => ServerFrame::Read {
                conversation,
                sender,
                upto,
            },
            Self::Conversation(line) => ServerFrame::Conversation(line),
            Self::Reactions {
                conversation,
                reactions,
            } => ServerFrame::Reactions {
                conversation,
                reactions: vec![reactions],
            },
            Self::Note(note) => ServerFrame::Notes(vec![note]),
            Self::Status {
                conversation,
                status,
                rating,
            } => ServerFrame::Status {
                conversation,
                status,
                rating,
            },
            Self::Presence { present, presence } => ServerFrame::Presence { present, presence },
            Self::TeamOnline(online) => ServerFrame::TeamOnline(online),
            Self::Notification(notification) => ServerFrame::Notification(notification),
            Self::Partial(partial) => ServerFrame::Partial(partial),
        }
    }
}

/// An event on its way to its listeners, who share it and the frame that tells it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Told(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    event: Event,
    frame: OnceLock<Bytes>,
}

impl Told {
    pub(crate) fn new(event: Event) -> Self {
        Self(Arc::new(Shared {
            event,
            frame: OnceLock::new(),
        }))
    }

    /// The frame that tells it, encoded once however many are told.
    pub fn frame(&self) -> Bytes {
        let encode = || encode(&self.0.event.frame()).into();
        self.0.frame.get_or_init(encode).clone()
    }
}

impl Deref for Told {
    type Target = Event;

    fn deref(&self) -> &Event {
        &self.0.event
    }
}
