use serde::{Deserialize, Serialize};

use super::AssistantError;

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
    /// Numbers that call for a person.
    Handover,
    /// A provider's key.
    Key,
    /// An entry of its knowledge.
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
