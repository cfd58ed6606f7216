//! What a score was, and scoring anew.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Score, ScoreRules};
use crate::condition::Profile;
use crate::id::LeadId;

/// Why a score changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "score_cause", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum ScoreCause {
    /// Something happened: a message, a form, a visit.
    Activity,
    /// The organization's rules changed.
    Rules,
    /// Days went by.
    Time,
}

impl ScoreCause {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "Something happened",
            Self::Rules => "Rules changed",
            Self::Time => "Days went by",
        }
    }
}

/// What a score was from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreChange {
    /// The score, with its reasons.
    pub score: Score,
    /// Why it changed.
    pub cause: ScoreCause,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far an organization's leads are scored anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescoring {
    /// Leads that were.
    pub done: u32,
    /// Of how many.
    pub of: u32,
    /// When that was all of them.
    pub finished_at: Option<DateTime<Utc>>,
}

/// An organization's rules as an editor shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoringView {
    /// The rules.
    pub rules: ScoreRules,
    /// How often they were changed; whoever changes them says over which state.
    pub revision: i32,
    /// How far scores follow them, if they were ever changed.
    pub rescoring: Option<Rescoring>,
    /// Whether this person may change them.
    pub may_change: bool,
}

/// A lead on which rules are tried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its id.
    pub id: LeadId,
    /// What to call it.
    pub title: String,
    /// What rules see of it.
    pub profile: Profile,
}
