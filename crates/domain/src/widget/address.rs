use std::fmt;

use serde::{Deserialize, Serialize};

use super::WidgetError;
use crate::site::Origin;

/// Longest address, in characters.
const MAX: usize = 500;

/// An `https` address of a picture or a page: an origin, and a path of characters that need no escape in HTML or in
/// a policy header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

impl WebAddress {
    /// Reads an address as typed.
    pub fn parse(text: &str) -> Result<Self, WidgetError> {
        let text = text.trim();
        let rest = text.strip_prefix("https://").ok_or(WidgetError::Address)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\`{|}^".contains(&byte);
        if text.len() > MAX
            || !text.bytes().all(is_plain)
            || Origin::parse(&text[..8 + host.len()]).is_err()
        {
            return Err(WidgetError::Address);
        }
        Ok(Self(text.to_owned()))
    }

    /// An optional one: nothing typed is none.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, WidgetError> {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            Self::parse(text).map(Some)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its origin, for a content security policy.
    pub fn origin(&self) -> Option<Origin> {
        let host = self
            .0
            .strip_prefix("https://")?
            .split(['/', '?', '#'])
            .next()?;
        Origin::parse(&self.0[..8 + host.len()]).ok()
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for WebAddress {
    type Error = WidgetError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}
