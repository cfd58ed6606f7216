//! Whom we talk to at an address that somebody outside named. Nobody may send us to our own machine or network.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect;
use url::{Host, Url};

/// Which addresses may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those of the public internet, by TLS.
    Public,
    /// All; for tests.
    Anywhere,
}

impl Reach {
    /// Whether an address may be reached, as far as it tells by itself: what its name leads to is looked at
    /// when it is resolved.
    pub fn allows(self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else {
            return false;
        };
        if self == Self::Anywhere {
            return true;
        }
        url.scheme() == "https"
            && match url.host() {
                Some(Host::Domain(_)) => true,
                Some(Host::Ipv4(ip)) => is_public(ip.into()),
                Some(Host::Ipv6(ip)) => is_public(ip.into()),
                None => false,
            }
    }
}

/// A client that goes no further than it may, and follows nobody elsewhere.
pub fn client(reach: Reach, patience: Duration) -> reqwest::Result<reqwest::Client> {
    let mut builder = reqwest::Client::builder()
        .timeout(patience)
        .redirect(redirect::Policy::none());
    if reach == Reach::Public {
        builder = builder.dns_resolver(Arc::new(PublicOnly));
    }
    builder.build()
}

/// Resolves names to public addresses alone: a name may lead anywhere, and elsewhere the next time.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move { Ok(Box::new(public_addresses(name.as_str()).await?) as Addrs) })
    }
}

/// The public ones among the addresses of a name.
pub(crate) async fn public_addresses(
    name: &str,
) -> io::Result<impl Iterator<Item = SocketAddr> + Send + use<>> {
    let found = tokio::net::lookup_host((name, 0)).await?;
    let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
    if public.is_empty() {
        let error = io::Error::new(io::ErrorKind::PermissionDenied, "not a public address");
        return Err(error);
    }
    Ok(public.into_iter())
}

/// Whether an address is of the public internet: not this machine, its network, or anything reserved.
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_unspecified()
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        // Shared by providers, protocol assignments, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

/// Only what is handed out to the public (`2000::/3`), without what is for documentation or wraps an IPv4 address.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    a & 0xe000 == 0x2000 && a != 0x2002 && !(a == 0x2001 && (b == 0xdb8 || b == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_by_tls() {
        for allowed in [
            "https://push.example/x",
            "https://8.8.8.8/",
            "https://[2606:4700::1]/",
        ] {
            assert!(Reach::Public.allows(allowed), "{allowed}");
        }
        for refused in [
            "http://push.example/x",
            "https://127.0.0.1/",
            "https://10.1.2.3/",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[fd00::1]/",
            "https://0x7f.1/",
            "file:///etc/passwd",
            "nonsense",
        ] {
            assert!(!Reach::Public.allows(refused), "{refused}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_not_followed() {
        let client = client(Reach::Public, Duration::from_secs(2)).unwrap();
        assert!(
            client
                .get("https://localhost/")
                .send()
                .await
                .unwrap_err()
                .is_connect()
        );
    }
}
