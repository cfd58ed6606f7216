use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use beckon_app::api::SESSION_COOKIE;
use beckon_domain::account::Identity;
use beckon_services::{Services, accounts};

use super::unavailable;

/// Puts an `Option<Identity>` into the request's extensions. What somebody who is signed in sees is kept
/// out of shared caches.
pub(crate) async fn find_identity(
    State(services): State<Services>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let identity: Option<Identity> = match jar.get(SESSION_COOKIE) {
        Some(cookie) => match accounts::identify(&services, cookie.value()).await {
            Ok(identity) => identity,
            Err(error) => {
                tracing::warn!(%error, "can't tell who is signed in");
                return unavailable();
            }
        },
        None => None,
    };
    let signed_in = identity.is_some();
    request.extensions_mut().insert(identity);
    let mut response = next.run(request).await;
    if signed_in && !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        );
    }
    response
}
