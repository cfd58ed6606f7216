use serde::{Deserialize, Serialize};

use super::{WebAddress, WidgetError, parse_line};

/// Longest text, in characters.
pub(super) const TEXT_MAX: u16 = 500;

/// What a visitor agrees to before anything about them is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The words they agree to.
    pub text: String,
    /// Where they can read more.
    pub link: Option<WebAddress>,
}

impl Consent {
    /// From what was typed.
    pub fn parse(text: &str, link: &str) -> Result<Self, WidgetError> {
        Ok(Self {
            text: parse_line(text, TEXT_MAX)?,
            link: WebAddress::parse_optional(link)?,
        })
    }
}
