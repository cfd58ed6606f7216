use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AssistantSettings, Engine, Usage, Verdict};

/// Which key of a provider a site has. A key itself never leaves the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyState {
    /// Of whom.
    pub engine: Engine,
    /// The last four characters of the site's own.
    pub own: Option<String>,
    /// Whether the installation has one, for sites without their own.
    pub installation: bool,
}

/// All that the settings page of an assistant shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistantState {
    /// What is decided.
    pub settings: AssistantSettings,
    /// The keys.
    pub keys: Vec<KeyState>,
    /// What was used since the first of the month.
    pub used: Usage,
}

impl AssistantState {
    /// Whether the chosen engine can answer at all.
    pub fn has_key(&self) -> bool {
        let of_engine = |key: &&KeyState| key.engine == self.settings.engine;
        self.settings.engine == Engine::Builtin
            || self
                .keys
                .iter()
                .find(of_engine)
                .is_some_and(|key| key.own.is_some() || key.installation)
    }
}

/// What the assistant thought of a lead at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedVerdict {
    /// The verdict.
    pub verdict: Verdict,
    /// Who judged.
    pub engine: Engine,
    /// When.
    pub at: DateTime<Utc>,
}

/// A line of a trial of the assistant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryLine {
    /// Whether the visitor says it, and not the assistant.
    pub is_visitors: bool,
    /// What is said.
    pub text: String,
}

/// What the assistant would answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryAnswer {
    /// What it would say.
    pub reply: String,
    /// Who says so: the built-in engine also where another one did not answer.
    pub engine: Engine,
    /// What would be noted of the visitor, in words.
    pub known: Vec<String>,
    /// Whether a person would be asked to take over.
    pub hands_over: bool,
}
