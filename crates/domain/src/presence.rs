//! Who is there. Told from live connections alone, so that nobody is shown as online who is not.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, ConversationId};

/// Whether somebody is there.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Presence {
    /// No connection.
    #[default]
    Offline,
    /// Connected, but looking elsewhere, or told us so.
    Away,
    /// Connected and looking.
    Online,
}

/// Whose presence it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Present {
    /// A member's.
    Member(AccountId),
    /// The visitor's of a conversation.
    Visitor(ConversationId),
}
