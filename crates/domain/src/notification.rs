//! What a member is told about.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::id::{AccountId, ConversationId, LeadId, NotificationId};

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "notification_kind", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// A visitor began a conversation that nobody takes care of.
    NewConversation,
    /// A visitor wrote in a conversation that the member takes care of.
    NewMessage,
    /// A colleague mentioned the member in a note.
    Mention,
    /// A colleague gave the member a conversation.
    Assigned,
    /// A conversation that the member put off is due.
    SnoozeOver,
    /// A visitor rated a conversation of the member.
    Rated,
    /// The assistant asks for a person to take over.
    Handoff,
    /// The assistant's budget of the month is used up: the built-in engine answers for the rest of it.
    AssistantBudget,
    /// A visitor booked, moved or called off an appointment with the member.
    Appointment,
    /// A lead was given to the member by rule or by turn.
    Routed,
}

/// About what somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A conversation.
    Conversation(ConversationId),
    /// A lead without one.
    Lead(LeadId),
}

impl From<ConversationId> for Subject {
    fn from(id: ConversationId) -> Self {
        Self::Conversation(id)
    }
}

impl Subject {
    /// Its id.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Conversation(id) => id.0,
            Self::Lead(id) => id.0,
        }
    }

    /// The conversation that it is.
    pub const fn conversation(self) -> Option<ConversationId> {
        match self {
            Self::Conversation(id) => Some(id),
            Self::Lead(_) => None,
        }
    }

    /// The lead that it is.
    pub const fn lead(self) -> Option<LeadId> {
        match self {
            Self::Lead(id) => Some(id),
            Self::Conversation(_) => None,
        }
    }

    /// The path of its page.
    pub fn page(self) -> String {
        match self {
            Self::Conversation(id) => format!("/app/inbox/{id}"),
            Self::Lead(id) => format!("/app/leads/{id}"),
        }
    }
}

/// A line under the bell. Several messages of one conversation make one line until it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// Who is told.
    pub account: AccountId,
    /// Why.
    pub kind: NotificationKind,
    /// About what.
    pub about: Subject,
    /// Who did it: what to call the visitor, or a colleague's name.
    pub title: String,
    /// The beginning of what was written.
    pub detail: String,
    /// How often since it was last read.
    pub count: u32,
    /// When it happened last.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// Whether it was read.
    pub is_read: bool,
}

impl NotificationKind {
    /// Whether it is about what a visitor wrote.
    pub const fn is_of_messages(self) -> bool {
        matches!(self, Self::NewConversation | Self::NewMessage)
    }

    /// Whether members who missed it are mailed: of an appointment they have a mail of its own at once.
    pub const fn is_mailed(self) -> bool {
        !matches!(self, Self::Appointment)
    }
}

impl Notification {
    /// What happened, in a few words.
    pub fn headline(&self) -> String {
        let title = &self.title;
        match (self.kind, self.count) {
            (NotificationKind::NewConversation, _) => format!("{title} began a conversation"),
            (NotificationKind::NewMessage, 1) => format!("{title} wrote"),
            (NotificationKind::NewMessage, count) => format!("{title} wrote {count} messages"),
            (NotificationKind::Mention, _) => format!("{title} mentioned you"),
            (NotificationKind::Assigned, _) => format!("{title} gave you a conversation"),
            (NotificationKind::SnoozeOver, _) => format!("{title} is due again"),
            (NotificationKind::Rated, _) => format!("{title} rated the conversation"),
            (NotificationKind::Handoff, _) => format!("{title} waits for a person"),
            (NotificationKind::AssistantBudget, _) => {
                format!("The assistant of {title} has used up its budget")
            }
            (NotificationKind::Appointment, _) => format!("{title}: an appointment"),
            (NotificationKind::Routed, _) => format!("A lead for you: {title}"),
        }
    }
}

/// How a member wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationSettings {
    /// With a sound, while the workspace is open.
    pub sound: bool,
    /// By e-mail, of what they missed.
    pub email: bool,
    /// By push, on the browsers that take it.
    pub push: bool,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self {
            sound: true,
            email: true,
            push: true,
        }
    }
}
