use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use beckon_services::ClientInfo;

use crate::state::TrustProxy;

/// Puts a [`ClientInfo`] into the request's extensions.
pub(crate) async fn find_client(
    State(TrustProxy(trust_proxy)): State<TrustProxy>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let forwarded = if trust_proxy {
        last_forwarded(request.headers())
    } else {
        None
    };
    let user_agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let client = ClientInfo {
        address: forwarded.unwrap_or(peer.ip()),
        user_agent: user_agent.to_owned(),
    };
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// The last address of `X-Forwarded-For`: the one that the trusted proxy itself saw. Those before it are
/// whatever the client claimed.
fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let value = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()?
        .to_str()
        .ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_proxys_own_word_counts() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6, 203.0.113.7".parse().unwrap());
        assert_eq!(last_forwarded(&headers), "203.0.113.7".parse().ok());
        headers.insert("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(last_forwarded(&headers), None);
    }
}
