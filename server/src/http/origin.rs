use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beckon_app::api::PublicUrl;
use beckon_domain::site::Origin;

/// Lets only our own pages change anything. Browsers send `Origin` with every such request, and a page
/// can't forge it; without one, nobody vouches for the request.
pub(crate) async fn refuse_foreign_mutations(
    State(public_url): State<PublicUrl>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if reads || is_own(request.headers(), &public_url) {
        return next.run(request).await;
    }
    tracing::warn!(origin = ?request.headers().get(header::ORIGIN), "refused a request of another origin");
    (
        StatusCode::FORBIDDEN,
        "This request did not come from a page of this server.\n",
    )
        .into_response()
}

/// Whether the request's `Origin` is the server's own: the configured one, or the host it was sent to.
pub(crate) fn is_own(headers: &HeaderMap, public_url: &PublicUrl) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN).and_then(|origin| Origin::parse(origin).ok()) else {
        return false;
    };
    if Origin::parse(&public_url.0).is_ok_and(|own| own == origin) {
        return true;
    }
    // A proxy may end TLS, so the scheme is taken from the origin; the host is what a browser connected to.
    let scheme = origin.as_str().split("://").next().unwrap_or("https");
    text(header::HOST)
        .and_then(|host| Origin::parse(&format!("{scheme}://{host}")).ok())
        .is_some_and(|own| own == origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(origin: Option<&'static str>, host: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        is_own(&headers, &PublicUrl("https://leads.example.com".to_owned()))
    }

    #[test]
    fn only_our_own_pages_count() {
        assert!(own(Some("https://leads.example.com"), "10.0.0.1:3000"));
        assert!(own(Some("http://localhost:3000"), "localhost:3000"));
        assert!(!own(Some("https://evil.example"), "leads.example.com"));
        assert!(!own(Some("http://localhost:3001"), "localhost:3000"));
        assert!(!own(Some("null"), "leads.example.com"));
        assert!(!own(None, "leads.example.com"));
    }
}
