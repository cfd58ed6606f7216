//! The inbox and its conversations.

use std::str::FromStr;

use beckon_domain::conversation::{ConversationStatus, ConversationSummary, Message};
use beckon_domain::id::ConversationId;
use beckon_domain::lead::LeadDetails;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::conversations::{self, InboxFilter},
    beckon_services::leads,
};

/// Which conversations the inbox lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// All that go on.
    #[default]
    All,
    /// Those that nobody takes care of.
    Unassigned,
    /// Those that the asking member takes care of.
    Mine,
    /// Those put away or ended.
    Archived,
}

impl Folder {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::All, Self::Unassigned, Self::Mine, Self::Archived];

    /// The word in the page's address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unassigned => "unassigned",
            Self::Mine => "mine",
            Self::Archived => "archived",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unassigned => "Unassigned",
            Self::Mine => "Mine",
            Self::Archived => "Archived",
        }
    }
}

/// The text names no folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a folder is one of all, unassigned, mine and archived")]
pub struct UnknownFolder;

impl FromStr for Folder {
    type Err = UnknownFolder;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|folder| folder.as_str() == text)
            .ok_or(UnknownFolder)
    }
}

#[cfg(feature = "ssr")]
impl From<Folder> for InboxFilter {
    fn from(folder: Folder) -> Self {
        match folder {
            Folder::All => Self::All,
            Folder::Unassigned => Self::Unassigned,
            Folder::Mine => Self::Mine,
            Folder::Archived => Self::Archived,
        }
    }
}

/// How many lines one page of the inbox holds.
pub const INBOX_PAGE: usize = 50;

/// A page of the inbox, the latest message first, of lines older than `before`.
#[server(endpoint = "conversations/list")]
pub async fn list_conversations(
    folder: Folder,
    before: Option<DateTime<Utc>>,
) -> Result<Vec<ConversationSummary>, AppError> {
    let identity = identity()?;
    Ok(conversations::inbox(&services(), &identity, folder.into(), before).await?)
}

/// One line of the inbox.
#[server(endpoint = "conversations/find")]
pub async fn conversation(id: ConversationId) -> Result<ConversationSummary, AppError> {
    let identity = identity()?;
    Ok(conversations::find(&services(), &identity, id).await?)
}

/// The latest messages of a conversation, the oldest first.
#[server(endpoint = "conversations/history")]
pub async fn conversation_history(id: ConversationId) -> Result<Vec<Message>, AppError> {
    let identity = identity()?;
    Ok(conversations::history(&services(), &identity, id).await?)
}

/// What is known of whoever writes, once there is a lead.
#[server(endpoint = "conversations/lead")]
pub async fn conversation_lead(id: ConversationId) -> Result<Option<LeadDetails>, AppError> {
    let (services, identity) = (services(), identity()?);
    match conversations::find(&services, &identity, id).await?.lead {
        Some(lead) => Ok(Some(leads::details(&services, &identity, lead).await?)),
        None => Ok(None),
    }
}

/// The asking member takes care of the conversation; the assistant falls silent.
#[server(endpoint = "conversations/take")]
pub async fn take_conversation(id: ConversationId) -> Result<(), AppError> {
    let identity = identity()?;
    Ok(conversations::take(&services(), &identity, id).await?)
}

/// Archives, closes or reopens a conversation.
#[server(endpoint = "conversations/status")]
pub async fn set_conversation_status(
    id: ConversationId,
    status: ConversationStatus,
) -> Result<(), AppError> {
    let identity = identity()?;
    Ok(conversations::set_status(&services(), &identity, id, status).await?)
}
