//! Server functions by subject. Each is a public endpoint: it asks who calls, calls one use case,
//! and turns its error into an [`AppError`](crate::error::AppError).

#![expect(
    missing_docs,
    reason = "the server macro makes a field of each argument, which its function's docs speak of"
)]

use serde::{Deserialize, Serialize};

pub mod accounts;
pub mod appointments;
pub mod assistant;
pub mod booking;
pub mod canned;
pub mod conversations;
pub mod forms;
pub mod held;
pub mod lead_imports;
pub mod lead_merges;
pub mod lead_views;
pub mod leads;
pub mod notifications;
pub mod routing;
pub mod scoring;
pub mod sites;
pub mod team;
pub mod teams;

#[cfg(feature = "ssr")]
mod draft;
#[cfg(feature = "ssr")]
mod request;

#[cfg(feature = "ssr")]
pub(crate) use request::is_plain_form;
#[cfg(feature = "ssr")]
pub use request::{
    clear_session_cookie, client_info, cookie, header, identity, maybe_identity, request_parts,
    services, set_cookie, set_session_cookie,
};

/// The name of the cookie that holds the session's secret.
pub const SESSION_COOKIE: &str = "beckon_session";

/// The id of the element around a page's form: where the browser goes when it was refused.
pub const FORM_ID: &str = "form";

/// The address under which visitors reach this installation, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicUrl(pub String);

impl PublicUrl {
    /// Whether it is served over TLS, so that cookies may be kept to it.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}
