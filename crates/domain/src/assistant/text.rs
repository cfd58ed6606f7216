use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AssistantError, LINES_MAX};

/// Longest name of a model, in characters.
const MODEL_MAX: usize = 100;

/// One line that an organization wrote: 1 to `MAX` characters without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: u16>(String);

impl<const MAX: u16> Text<MAX> {
    /// Reads a line as typed.
    pub fn parse(text: &str) -> Result<Self, AssistantError> {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        let text = words.join(" ");
        if text.is_empty() {
            Err(AssistantError::Empty)
        } else if text.chars().count() > usize::from(MAX) {
            Err(AssistantError::TooLong(MAX))
        } else {
            Ok(Self(text))
        }
    }

    /// An optional one: nothing typed is none.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, AssistantError> {
        match Self::parse(text) {
            Err(AssistantError::Empty) => Ok(None),
            parsed => parsed.map(Some),
        }
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: u16> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: u16> TryFrom<String> for Text<MAX> {
    type Error = AssistantError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl<const MAX: u16> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

/// A list as typed, one entry a line; empty lines don't count.
pub fn parse_lines<const MAX: u16>(text: &str) -> Result<Vec<Text<MAX>>, AssistantError> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines = lines.map(Text::parse).collect::<Result<Vec<_>, _>>()?;
    if lines.len() > LINES_MAX {
        return Err(AssistantError::TooMany);
    }
    Ok(lines)
}

/// The name of a model, as its provider calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Model(String);

impl Model {
    /// Reads a name as typed.
    pub fn parse(text: &str) -> Result<Self, AssistantError> {
        let text = text.trim();
        let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:/@".contains(&byte);
        if (1..=MODEL_MAX).contains(&text.len()) && text.bytes().all(is_fine) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AssistantError::Model)
        }
    }

    /// An optional one: nothing typed is none.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, AssistantError> {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            Self::parse(text).map(Some)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Model {
    type Error = AssistantError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Model> for String {
    fn from(model: Model) -> Self {
        model.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_models() {
        for good in ["gpt-5-mini", "meta-llama/Llama-3.1:70b", "claude-haiku-4-5"] {
            assert!(Model::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "two words", "naïve", &"x".repeat(101)] {
            assert_eq!(Model::parse(bad), Err(AssistantError::Model));
        }
    }

    proptest! {
        #[test]
        fn a_line_is_one_line(text in "(\\PC|\n|\t){0,80}") {
            if let Ok(line) = Text::<60>::parse(&text) {
                prop_assert!(line.as_str().chars().count() <= 60);
                prop_assert!(!line.as_str().chars().any(char::is_control));
                prop_assert_eq!(&Text::parse(line.as_str()).unwrap(), &line);
            }
        }
    }
}
