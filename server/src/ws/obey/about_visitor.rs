use beckon_domain::protocol::{Refusal, ServerFrame};
use beckon_services::conversations;
use beckon_services::visitors::{self, AboutError};

use crate::ws::connection::Connection;
use crate::ws::end::Failure;
use crate::ws::party::{Party, VisitorParty};

/// The host page says who the visitor is. They are welcomed anew: a customer's conversation comes back. With a token
/// that is not genuine the chat goes on as it was.
pub(super) async fn identify(connection: &mut Connection, token: String) -> Result<(), Failure> {
    let (services, party) = visitor(connection)?;
    let (organization, site) = (party.organization, party.site.id);
    let is_genuine = visitors::is_genuine(services, organization, site, &token)
        .await
        .map_err(unavailable)?;
    if !is_genuine {
        return Err(Refusal::BadIdentity.into());
    }
    party.visit.identity = Some(token);
    let known = conversations::recognise(services, organization, &party.site, &party.visit).await?;
    party.visitor = known.map(|known| known.visitor);
    let conversation = match known {
        Some(known) => conversations::shown_to(services, organization, &party.site, known).await?,
        None => None,
    };
    store(connection).await?;
    let welcome = ServerFrame::Welcome { conversation };
    Ok(connection.send(&welcome).await?)
}

/// The host page tells something about the visitor.
pub(super) async fn attributes(connection: &mut Connection, json: &str) -> Result<(), Failure> {
    let (_, party) = visitor(connection)?;
    party.about.take_attributes(json).map_err(refusal)?;
    store(connection).await
}

/// The visitor did something on the host page.
pub(super) async fn track(connection: &mut Connection, event: &str) -> Result<(), Failure> {
    let (services, party) = visitor(connection)?;
    let now = services.clock.now();
    party.about.take_event(event, now).map_err(refusal)?;
    store(connection).await
}

/// Stores what the host page told, once there is a visitor to store it with.
pub(super) async fn store(connection: &mut Connection) -> Result<(), Failure> {
    let (services, party) = visitor(connection)?;
    let Some(visitor) = party.visitor else {
        return Ok(());
    };
    let stored = party.about.store(services, party.organization, visitor);
    Ok(stored.await.map_err(refusal)?)
}

/// The visitor is known from now on. Their message is stored, whatever becomes of what the page told before.
pub(super) async fn store_what_waited(connection: &mut Connection) {
    if let Err(Failure::Refused(reason)) = store(connection).await {
        tracing::info!(%reason, "what a host page told of a new visitor is not kept");
    }
}

/// An identity that came with the hello and is not genuine is forgotten, and the page is told.
pub(super) async fn check_identity(connection: &mut Connection) -> Result<(), Failure> {
    let Ok((services, party)) = visitor(connection) else {
        return Ok(());
    };
    let Some(token) = &party.visit.identity else {
        return Ok(());
    };
    let is_genuine = visitors::is_genuine(services, party.organization, party.site.id, token)
        .await
        .map_err(unavailable)?;
    if !is_genuine {
        party.visit.identity = None;
        let refused = ServerFrame::Refused {
            client_id: None,
            reason: Refusal::BadIdentity,
        };
        connection.send(&refused).await?;
    }
    Ok(())
}

/// Only a host page has something to tell.
fn visitor(
    connection: &mut Connection,
) -> Result<(&beckon_services::Services, &mut VisitorParty), Refusal> {
    let Connection {
        services, party, ..
    } = connection;
    match party {
        Party::Visitor(visitor) => Ok((services, visitor)),
        Party::Agent { .. } => Err(Refusal::NotAllowed),
        Party::Stranger { .. } => Err(Refusal::OutOfTurn),
    }
}

fn refusal(error: AboutError) -> Refusal {
    match error {
        AboutError::Value => Refusal::BadValue,
        AboutError::SlowDown => Refusal::SlowDown,
        AboutError::Unavailable(error) => unavailable(error),
    }
}

fn unavailable(error: impl std::fmt::Display) -> Refusal {
    tracing::warn!(%error, "a frame has to wait");
    Refusal::Unavailable
}
