use serde::{Deserialize, Serialize};

use super::{AssistantError, Text};

/// Why a person is asked to take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "handoff_reason", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum HandoffReason {
    /// The visitor asked for one.
    Request,
    /// The visitor has had enough of the assistant.
    Frustration,
    /// The assistant had no answer.
    Unanswered,
    /// A rule of the site.
    Rule,
}

impl HandoffReason {
    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Request => "The visitor asked for a person",
            Self::Frustration => "The visitor is frustrated",
            Self::Unanswered => "The assistant had no answer",
            Self::Rule => "A rule of the site",
        }
    }
}

/// When a person takes over besides when the visitor asks for one, which always counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawHandover", into = "RawHandover")]
pub struct Handover {
    /// Whether frustration does.
    pub on_frustration: bool,
    /// After how many questions in a row without an answer, 1 to 5.
    pub unanswered: u8,
    /// Words in a message that do.
    pub words: Vec<Text<60>>,
    /// From which score of the lead on.
    pub score: Option<u8>,
}

impl Default for Handover {
    fn default() -> Self {
        Self {
            on_frustration: true,
            unanswered: 2,
            words: Vec::new(),
            score: None,
        }
    }
}

impl Handover {
    /// Checks the numbers as typed; a score may be missing.
    pub fn parse(
        on_frustration: bool,
        unanswered: &str,
        words: Vec<Text<60>>,
        score: &str,
    ) -> Result<Self, AssistantError> {
        let number = |text: &str| text.trim().parse::<u8>().ok();
        let score = match score.trim() {
            "" => None,
            text => Some(number(text).ok_or(AssistantError::Score)?),
        };
        RawHandover {
            on_frustration,
            unanswered: number(unanswered).ok_or(AssistantError::Unanswered)?,
            words,
            score,
        }
        .try_into()
    }

    /// Whether a message holds one of the words, as words of its own.
    pub fn is_called_for_by(&self, message: &str) -> bool {
        let message = words_of(message);
        self.words
            .iter()
            .any(|words| message.contains(&words_of(words.as_str())))
    }
}

/// ` one two `: small words with a blank around each, so that a phrase is found whole.
fn words_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

/// As it travels.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct RawHandover {
    on_frustration: bool,
    unanswered: u8,
    words: Vec<Text<60>>,
    score: Option<u8>,
}

impl Default for RawHandover {
    fn default() -> Self {
        Handover::default().into()
    }
}

impl TryFrom<RawHandover> for Handover {
    type Error = AssistantError;

    fn try_from(raw: RawHandover) -> Result<Self, Self::Error> {
        if !(1..=5).contains(&raw.unanswered) {
            return Err(AssistantError::Unanswered);
        }
        if raw.score.is_some_and(|score| !(1..=100).contains(&score)) {
            return Err(AssistantError::Score);
        }
        Ok(Self {
            on_frustration: raw.on_frustration,
            unanswered: raw.unanswered,
            words: raw.words,
            score: raw.score,
        })
    }
}

impl From<Handover> for RawHandover {
    fn from(handover: Handover) -> Self {
        Self {
            on_frustration: handover.on_frustration,
            unanswered: handover.unanswered,
            words: handover.words,
            score: handover.score,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::parse_lines;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let handover = Handover {
            words: parse_lines("lawyer\nJe veux résilier").unwrap(),
            ..Handover::default()
        };
        assert!(handover.is_called_for_by("I'll call my LAWYER!"));
        assert!(handover.is_called_for_by("bonjour, je  veux résilier."));
        assert!(!handover.is_called_for_by("lawyers are expensive"));
        assert!(!Handover::default().is_called_for_by(""));
    }

    #[test]
    fn numbers_are_checked() {
        let parse = |unanswered, score| Handover::parse(true, unanswered, Vec::new(), score);
        assert_eq!(parse("3", "80").unwrap().score, Some(80));
        assert_eq!(parse("3", "").unwrap().score, None);
        assert_eq!(parse("0", ""), Err(AssistantError::Unanswered));
        assert_eq!(parse("3", "101"), Err(AssistantError::Score));
    }
}
