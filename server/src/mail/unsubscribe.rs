use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use beckon_services::Services;
use beckon_services::mail::{self, UnsubscribeError};
use serde::Deserialize;

use crate::http::{escape, notice, plain_page, unavailable};

/// The proof that a link was in a mail of ours.
#[derive(Deserialize)]
pub(crate) struct Key {
    #[serde(default)]
    key: String,
}

/// Asks whether mails are to stop. It stops none: programs that look into mails follow links.
pub(crate) async fn ask(
    State(services): State<Services>,
    Query(Key { key }): Query<Key>,
) -> Response {
    if let Err(error) = mail::check(&services, &key) {
        return refuse(&error);
    }
    let body = format!(
        "<h1>No more such mails?</h1><p>You will get no more mails like the one you came from.</p>\
         <form method=\"post\" action=\"/unsubscribe?key={}\"><button>No more mails</button></form>",
        escape(&key)
    );
    plain_page("Unsubscribe", &body)
}

/// Stops them: by the button, or by a mail program itself (RFC 8058). No page has to have sent it, as the key is the proof.
pub(crate) async fn unsubscribe(
    State(services): State<Services>,
    Query(Key { key }): Query<Key>,
) -> Response {
    match mail::unsubscribe(&services, &key).await {
        Ok(()) => notice(
            StatusCode::OK,
            "Done",
            "You will get no more mails like the one you came from.",
        ),
        Err(error) => refuse(&error),
    }
}

fn refuse(error: &UnsubscribeError) -> Response {
    match error {
        UnsubscribeError::Forged => notice(
            StatusCode::NOT_FOUND,
            "This link can't be used",
            "Perhaps a part of it is missing. Open the mail again, and follow the link from there.",
        ),
        UnsubscribeError::Unavailable(error) => {
            tracing::warn!(%error, "somebody can't unsubscribe");
            unavailable()
        }
    }
}
