use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::Refusal;
use beckon_domain::reaction::Emoji;
use beckon_services::conversations::{self, Reactor};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::Party;

/// Sets or takes back a reaction. The answer is heard like by everybody else who follows.
pub(super) async fn react(
    connection: &mut Connection,
    conversation: ConversationId,
    number: MessageNumber,
    reaction: (Emoji, bool),
) -> Result<(), Failure> {
    let organization = connection.party.organization()?;
    connection.must_follow(conversation)?;
    let reactor = match &connection.party {
        Party::Agent { identity, .. } => Reactor::Agent(identity.account),
        Party::Visitor(party) => Reactor::Visitor(party.visitor.ok_or(Refusal::OutOfTurn)?),
        Party::Stranger { .. } => return Err(Refusal::OutOfTurn.into()),
    };
    let services = &connection.services;
    conversations::react(
        services,
        organization,
        conversation,
        number,
        reactor,
        reaction,
    )
    .await?;
    Ok(())
}
