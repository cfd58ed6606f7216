//! What a server function learns from the request it serves, and says in the response.

use axum::http::header::{self, HeaderName};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method};
use axum_extra::extract::cookie::{Cookie, SameSite};
use beckon_domain::account::Identity;
use beckon_services::accounts::SessionToken;
use beckon_services::{ClientInfo, Services};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;

use super::{PublicUrl, SESSION_COOKIE};
use crate::error::AppError;

/// How long a browser stays signed in, in days.
const SESSION_DAYS: i64 = 30;

/// The use cases.
pub fn services() -> Services {
    expect_context::<Services>()
}

/// The request being served; `None` while routes are listed at start.
pub fn request_parts() -> Option<Parts> {
    use_context::<Parts>()
}

/// Who is signed in.
pub fn identity() -> Result<Identity, AppError> {
    maybe_identity().ok_or_else(|| AppError::SignInNeeded.answered())
}

/// Who is signed in, if anybody is.
pub fn maybe_identity() -> Option<Identity> {
    request_parts()?
        .extensions
        .get::<Option<Identity>>()
        .cloned()
        .flatten()
}

/// From where the request came.
pub fn client_info() -> Result<ClientInfo, AppError> {
    request_parts()
        .and_then(|parts| parts.extensions.get::<ClientInfo>().cloned())
        .ok_or_else(|| {
            tracing::error!("the request has no client information: is its middleware in place?");
            AppError::Server.answered()
        })
}

/// Whether a browser sent a form by itself: it then shows whatever comes back, so that has to be a page.
pub(crate) fn is_plain_form() -> bool {
    let accepts_pages = header(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    accepts_pages && request_parts().is_some_and(|parts| parts.method == Method::POST)
}

/// A request header, where it is there and text.
pub fn header(name: HeaderName) -> Option<String> {
    request_parts()?
        .headers
        .get(name)?
        .to_str()
        .ok()
        .map(ToOwned::to_owned)
}

/// A cookie that the browser sent.
pub fn cookie(name: &str) -> Option<String> {
    let header = header(header::COOKIE)?;
    Cookie::split_parse(header)
        .flatten()
        .find_map(|cookie| (cookie.name() == name).then(|| cookie.value().to_owned()))
}

/// Sets a cookie that scripts can't read and other sites can't send along with a form.
/// A `max_age` of zero removes it.
pub fn set_cookie(name: &str, value: &str, path: &str, max_age: chrono::Duration) {
    let secure = use_context::<PublicUrl>().is_some_and(|url| url.is_secure());
    let mut cookie = Cookie::build((name, value))
        .path(path)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build();
    cookie.set_secure(secure);
    let header = format!("{cookie}; Max-Age={}", max_age.num_seconds());
    match (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&header),
    ) {
        (Some(response), Ok(value)) => response.append_header(header::SET_COOKIE, value),
        (None, _) | (_, Err(_)) => tracing::error!(name, "a cookie could not be set"),
    }
}

/// Signs this browser in.
pub fn set_session_cookie(token: &SessionToken) {
    set_cookie(
        SESSION_COOKIE,
        token.as_str(),
        "/",
        chrono::Duration::days(SESSION_DAYS),
    );
}

/// Signs this browser out.
pub fn clear_session_cookie() {
    set_cookie(SESSION_COOKIE, "", "/", chrono::Duration::zero());
}
