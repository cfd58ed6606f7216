use serde::{Deserialize, Serialize};

use super::{Engine, Question, Tone};

/// What is typed into one section of the settings, unchecked. A list has one entry a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssistantSection {
    /// Who answers, and what it may cost.
    Engine {
        /// Which engine.
        engine: Engine,
        /// Which model; may be empty.
        model: String,
        /// Where the provider is; may be empty.
        base_url: String,
        /// Cents for a million tokens read; may be empty.
        input_price: String,
        /// Cents for a million tokens written; may be empty.
        output_price: String,
        /// Dollars a month; may be empty.
        budget: String,
    },
    /// Who it is.
    Persona {
        /// What it calls itself; may be empty.
        name: String,
        /// How it speaks.
        tone: Tone,
        /// What it works towards.
        goals: String,
    },
    /// What it asks.
    Questions {
        /// Its usual questions, in order; empty for those of the industry.
        order: Vec<Question>,
        /// The site's own.
        own: String,
    },
    /// What it must and must not do.
    Rules(String),
    /// When a person takes over.
    Handover {
        /// Whether frustration calls for one.
        on_frustration: bool,
        /// After how many questions without an answer.
        unanswered: String,
        /// Words that call for one.
        words: String,
        /// From which score on; may be empty.
        score: String,
    },
}
