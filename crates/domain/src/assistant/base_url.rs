use std::fmt;

use serde::{Deserialize, Serialize};

use super::AssistantError;
use crate::site::Origin;

/// Longest address, in characters.
const MAX: usize = 300;

/// Where a provider is reached: an origin and a path, such as `https://api.openai.com/v1`. Whether the server may call
/// it is for the server to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Reads an address as typed; a slash at its end is dropped.
    pub fn parse(text: &str) -> Result<Self, AssistantError> {
        let text = text.trim().trim_end_matches('/');
        let (scheme, rest) = text.split_once("://").ok_or(AssistantError::BaseUrl)?;
        let (authority, path) = match rest.find('/') {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let origin = Origin::parse(&format!("{scheme}://{authority}"))
            .map_err(|_| AssistantError::BaseUrl)?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if text.len() > MAX || !path.bytes().all(is_plain) || path.contains("..") {
            return Err(AssistantError::BaseUrl);
        }
        Ok(Self(format!("{origin}{path}")))
    }

    /// An optional one: nothing typed is none.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, AssistantError> {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            Self::parse(text).map(Some)
        }
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = AssistantError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<BaseUrl> for String {
    fn from(url: BaseUrl) -> Self {
        url.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_providers() {
        let parse = |text| BaseUrl::parse(text).map(String::from);
        assert_eq!(
            parse(" https://API.example.com/v1/ "),
            Ok("https://api.example.com/v1".into())
        );
        assert_eq!(
            parse("http://127.0.0.1:8080"),
            Ok("http://127.0.0.1:8080".into())
        );
        for bad in [
            "api.example.com",
            "ftp://example.com",
            "https://user:pass@example.com/v1",
            "https://example.com/v1?x=1",
            "https://example.com/a/../b",
        ] {
            assert_eq!(parse(bad), Err(AssistantError::BaseUrl), "{bad}");
        }
    }
}
