use serde::{Deserialize, Serialize};

use crate::condition::{Condition, ConditionError, Profile};
use crate::id::{AccountId, TeamId};

/// Most rules of an organization.
pub const RULES_MAX: usize = 50;
/// Most conditions of a rule.
pub const CONDITIONS_MAX: usize = 8;
/// Longest name of a rule, in characters.
const NAME_MAX: usize = 60;

/// Who gets the leads of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A member.
    Member(AccountId),
    /// Whose turn it is in a team.
    Team(TeamId),
}

/// Leads that fulfil all conditions go to a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingRule {
    /// What it is called in the log.
    pub name: String,
    /// What a lead must fulfil, all of it; a rule without any takes every lead.
    pub conditions: Vec<Condition>,
    /// Where it goes.
    pub target: Target,
    /// While nobody of the target is available the lead waits for them; else the rules that follow have it.
    #[serde(default)]
    pub waits: bool,
    /// Whether the rule counts.
    pub is_active: bool,
}

impl RoutingRule {
    /// Whether it speaks of a lead.
    pub fn holds(&self, lead: &Profile) -> bool {
        self.is_active
            && self
                .conditions
                .iter()
                .all(|condition| condition.holds(lead))
    }
}

/// How an organization's leads are given out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutingRules {
    /// Whether leads are given out at all; else members take them.
    pub is_active: bool,
    /// The rules; the first one that fits has a lead.
    pub rules: Vec<RoutingRule>,
}

/// What is wrong with a rule. The words are for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RoutingRuleError {
    /// It has no name.
    #[error("Give the rule a name.")]
    Nameless,
    /// Its name is too long.
    #[error("A name has at most {NAME_MAX} characters.")]
    LongName,
    /// It has too many conditions.
    #[error("A rule has at most {CONDITIONS_MAX} conditions.")]
    ManyConditions,
    /// A condition.
    #[error("{0}.")]
    Condition(#[from] ConditionError),
    /// Its target.
    #[error("Choose a member or a team of your organization.")]
    Target,
}

/// What is wrong with an organization's rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RoutingError {
    /// There are too many.
    #[error("There are at most {RULES_MAX} rules.")]
    Many,
    /// One of them.
    #[error("Rule {}: {error}", at + 1)]
    Rule {
        /// Which, from 0.
        at: usize,
        /// What is wrong with it.
        error: RoutingRuleError,
    },
}

impl RoutingRules {
    /// Whether they can be kept so; `is_there` tells which members and teams there are.
    pub fn check(&self, is_there: impl Fn(Target) -> bool) -> Result<(), RoutingError> {
        if self.rules.len() > RULES_MAX {
            return Err(RoutingError::Many);
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let length = rule.name.chars().count();
            let error = if rule.name.trim().is_empty() {
                RoutingRuleError::Nameless
            } else if length > NAME_MAX {
                RoutingRuleError::LongName
            } else if rule.conditions.len() > CONDITIONS_MAX {
                RoutingRuleError::ManyConditions
            } else if !is_there(rule.target) {
                RoutingRuleError::Target
            } else {
                continue;
            };
            return Err(RoutingError::Rule { at, error });
        }
        Ok(())
    }
}
