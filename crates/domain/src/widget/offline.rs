use serde::{Deserialize, Serialize};

use super::{WidgetError, parse_line};

/// Longest text, in characters.
const TEXT_MAX: u16 = 300;

/// What a visitor is offered outside business hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offline {
    /// Whether a form asks for an e-mail address, so that the answer can follow by mail. Without it the chat goes on
    /// as always, with the assistant.
    pub form: bool,
    /// The words above it; nothing for the widget's own, in the visitor's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Default for Offline {
    fn default() -> Self {
        Self {
            form: true,
            text: None,
        }
    }
}

impl Offline {
    /// From what was typed.
    pub fn parse(form: bool, text: &str) -> Result<Self, WidgetError> {
        let text = match text.trim() {
            "" => None,
            text => Some(parse_line(text, TEXT_MAX)?),
        };
        Ok(Self { form, text })
    }
}
