//! Texts kept ready to be sent, offered after a slash.

use serde::{Deserialize, Serialize};

use crate::conversation::{MessageError, parse_message};
use crate::id::CannedResponseId;

/// Longest shortcut, in characters.
pub const SHORTCUT_MAX: usize = 32;

/// A text kept ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedResponse {
    /// Its id.
    pub id: CannedResponseId,
    /// What is typed after the slash; unique in the organization.
    pub shortcut: String,
    /// The text, with placeholders such as `{name}`.
    pub content: String,
}

/// Why a canned response is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum CannedError {
    /// The shortcut.
    #[error(
        "A shortcut is 1 to {SHORTCUT_MAX} small letters, digits and hyphens, such as opening-hours."
    )]
    Shortcut,
    /// Another has the same shortcut.
    #[error("There is one with this shortcut already. Choose another, or change that one.")]
    Taken,
    /// The text.
    #[error(transparent)]
    Content(#[from] MessageError),
}

/// Checks a shortcut; a slash before it is dropped, and capitals become small.
pub fn parse_shortcut(text: &str) -> Result<String, CannedError> {
    let shortcut = text.trim().trim_start_matches('/').to_ascii_lowercase();
    let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=SHORTCUT_MAX).contains(&shortcut.len()) && shortcut.bytes().all(is_fine) {
        Ok(shortcut)
    } else {
        Err(CannedError::Shortcut)
    }
}

/// Checks both parts of a canned response.
pub fn parse_canned(shortcut: &str, content: &str) -> Result<(String, String), CannedError> {
    Ok((parse_shortcut(shortcut)?, parse_message(content)?))
}

/// What stands for a placeholder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placeholders {
    /// `{name}`: the visitor's first name, if it is known.
    pub name: Option<String>,
    /// `{agent}`: the first name of whoever writes.
    pub agent: String,
    /// `{organization}`: for whom they write.
    pub organization: String,
}

/// The text with its placeholders filled in. One whose value is not known goes, with the blank before it, so that
/// `Hi {name}, …` greets a stranger with `Hi, …`. Other braces stay.
pub fn fill(content: &str, values: &Placeholders) -> String {
    let mut filled = content
        .replace("{agent}", &values.agent)
        .replace("{organization}", &values.organization);
    filled = match &values.name {
        Some(name) => filled.replace("{name}", name),
        None => filled.replace(" {name}", "").replace("{name}", ""),
    };
    filled
}

/// The first word of a name.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn placeholders_are_filled() {
        let mut values = Placeholders {
            name: Some("Ana".into()),
            agent: "Nora".into(),
            organization: "Acme".into(),
        };
        let text = "Hi {name}, I'm {agent} of {organization}. {x}";
        assert_eq!(fill(text, &values), "Hi Ana, I'm Nora of Acme. {x}");
        values.name = None;
        assert_eq!(fill(text, &values), "Hi, I'm Nora of Acme. {x}");
        assert_eq!(first_name("Ana María López"), "Ana");
    }

    #[test]
    fn shortcuts_are_short_and_plain() {
        assert_eq!(parse_shortcut(" /Hours "), Ok("hours".into()));
        for bad in ["", "/", "two words", "ñ", &"x".repeat(33)] {
            assert_eq!(parse_shortcut(bad), Err(CannedError::Shortcut));
        }
    }

    proptest! {
        #[test]
        fn a_shortcut_is_what_the_schema_takes(text in "\\PC{0,40}") {
            if let Ok(shortcut) = parse_shortcut(&text) {
                prop_assert!(shortcut.len() <= SHORTCUT_MAX);
                prop_assert!(shortcut.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')));
            }
        }
    }
}
