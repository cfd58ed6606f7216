use serde::{Deserialize, Serialize};

use super::{AssistantError, Engine};

/// A field of the assistant's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AssistantField {
    /// The model's name.
    Model,
    /// The provider's address.
    BaseUrl,
    /// What it costs.
    Prices,
    /// What a month may cost.
    Budget,
    /// What the assistant calls itself.
    Name,
    /// What it works towards.
    Goals,
    /// Its usual questions.
    Order,
    /// The site's own questions.
    OwnQuestions,
    /// What it must and must not do.
    Rules,
    /// Words that call for a person.
    Words,
    /// How many questions without an answer call for a person.
    Unanswered,
    /// The score that calls for a person.
    Score,
    /// The key of a provider.
    Key(Engine),
    /// An entry's title, or question.
    Title,
    /// An entry's text, or answer.
    Content,
    /// The address of the page that an entry is from.
    Source,
    /// All entries together.
    Knowledge,
    /// A text that is split into entries.
    Import,
    /// What is said to it in a trial.
    Trial,
}

/// What is wrong with which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{error}")]
pub struct AssistantFieldError {
    /// Beside which field the words stand.
    pub field: AssistantField,
    /// What is wrong.
    pub error: AssistantError,
}

impl AssistantError {
    /// The same, beside its field.
    pub const fn of(self, field: AssistantField) -> AssistantFieldError {
        AssistantFieldError { field, error: self }
    }
}
