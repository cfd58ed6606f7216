use beckon_domain::account::Identity;
use beckon_domain::conversation::{MessageNumber, Sender, parse_message};
use beckon_domain::id::{ClientMessageId, ConversationId, OrganizationId, VisitorId};
use beckon_store::TenantTx;
use beckon_store::conversations::{self, Appended, NewMessage};

use super::{ConversationError, News};
use crate::{Services, assistant};

/// A message that is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Where.
    pub conversation: ConversationId,
    /// Its number.
    pub number: MessageNumber,
}

/// Stores a visitor's message in a conversation of theirs; the assistant gets its turn.
pub async fn post_as_visitor(
    services: &Services,
    organization: OrganizationId,
    visitor: VisitorId,
    conversation: ConversationId,
    client_id: ClientMessageId,
    content: &str,
) -> Result<Posted, ConversationError> {
    let content = parse_message(content)?;
    if !services.limits.allows_message(visitor) {
        return Err(ConversationError::SlowDown);
    }
    let mut tx = services.store.tenant(organization).await?;
    if !conversations::belongs_to(&mut tx, conversation, visitor).await? {
        return Err(ConversationError::NotFound);
    }
    let new = NewMessage {
        conversation,
        client_id,
        sender: Sender::Visitor,
        account: None,
        content: &content,
        attachment: None,
    };
    let appended = append(&mut tx, new, services).await?;
    if appended.is_new {
        assistant::enqueue_reply(services, &mut tx, conversation).await?;
    }
    finish(services, tx, conversation, appended, Sender::Visitor).await
}

/// Stores an agent's message. From then on the assistant is silent, and an unassigned conversation is theirs.
pub async fn post_as_agent(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    client_id: ClientMessageId,
    content: &str,
) -> Result<Posted, ConversationError> {
    let content = parse_message(content)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let new = NewMessage {
        conversation,
        client_id,
        sender: Sender::Agent,
        account: Some(identity.account),
        content: &content,
        attachment: None,
    };
    let appended = append(&mut tx, new, services).await?;
    if appended.is_new {
        conversations::silence_assistant(&mut tx, conversation).await?;
        let line = conversations::summary(&mut tx, conversation).await?;
        if line.is_some_and(|line| line.assignee.is_none()) {
            conversations::assign(&mut tx, conversation, identity.account).await?;
        }
    }
    finish(services, tx, conversation, appended, Sender::Agent).await
}

async fn append(
    tx: &mut TenantTx,
    new: NewMessage<'_>,
    services: &Services,
) -> Result<Appended, ConversationError> {
    conversations::append(tx, new, services.clock.now())
        .await?
        .ok_or(ConversationError::NotFound)
}

/// Commits, and then tells others and wakes the worker. A message that was there already is no news.
async fn finish(
    services: &Services,
    mut tx: TenantTx,
    conversation: ConversationId,
    appended: Appended,
    sender: Sender,
) -> Result<Posted, ConversationError> {
    let organization = tx.organization();
    if appended.is_new {
        let news = News::gather(&mut tx, conversation, Some(appended.number)).await?;
        tx.commit().await?;
        count(sender);
        news.publish(services, organization);
        services.jobs.notify_one();
    }
    Ok(Posted {
        conversation,
        number: appended.number,
    })
}

/// Counts a committed message.
pub(crate) fn count(sender: Sender) {
    let sender = match sender {
        Sender::Visitor => "visitor",
        Sender::Agent => "agent",
        Sender::Assistant => "assistant",
        Sender::System => "system",
    };
    metrics::counter!("beckon_messages_total", "sender" => sender).increment(1);
}
