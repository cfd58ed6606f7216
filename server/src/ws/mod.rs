//! The WebSocket: one connection for each open page, visitor's or agent's.

mod connection;
mod end;
mod followed;
mod obey;
mod party;
mod tell;
mod unanswered;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use beckon_app::api::SESSION_COOKIE;
use beckon_domain::account::Identity;
use beckon_domain::protocol::FRAME_MAX;
use beckon_services::ClientInfo;

use crate::http::is_own;
use crate::state::AppState;

use connection::Connection;
use party::Party;

/// The library's buffer for reading is 128 KiB by default, for each connection; frames are small.
const READ_BUFFER: usize = 4 * 1024;

/// What is written is sent at once from here on. The library keeps as much room for each connection as was ever waiting.
const WRITE_BUFFER: usize = 4 * 1024;

/// Upgrades a request of one of our own pages.
pub(crate) async fn upgrade(
    socket: WebSocketUpgrade,
    State(state): State<AppState>,
    Extension(identity): Extension<Option<Identity>>,
    Extension(client): Extension<ClientInfo>,
    jar: CookieJar,
    headers: HeaderMap,
) -> Response {
    if !is_own(&headers, &state.public_url) {
        return (
            StatusCode::FORBIDDEN,
            "WebSockets are for pages of this server.\n",
        )
            .into_response();
    }
    let session = jar
        .get(SESSION_COOKIE)
        .map(|cookie| cookie.value().to_owned());
    let party = Party::new(identity.zip(session), client);
    socket
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        // A frame that is a little too long is answered; one far too long ends the connection.
        .max_message_size(4 * FRAME_MAX)
        .on_upgrade(move |socket| Connection::new(socket, state, party).run())
}
