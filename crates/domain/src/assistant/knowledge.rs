use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AssistantError, AssistantField, AssistantFieldError, Text};
use crate::id::KnowledgeId;
use crate::widget::{Language, WebAddress};

/// Longest title or question, in characters.
pub const TITLE_MAX: u16 = 200;

/// Longest text or answer, in characters.
pub const ANSWER_MAX: u16 = 8_000;

/// Something a site's assistant may tell: a page, or a question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnowledgeEntry {
    /// Its id.
    pub id: KnowledgeId,
    /// In which language it is written.
    pub language: Language,
    /// The title, or the question.
    pub title: String,
    /// The text, or the answer.
    pub content: String,
    /// The address of the page it is from.
    pub source: Option<String>,
    /// When it was written.
    pub updated_at: DateTime<Utc>,
}

/// An entry to be written, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnowledgeDraft {
    /// In which language it is written.
    pub language: Language,
    /// The title, or the question.
    pub title: Text<TITLE_MAX>,
    /// The text, or the answer.
    pub content: String,
    /// The address of the page it is from.
    pub source: Option<WebAddress>,
}

impl KnowledgeDraft {
    /// From what is typed; the source may be empty.
    pub fn parse(
        language: Language,
        title: &str,
        content: &str,
        source: &str,
    ) -> Result<Self, AssistantFieldError> {
        let title = Text::parse(title).map_err(|error| error.of(AssistantField::Title))?;
        let content: String = content
            .trim()
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect();
        if content.is_empty() {
            return Err(AssistantError::Empty.of(AssistantField::Content));
        }
        if content.chars().count() > usize::from(ANSWER_MAX) {
            return Err(AssistantError::TooLong(ANSWER_MAX).of(AssistantField::Content));
        }
        Ok(Self {
            language,
            title,
            content,
            source: WebAddress::parse_optional(source)
                .map_err(|_| AssistantError::Source.of(AssistantField::Source))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_checked() {
        let parse =
            |title, content, source| KnowledgeDraft::parse(Language::En, title, content, source);
        let draft = parse(" Do you\nfinance? ", "Yes:\n- 0% for a year\0", "").unwrap();
        assert_eq!(draft.title.as_str(), "Do you finance?");
        assert_eq!(draft.content, "Yes:\n- 0% for a year");
        let refused = |title, content, source| {
            let error = parse(title, content, source).unwrap_err();
            (error.field, error.error)
        };
        let long = "x".repeat(8_001);
        let (empty, long_error) = (AssistantError::Empty, AssistantError::TooLong(8_000));
        assert_eq!(refused(" ", "A", ""), (AssistantField::Title, empty));
        assert_eq!(refused("Q", "  ", ""), (AssistantField::Content, empty));
        assert_eq!(
            refused("Q", &long, ""),
            (AssistantField::Content, long_error)
        );
        assert_eq!(
            refused("Q", "A", "javascript:alert(1)"),
            (AssistantField::Source, AssistantError::Source)
        );
    }
}
