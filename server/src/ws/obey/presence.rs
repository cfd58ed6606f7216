use beckon_domain::presence::{Presence, Present};

use crate::ws::connection::Connection;

/// The person is there for as long as the connection lasts.
pub(super) fn arrive(connection: &mut Connection, present: Present) {
    if let Ok(organization) = connection.party.organization() {
        let seat = connection.services.presences.arrive(organization, present);
        connection.seat = Some(seat);
    }
}

/// The person looks elsewhere, or is back.
pub(super) fn set(connection: &Connection, presence: Presence) {
    if let Some(seat) = &connection.seat {
        seat.set(presence);
    }
}
