use beckon_domain::id::{AccountId, ClientMessageId, ConversationId};
use beckon_domain::protocol::{Refusal, ServerFrame};
use beckon_services::conversations;

use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::Party;

/// Stores a note that an agent leaves for colleagues. The answer is the note itself, also when it was stored before.
pub(super) async fn write(
    connection: &mut Connection,
    conversation: ConversationId,
    client_id: ClientMessageId,
    content: &str,
    mentions: &[AccountId],
) -> Result<(), Failure> {
    let Party::Agent { identity, .. } = &connection.party else {
        return Err(Refusal::NotAllowed.into());
    };
    let services = &connection.services;
    let note = conversations::add_note(
        services,
        identity,
        conversation,
        client_id,
        content,
        mentions,
    );
    let answer = ServerFrame::Notes(vec![note.await?]);
    Ok(connection.send(&answer).await?)
}
