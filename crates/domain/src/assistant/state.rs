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
