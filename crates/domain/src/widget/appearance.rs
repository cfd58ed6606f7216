use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{WebAddress, WidgetError};

/// A colour: `#` and six hexadecimal digits in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

impl Colour {
    /// Reads a colour as typed.
    pub fn parse(text: &str) -> Result<Self, WidgetError> {
        let text = text.trim().to_ascii_lowercase();
        match text.strip_prefix('#') {
            Some(digits) if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Ok(Self(text))
            }
            _ => Err(WidgetError::Colour),
        }
    }

    /// The colour.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Colour {
    /// Beckon's own green.
    fn default() -> Self {
        Self("#1f6f5c".to_owned())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Colour {
    type Err = WidgetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Colour {
    type Error = WidgetError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

/// In which lower corner the launcher stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// The left one.
    Left,
    /// The right one.
    #[default]
    Right,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// As the visitor's system is.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How the widget looks and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// Accent colour.
    pub colour: Colour,
    /// Where the launcher stands.
    pub position: Position,
    /// Light or dark.
    pub scheme: Scheme,
    /// A picture beside the title.
    pub logo: Option<WebAddress>,
}
