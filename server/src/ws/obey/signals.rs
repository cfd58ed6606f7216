use beckon_domain::account::Identity;
use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::ConversationId;
use beckon_realtime::{Event, Topic};
use beckon_services::{Services, conversations, notifications};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::Party;

/// Everything up to a number was seen.
pub(super) async fn read(
    connection: &mut Connection,
    conversation: ConversationId,
    upto: MessageNumber,
) -> Result<(), Failure> {
    connection.must_follow(conversation)?;
    let (services, party) = (&connection.services, &connection.party);
    let organization = party.organization()?;
    let reader = party.sender();
    conversations::mark_read(services, organization, conversation, reader, upto).await?;
    if let Party::Agent { identity, .. } = party {
        forget_notifications(services, identity, conversation).await;
    }
    Ok(())
}

/// What somebody looks at, they need not be told of. Where that fails they are, and no harm is done.
async fn forget_notifications(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) {
    if let Err(error) =
        notifications::mark_read(services, identity, Some(conversation.into())).await
    {
        tracing::warn!(%error, "notifications stay unread");
    }
}

/// Tells the others that somebody is typing. It is kept nowhere, and nothing is answered.
pub(super) fn typing(connection: &Connection, conversation: ConversationId) {
    let Ok(organization) = connection.party.organization() else {
        return;
    };
    if !connection.followed.contains(conversation) {
        return;
    }
    let name = match &connection.party {
        Party::Agent { identity, .. } => Some(identity.name.clone()),
        _ => None,
    };
    let event = Event::Typing {
        conversation,
        sender: connection.party.sender(),
        name,
        origin: Some(connection.listener.id()),
    };
    let topic = Topic::Conversation(organization, conversation);
    connection.services.bus.publish(topic, event);
}
