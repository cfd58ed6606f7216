use beckon_domain::id::{AttachmentId, ClientMessageId, ConversationId};
use beckon_domain::presence::Present;
use beckon_domain::protocol::{Refusal, ServerFrame};
use beckon_services::conversations::{self, Begun, Posted};

use super::presence;
use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::Party;

/// Stores a message, and acknowledges it once it is committed.
pub(super) async fn post(
    connection: &mut Connection,
    client_id: ClientMessageId,
    conversation: Option<ConversationId>,
    content: &str,
    _attachment: Option<AttachmentId>,
) -> Result<(), Failure> {
    let services = &connection.services;
    let posted = match (&connection.party, conversation) {
        (Party::Agent { identity, .. }, Some(conversation)) => {
            conversations::post_as_agent(services, identity, conversation, client_id, content)
                .await?
        }
        (Party::Visitor(party), Some(conversation)) => {
            let visitor = party.visitor.ok_or(Refusal::UnknownConversation)?;
            let organization = party.organization;
            conversations::post_as_visitor(
                services,
                organization,
                visitor,
                conversation,
                client_id,
                content,
            )
            .await?
        }
        (Party::Visitor(_), None) => begin(connection, client_id, content).await?,
        (Party::Agent { .. }, None) => return Err(Refusal::UnknownConversation.into()),
        (Party::Stranger { .. }, _) => return Err(Refusal::OutOfTurn.into()),
    };
    let acknowledged = ServerFrame::Acknowledged {
        client_id,
        conversation: posted.conversation,
        number: posted.number,
    };
    Ok(connection.send(&acknowledged).await?)
}

/// A visitor's first message: from now on they are known by a token.
async fn begin(
    connection: &mut Connection,
    client_id: ClientMessageId,
    content: &str,
) -> Result<Posted, Failure> {
    let Party::Visitor(party) = &mut connection.party else {
        return Err(Refusal::OutOfTurn.into());
    };
    let arrival = party.arrival();
    let Begun {
        visitor,
        token,
        posted,
    } = conversations::begin(&connection.services, &arrival, client_id, content).await?;
    party.visitor = Some(visitor);
    party.visit.token = Some(token.clone());
    let known = ServerFrame::Known {
        token,
        conversation: posted.conversation,
    };
    presence::arrive(connection, Present::Visitor(posted.conversation));
    connection.send(&known).await?;
    Ok(posted)
}
