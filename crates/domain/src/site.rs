//! Sites: the places where an organization catches visitors.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::SiteId;
use crate::industry::Industry;
use crate::widget::WidgetSettings;

/// The public key in a site's script tag: `bk_` and 20 characters of `a-z` and `2-7`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
#[serde(try_from = "String", into = "String")]
pub struct SiteKey(String);

impl SiteKey {
    const ALPHABET: &'static [u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

    /// The key made of 20 random bytes, of which five bits each count.
    pub fn from_bytes(random: [u8; 20]) -> Self {
        let tail: String = random
            .iter()
            .map(|byte| char::from(Self::ALPHABET[usize::from(byte & 31)]))
            .collect();
        Self(format!("bk_{tail}"))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SiteKey {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("bk_") {
            Some(tail) if tail.len() == 20 && tail.bytes().all(|b| Self::ALPHABET.contains(&b)) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(SiteError::Key),
        }
    }
}

impl TryFrom<String> for SiteKey {
    type Error = SiteError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<SiteKey> for String {
    fn from(key: SiteKey) -> Self {
        key.0
    }
}

/// Why a site's setting is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SiteError {
    /// Not a site key.
    #[error("A site key looks like bk_ and 20 letters or digits.")]
    Key,
    /// Not a web origin.
    #[error("An origin looks like https://www.example.com, without a path.")]
    Origin,
}

/// A web origin: scheme, host and, where it is not the scheme's own, port; as a browser's `Origin` header spells it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

impl Origin {
    /// Parses an origin; a trailing slash is forgiven, a path is not.
    pub fn parse(text: &str) -> Result<Self, SiteError> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let (scheme, authority) = text.split_once("://").ok_or(SiteError::Origin)?;
        let default_port = match scheme {
            "https" => "443",
            "http" => "80",
            _ => return Err(SiteError::Origin),
        };
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let host_ok = !host.is_empty()
            && (host.starts_with('[')
                && host.ends_with(']')
                && host[1..host.len() - 1]
                    .parse::<std::net::Ipv6Addr>()
                    .is_ok()
                || host.split('.').all(|label| {
                    !label.is_empty()
                        && label
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
                }));
        let port_ok = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        if !host_ok || !port_ok {
            return Err(SiteError::Origin);
        }
        Ok(match port {
            Some(port) if port != default_port => Self(format!("{scheme}://{host}:{port}")),
            _ => Self(format!("{scheme}://{host}")),
        })
    }

    /// The origin.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Origin {
    type Error = SiteError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

/// What an inbox shows of a site.
pub type SiteName = String;

/// A site as its organization sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// The key in its script tag.
    pub key: SiteKey,
    /// Its name, for the organization.
    pub name: SiteName,
    /// What its visitors ask about.
    pub industry: Industry,
    /// The origins on which the widget may load.
    pub allowed_origins: Vec<Origin>,
    /// How the widget looks and speaks.
    pub widget: WidgetSettings,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn origins() {
        assert_eq!(
            Origin::parse("HTTPS://Shop.Example.com/").unwrap().as_str(),
            "https://shop.example.com"
        );
        assert_eq!(
            Origin::parse("https://shop.example.com:443")
                .unwrap()
                .as_str(),
            "https://shop.example.com"
        );
        assert_eq!(
            Origin::parse("http://localhost:3002").unwrap().as_str(),
            "http://localhost:3002"
        );
        assert_eq!(
            Origin::parse("http://[::1]:80").unwrap().as_str(),
            "http://[::1]"
        );
        for bad in [
            "",
            "shop.example.com",
            "ftp://x.com",
            "https://",
            "https://x.com/path",
            "https://x.com:0",
            "https://a b.com",
            "https://x.com; script-src *",
            "https://*",
        ] {
            assert_eq!(Origin::parse(bad), Err(SiteError::Origin), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn made_keys_parse(random in any::<[u8; 20]>()) {
            let key = SiteKey::from_bytes(random);
            prop_assert_eq!(key.as_str().parse::<SiteKey>().unwrap(), key);
        }

        /// An origin goes into a `Content-Security-Policy` header: nothing may break out of it.
        #[test]
        fn origins_are_safe_in_a_header(text in "\\PC{0,60}") {
            if let Ok(origin) = Origin::parse(&text) {
                prop_assert!(!origin.as_str().contains([';', ',', ' ', '\'', '"', '*']));
            }
        }
    }
}
