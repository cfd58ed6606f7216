//! What a member is told about.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, ConversationId, NotificationId};

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
    /// About which conversation.
    pub conversation: ConversationId,
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
