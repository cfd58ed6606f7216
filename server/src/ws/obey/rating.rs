use beckon_domain::id::ConversationId;
use beckon_domain::protocol::Refusal;
use beckon_services::conversations::{self, RatingError};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::Party;

/// The visitor's opinion of their closed conversation. They hear the answer like everybody else who follows.
pub(super) async fn rate(
    connection: &mut Connection,
    conversation: ConversationId,
    rating: u8,
    comment: &str,
) -> Result<(), Failure> {
    let Party::Visitor(party) = &connection.party else {
        return Err(Refusal::NotAllowed.into());
    };
    let visitor = party.visitor.ok_or(Refusal::OutOfTurn)?;
    let (services, organization) = (&connection.services, party.organization);
    let opinion = (rating, comment);
    conversations::rate(services, organization, visitor, conversation, opinion)
        .await
        .map_err(|error| match error {
            RatingError::Value => Refusal::BadValue.into(),
            RatingError::NotAllowed => Refusal::NotAllowed.into(),
            RatingError::Conversation(error) => error.into(),
        })
}
