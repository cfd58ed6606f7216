//! Notes that agents leave for each other in a conversation. No visitor ever gets one.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::conversation::MessageNumber;
use crate::id::{AccountId, ClientMessageId, ConversationId, NoteId};

/// A committed note.
///
/// Notes have no number of their own: a visitor must not be able to tell from a gap that there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id. Ids ascend in the order of writing.
    pub id: NoteId,
    /// The conversation it belongs to.
    pub conversation: ConversationId,
    /// The id its writer gave it: sending twice stores once.
    pub client_id: ClientMessageId,
    /// The message after which it was written.
    pub after: MessageNumber,
    /// Who wrote it; nobody, once they are no member any more.
    pub author: Option<AccountId>,
    /// Their name.
    pub author_name: String,
    /// The text.
    pub content: String,
    /// Whom it concerns.
    pub mentions: Vec<AccountId>,
    /// When it was committed.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub created_at: DateTime<Utc>,
}
