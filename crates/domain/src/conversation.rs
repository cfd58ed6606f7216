//! Conversations and their messages.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::attachment::Attachment;
use crate::id::{AccountId, ClientMessageId, ConversationId, LeadId, MessageId, TeamId};
use crate::reaction::Reaction;
use crate::site::SiteName;

/// Longest message, in characters.
pub const MESSAGE_MAX: usize = 4_000;

/// Longest comment on a rating, in characters.
pub const RATING_COMMENT_MAX: usize = 2_000;

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "conversation_status", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum ConversationStatus {
    /// Going on.
    Active,
    /// Put away by an agent; a new message makes it active again.
    Archived,
    /// Ended.
    Closed,
}

/// Through what a conversation is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "channel", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The widget.
    Web,
    /// E-mail.
    Email,
    /// SMS.
    Sms,
    /// WhatsApp.
    Whatsapp,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "sender", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The visitor.
    Visitor,
    /// A member of the organization.
    Agent,
    /// The assistant.
    Assistant,
    /// Beckon itself, telling what happened.
    System,
}

/// What a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "message_kind", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Text.
    Text,
    /// A file.
    File,
    /// An image.
    Image,
    /// A video.
    Video,
}

/// A message's place in its conversation: 1, 2, 3, … without a gap.
pub type MessageNumber = i64;

/// A committed message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The conversation it belongs to.
    pub conversation: ConversationId,
    /// Its place in the conversation.
    pub number: MessageNumber,
    /// The id its sender gave it.
    pub client_id: ClientMessageId,
    /// Who wrote it.
    pub sender: Sender,
    /// The writer's name where a visitor should see one (agents).
    pub sender_name: Option<String>,
    /// What it holds.
    pub kind: MessageKind,
    /// The text; may be empty beside an attachment.
    pub content: String,
    /// The file, if [`kind`](Self::kind) is not text.
    pub attachment: Option<Attachment>,
    /// What people think of it.
    pub reactions: Vec<Reaction>,
    /// When it was committed.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub created_at: DateTime<Utc>,
}

/// The assistant's answer while it comes. It is kept nowhere, and may be lost or come late: each tells the whole of it
/// anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialAnswer {
    /// Where.
    pub conversation: ConversationId,
    /// The id that its message will have.
    pub client_id: ClientMessageId,
    /// Of two that are told of the same answer, the higher one counts.
    pub revision: i64,
    /// The text so far; empty once nothing of it counts any more.
    pub content: String,
}

/// A line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationSummary {
    /// Its id.
    pub id: ConversationId,
    /// The lead, once there is one.
    pub lead: Option<LeadId>,
    /// What to call the visitor.
    pub title: String,
    /// The site it came in through.
    pub site: SiteName,
    /// Where it stands.
    pub status: ConversationStatus,
    /// Through what it is held.
    pub channel: Channel,
    /// Who takes care of it.
    pub assignee: Option<AccountId>,
    /// Which team takes care of it.
    pub team: Option<TeamId>,
    /// Put off until then; a new message of the visitor ends it.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub snoozed_until: Option<DateTime<Utc>>,
    /// How the visitor rated it after it was closed, 1 to 5.
    pub rating: Option<u8>,
    /// The score of the lead, 0 to 100.
    pub score: Option<u8>,
    /// The beginning of the last message.
    pub preview: String,
    /// Who wrote the last message.
    pub last_sender: Sender,
    /// The number of the last message.
    pub last_number: MessageNumber,
    /// The highest number an agent has seen.
    pub read_number: MessageNumber,
    /// When the last message was committed.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub last_message_at: DateTime<Utc>,
}

impl ConversationSummary {
    /// Messages that no agent has seen.
    pub fn unread(&self) -> i64 {
        (self.last_number - self.read_number).max(0)
    }
}

/// Why a message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum MessageError {
    /// Nothing but blanks.
    #[error("Write something first.")]
    Empty,
    /// More than [`MESSAGE_MAX`] characters.
    #[error("A message holds at most {MESSAGE_MAX} characters.")]
    TooLong,
}

/// Checks a message's text. NUL is removed, as Postgres can't store it; everything else stays as written.
pub fn parse_message(text: &str) -> Result<String, MessageError> {
    let text: String = text.trim().chars().filter(|c| *c != '\0').collect();
    if text.is_empty() {
        Err(MessageError::Empty)
    } else if text.chars().count() > MESSAGE_MAX {
        Err(MessageError::TooLong)
    } else {
        Ok(text)
    }
}

/// The beginning of a message for a list: one line, at most 120 characters.
pub fn preview(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_are_checked() {
        assert_eq!(parse_message(" \n\0 "), Err(MessageError::Empty));
        assert_eq!(
            parse_message("<b>ok</b> 🌞 שלום"),
            Ok("<b>ok</b> 🌞 שלום".to_owned())
        );
        assert_eq!(
            parse_message(&"é".repeat(4_001)),
            Err(MessageError::TooLong)
        );
    }

    proptest! {
        #[test]
        fn a_preview_is_short_and_one_line(text in "\\PC{0,400}") {
            let preview = preview(&text);
            prop_assert!(preview.chars().count() <= 121);
            prop_assert!(!preview.contains('\n'));
        }
    }
}
