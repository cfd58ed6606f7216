use beckon_domain::id::{AttachmentId, ClientMessageId, ConversationId};
use beckon_domain::presence::Present;
use beckon_domain::protocol::{Refusal, ServerFrame};
use beckon_services::conversations::{self, Begun, Draft, Opened};

use super::{about_visitor, presence};
use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::Party;

/// Hands a message over to be stored. It is acknowledged once it is committed, while other frames are obeyed.
pub(super) async fn post(
    connection: &mut Connection,
    client_id: ClientMessageId,
    conversation: Option<ConversationId>,
    content: &str,
    attachment: Option<AttachmentId>,
) -> Result<(), Failure> {
    let Some(conversation) = conversation else {
        return Box::pin(begin(connection, client_id, content)).await;
    };
    let draft = Draft {
        conversation,
        client_id,
        content,
        attachment,
    };
    let services = &connection.services;
    let posting = match &connection.party {
        Party::Agent { identity, .. } => {
            conversations::submit_as_agent(services, identity, draft).await?
        }
        Party::Visitor(party) => {
            let visitor = party.visitor.ok_or(Refusal::UnknownConversation)?;
            conversations::may_write(services, &party.arrival(), visitor)?;
            let organization = party.organization;
            conversations::submit_as_visitor(services, organization, visitor, draft).await?
        }
        Party::Stranger { .. } => return Err(Refusal::OutOfTurn.into()),
    };
    connection.unanswered.push(client_id, posting);
    Ok(())
}

/// A visitor's first message: from now on they are known by a token.
async fn begin(
    connection: &mut Connection,
    client_id: ClientMessageId,
    content: &str,
) -> Result<(), Failure> {
    let party = match &mut connection.party {
        Party::Visitor(party) => party,
        Party::Agent { .. } => return Err(Refusal::UnknownConversation.into()),
        Party::Stranger { .. } => return Err(Refusal::OutOfTurn.into()),
    };
    if content.is_empty() {
        return open(connection, client_id).await;
    }
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
    connection.acknowledge(client_id, posted).await?;
    connection.flush().await?;
    about_visitor::store_what_waited(connection).await;
    Ok(())
}

/// A visitor begins with a file. They are told where to send it; its message comes after it.
async fn open(connection: &mut Connection, client_id: ClientMessageId) -> Result<(), Failure> {
    let Party::Visitor(party) = &mut connection.party else {
        return Err(Refusal::OutOfTurn.into());
    };
    let Opened {
        visitor,
        token,
        conversation,
    } = conversations::open(&connection.services, &party.arrival(), client_id).await?;
    party.visitor = Some(visitor);
    party.visit.token = Some(token.clone());
    let known = ServerFrame::Known {
        token,
        conversation,
    };
    presence::arrive(connection, Present::Visitor(conversation));
    connection.send(&known).await?;
    connection.flush().await?;
    about_visitor::store_what_waited(connection).await;
    Ok(())
}
