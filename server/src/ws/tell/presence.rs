use beckon_domain::id::ConversationId;
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::ServerFrame;

use crate::ws::connection::Connection;
use crate::ws::end::End;
use crate::ws::party::Party;

/// Tells an agent which members are there, and a visitor whether anybody is. Who was there and is no more is
/// told of too.
pub(in crate::ws) async fn tell_who_is_there(connection: &mut Connection) -> Result<(), End> {
    let Ok(organization) = connection.party.organization() else {
        return Ok(());
    };
    let presences = connection.services.presences.clone();
    if !matches!(connection.party, Party::Agent { .. }) {
        let online = presences.team_is_online(organization);
        return connection.send(&ServerFrame::TeamOnline(online)).await;
    }
    let mut now: Vec<(Present, Presence)> = presences
        .members(organization)
        .into_iter()
        .map(|(account, presence)| (Present::Member(account), presence))
        .collect();
    let there = |present: &Present| now.iter().any(|(other, _)| other == present);
    let gone: Vec<Present> = connection
        .present
        .keys()
        .filter(|present| matches!(present, Present::Member(_)) && !there(present))
        .copied()
        .collect();
    now.extend(gone.into_iter().map(|present| (present, Presence::Offline)));
    for (present, presence) in now {
        tell_presence(connection, present, presence).await?;
    }
    Ok(())
}

/// Tells an agent whether the visitor of a conversation is there.
pub(in crate::ws) async fn tell_visitor(
    connection: &mut Connection,
    conversation: ConversationId,
) -> Result<(), End> {
    let Party::Agent { identity, .. } = &connection.party else {
        return Ok(());
    };
    let present = Present::Visitor(conversation);
    let presences = &connection.services.presences;
    let presence = presences.of(identity.organization, present);
    tell_presence(connection, present, presence).await
}

async fn tell_presence(
    connection: &mut Connection,
    present: Present,
    presence: Presence,
) -> Result<(), End> {
    connection.present.insert(present, presence);
    connection
        .send(&ServerFrame::Presence { present, presence })
        .await
}
