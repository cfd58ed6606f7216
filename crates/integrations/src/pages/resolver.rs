use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::is_public;

/// A name has no address.
#[derive(Debug, thiserror::Error)]
#[error("no such name")]
pub(super) struct Unknown;

/// A name has a private address.
#[derive(Debug, thiserror::Error)]
#[error("a private address")]
pub(super) struct NotPublic;

/// Resolves names to public addresses. The connection is made to the very addresses that were looked at here, so that
/// a name that resolves differently a moment later gains nothing.
#[derive(Debug)]
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0))
                .await
                .map_err(|_| Unknown)?
                .collect();
            if found.is_empty() {
                return Err(Unknown.into());
            }
            // One private address among public ones is a trick, too.
            if found.iter().any(|address| !is_public(address.ip())) {
                return Err(NotPublic.into());
            }
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}
