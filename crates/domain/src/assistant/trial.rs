use serde::{Deserialize, Serialize};

use super::{Engine, HandoffReason};
use crate::lead::Facts;
use crate::widget::Language;

/// Longest message of a trial, in characters.
pub const TRIAL_TEXT_MAX: u16 = 2_000;

/// Most lines of a trial that are looked at.
pub const TRIAL_LINES_MAX: usize = 60;

/// Something that was said in a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialLine {
    /// Whether the visitor said it, or else the assistant.
    pub is_visitors: bool,
    /// What.
    pub text: String,
}

/// Where a trial of the assistant stands. The browser keeps it, for nothing of a trial is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The language of the visitor's browser.
    pub language: Language,
    /// The dialogue's state as JSON, which only the server reads; empty at the beginning.
    pub state: String,
    /// How many questions in a row nothing was found about.
    pub unanswered: u8,
    /// What was said.
    pub lines: Vec<TrialLine>,
}

/// The assistant's answer in a trial, and what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialReply {
    /// What it says.
    pub reply: String,
    /// The state for the next message.
    pub state: String,
    /// The questions in a row that nothing was found about, this one included.
    pub unanswered: u8,
    /// All that it knows of the visitor by now.
    pub known: Facts,
    /// What it takes the message for.
    pub intent: String,
    /// Why it would hand the conversation over, if it would.
    pub handoff: Option<HandoffReason>,
    /// Whether enough is known to get back to the visitor.
    pub complete: bool,
    /// The titles of what it found among what it knows.
    pub sources: Vec<String>,
    /// Who answered.
    pub engine: Engine,
}
