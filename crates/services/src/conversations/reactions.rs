use beckon_domain::conversation::{MessageNumber, Sender};
use beckon_domain::id::{AccountId, ConversationId, OrganizationId, VisitorId};
use beckon_domain::reaction::Emoji;
use beckon_realtime::{Event, Topic};
use beckon_store::conversations::{self, NewReaction};

use super::ConversationError;
use crate::Services;

/// Who reacts.
#[derive(Clone, Copy, Debug)]
pub enum Reactor {
    /// The conversation's visitor.
    Visitor(VisitorId),
    /// A member.
    Agent(AccountId),
}

/// Sets or takes back a reaction, and tells everybody who follows, the one who reacts among them, how the
/// message's reactions are now. Whether they may see the conversation, the caller has found out.
pub async fn react(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
    number: MessageNumber,
    reactor: Reactor,
    (emoji, on): (Emoji, bool),
) -> Result<(), ConversationError> {
    let (reactor, sender) = match reactor {
        Reactor::Visitor(visitor) => (visitor.0, Sender::Visitor),
        Reactor::Agent(account) => (account.0, Sender::Agent),
    };
    let new = NewReaction {
        conversation,
        number,
        reactor,
        sender,
        emoji,
        on,
    };
    let mut tx = services.store.tenant(organization).await?;
    let reactions = conversations::react(&mut tx, new, services.clock.now()).await?;
    let reactions = reactions.ok_or(ConversationError::NotFound)?;
    tx.commit().await?;
    let topic = Topic::Conversation(organization, conversation);
    let event = Event::Reactions {
        conversation,
        reactions,
    };
    services.bus.publish(topic, event);
    Ok(())
}
