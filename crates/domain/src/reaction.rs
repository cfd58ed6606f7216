//! Reactions to messages.

use serde::{Deserialize, Serialize};

use crate::conversation::{MessageNumber, Sender};
use crate::id::AccountId;

/// What one can react with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "emoji", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum Emoji {
    /// 👍
    ThumbsUp,
    /// ❤️
    Heart,
    /// 😂
    Laugh,
    /// 🎉
    Celebrate,
    /// 😮
    Surprise,
    /// 😢
    Sad,
}

impl Emoji {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::ThumbsUp,
        Self::Heart,
        Self::Laugh,
        Self::Celebrate,
        Self::Surprise,
        Self::Sad,
    ];

    /// The character.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ThumbsUp => "👍",
            Self::Heart => "❤️",
            Self::Laugh => "😂",
            Self::Celebrate => "🎉",
            Self::Surprise => "😮",
            Self::Sad => "😢",
        }
    }
}

/// Somebody's reaction to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reaction {
    /// What they think of it.
    pub emoji: Emoji,
    /// On which side they are: [`Sender::Visitor`] or [`Sender::Agent`].
    pub sender: Sender,
    /// Which agent.
    pub account: Option<AccountId>,
}

/// All reactions to one message, as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reactions {
    /// The message.
    pub number: MessageNumber,
    /// Each person's, in no particular order.
    pub reactions: Vec<Reaction>,
}
