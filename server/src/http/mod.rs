//! What happens to every request before a handler sees it, and to every response after.

mod assets;
mod body;
mod client;
mod crawlers;
pub(crate) mod export;
pub(crate) mod files;
mod finish;
mod headers;
mod identity;
mod kept;
pub(crate) mod landing;
pub(crate) mod lead_import;
mod measure;
mod notice;
mod origin;

pub(crate) use assets::{host_script, immutable, public_file, worker_script};
pub(crate) use body::bound_body;
pub(crate) use client::find_client;
pub(crate) use crawlers::{robots, sitemap};
pub(crate) use finish::finish_what_was_begun;
pub(crate) use headers::add_security_headers;
pub(crate) use identity::find_identity;
pub(crate) use kept::{KeptPages, keep_pages};
pub(crate) use measure::measure;
pub(crate) use notice::{escape, notice, plain_page};
pub(crate) use origin::{is_own, refuse_foreign_mutations};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The answer while the database can't be reached: the browser may try again by itself.
pub(crate) fn unavailable() -> Response {
    let body = "Beckon can't reach its database just now. Please try again in a moment.\n";
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, "5")],
        body,
    )
        .into_response()
}
