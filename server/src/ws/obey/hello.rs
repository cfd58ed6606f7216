use axum::extract::ws::close_code;
use beckon_domain::presence::Present;
use beckon_domain::protocol::{ServerFrame, Visit};
use beckon_realtime::Topic;
use beckon_services::accounts;

use super::{about_visitor, presence};
use crate::ws::connection::Connection;
use crate::ws::end::{End, Failure};
use crate::ws::party::Party;
use crate::ws::tell;

/// From now on it is known who they are; they are told who is there.
pub(super) async fn hello(
    connection: &mut Connection,
    version: u16,
    visit: Option<Visit>,
) -> Result<(), Failure> {
    let Connection {
        party, services, ..
    } = connection;
    let conversation = party.greet(services, version, visit).await?;
    connection.version = version;
    let party = &connection.party;
    let organization = party.organization()?;
    let topics = match party {
        Party::Agent { identity, .. } => vec![
            Topic::Inbox(organization),
            Topic::Member(organization, identity.account),
        ],
        _ => vec![Topic::Team(organization)],
    };
    for topic in topics {
        connection.listener.follow(topic).await;
    }
    connection
        .send(&ServerFrame::Welcome { conversation })
        .await?;
    connection.flush().await?;
    about_visitor::check_identity(connection).await?;
    let present = match &connection.party {
        Party::Agent { identity, .. } => Some(Present::Member(identity.account)),
        _ => conversation.map(Present::Visitor),
    };
    if let Some(present) = present {
        presence::arrive(connection, present);
    }
    Ok(tell::presence::tell_who_is_there(connection).await?)
}

/// Answers a ping. An agent whose session was revoked in the meantime is signed out here too.
pub(super) async fn ping(connection: &mut Connection) -> Result<(), Failure> {
    if let Party::Agent { session, .. } = &connection.party
        && matches!(
            accounts::identify(&connection.services, session).await,
            Ok(None)
        )
    {
        return Err(End::Close(close_code::POLICY, "signed out").into());
    }
    Ok(connection.send(&ServerFrame::Pong).await?)
}
