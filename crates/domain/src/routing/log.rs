use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Candidate, Cause, Decision, Hindrance, RoutingRules, Share};
use crate::id::{AccountId, LeadId};

/// What became of a lead, with what led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A member has it.
    Given {
        /// Who.
        to: AccountId,
        /// Why they.
        why: Cause,
    },
    /// It waits.
    Waits {
        /// The rule that keeps it, if one does.
        rule: Option<String>,
        /// What kept members from getting it.
        hindered: Vec<(AccountId, Hindrance)>,
    },
}

impl Outcome {
    /// A decision, with what kept those from it who were not available.
    pub fn of(decision: Decision, candidates: &[Candidate]) -> Self {
        match decision {
            Decision::Give { to, why } => Self::Given { to, why },
            Decision::Wait(rule) => Self::Waits {
                rule,
                hindered: candidates
                    .iter()
                    .filter_map(|candidate| Some((candidate.account, candidate.hindrance()?)))
                    .collect(),
            },
        }
    }

    /// Who has the lead.
    pub const fn given(&self) -> Option<AccountId> {
        match self {
            Self::Given { to, .. } => Some(*to),
            Self::Waits { .. } => None,
        }
    }
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Which lead.
    pub lead: LeadId,
    /// What to call it.
    pub title: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub outcome: Outcome,
}

/// A member as the page of routing shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Who.
    pub account: AccountId,
    /// How they take part.
    pub share: Share,
    /// How many open leads they have.
    pub open: u32,
    /// What keeps them from getting one now.
    pub hindrance: Option<Hindrance>,
}

/// Routing as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingView {
    /// The rules.
    pub rules: RoutingRules,
    /// How often they were changed; a change names the state that it was made from.
    pub revision: i32,
    /// The members.
    pub parts: Vec<Part>,
    /// How many leads wait.
    pub waiting: u32,
    /// What became of the last leads, the newest first.
    pub log: Vec<LogLine>,
    /// Whether this member may change the rules.
    pub may_change: bool,
}
