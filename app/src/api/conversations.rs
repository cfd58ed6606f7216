//! The inbox and its conversations.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary, Message};
use beckon_domain::id::{AccountId, ConversationId, TeamId};
use beckon_domain::inbox::{InboxFilter, InboxLines, InboxPage, UnreadCounts};
use beckon_domain::lead::LeadDetails;
use beckon_domain::note::Note;
use beckon_domain::search::Found;
use beckon_domain::visitor::VisitorProfile;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_domain::inbox::Assignment,
    beckon_services::{assistant, conversations, leads, search, visitors},
};

/// A page of a list, the latest message first.
#[server(endpoint = "conversations/list", input = Json)]
pub async fn list_conversations(
    filter: InboxFilter,
    page: InboxPage,
) -> Result<InboxLines, AppError> {
    let identity = identity()?;
    Ok(conversations::inbox(&services(), &identity, filter, page).await?)
}

/// How many conversations of each list have messages that no agent has seen.
#[server(endpoint = "conversations/unread")]
pub async fn count_unread() -> Result<UnreadCounts, AppError> {
    Ok(conversations::unread_counts(&services(), &identity()?).await?)
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

/// The notes of a conversation, the oldest first.
#[server(endpoint = "conversations/notes")]
pub async fn conversation_notes(id: ConversationId) -> Result<Vec<Note>, AppError> {
    let identity = identity()?;
    Ok(conversations::notes(&services(), identity.organization, id).await?)
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

/// What is known of whoever writes by their visits, and by what the host page told.
#[server(endpoint = "conversations/visitor")]
pub async fn conversation_visitor(id: ConversationId) -> Result<VisitorProfile, AppError> {
    Ok(visitors::profile(&services(), &identity()?, id).await?)
}

/// The other conversations of whoever writes, the newest first.
#[server(endpoint = "conversations/earlier")]
pub async fn earlier_conversations(
    id: ConversationId,
) -> Result<Vec<ConversationSummary>, AppError> {
    Ok(conversations::earlier(&services(), &identity()?, id).await?)
}

/// The asking member takes a conversation that nobody takes care of, or `from` whoever does.
#[server(endpoint = "conversations/take")]
pub async fn take_conversation(
    id: ConversationId,
    from: Option<AccountId>,
) -> Result<(), AppError> {
    Ok(conversations::take(&services(), &identity()?, id, from).await?)
}

/// Gives a conversation to a member, or to a team, or with neither to nobody.
#[server(endpoint = "conversations/assign")]
pub async fn assign_conversation(
    id: ConversationId,
    member: Option<AccountId>,
    team: Option<TeamId>,
) -> Result<(), AppError> {
    let to = match (member, team) {
        (Some(member), _) => Assignment::Member(member),
        (None, Some(team)) => Assignment::Team(team),
        (None, None) => Assignment::Nobody,
    };
    Ok(conversations::assign(&services(), &identity()?, id, to).await?)
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

/// Puts a conversation off until a moment; without one, no longer.
#[server(endpoint = "conversations/snooze")]
pub async fn snooze_conversation(
    id: ConversationId,
    until: Option<DateTime<Utc>>,
) -> Result<(), AppError> {
    Ok(conversations::put_off(&services(), &identity()?, id, until).await?)
}

/// Gives a conversation back to the assistant.
#[server(endpoint = "conversations/hand-back")]
pub async fn hand_back_conversation(id: ConversationId) -> Result<(), AppError> {
    let identity = identity()?;
    Ok(assistant::hand_back(&services(), &identity, id).await?)
}

/// Whether a person answers a conversation, and the assistant does not.
#[server(endpoint = "conversations/silent")]
pub async fn is_assistant_silent(id: ConversationId) -> Result<bool, AppError> {
    Ok(assistant::is_silent(&services(), &identity()?, id).await?)
}

/// Looks for messages, notes and people.
#[server(endpoint = "conversations/search")]
pub async fn search_inbox(text: String) -> Result<Found, AppError> {
    Ok(search::search(&services(), &identity()?, &text).await?)
}
