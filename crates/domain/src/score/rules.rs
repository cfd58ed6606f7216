//! Rules of an organization, on top of the table.

use serde::{Deserialize, Serialize};

use super::{Cause, Reason};
use crate::condition::{Condition, ConditionError, Field, Kind, Known, Profile};

/// Most rules of an organization.
pub const RULES_MAX: usize = 50;
/// Longest name of a rule, in characters.
const NAME_MAX: usize = 60;
/// Most points that a rule gives or takes.
const POINTS_MAX: i32 = 100;
/// Longest time in which a rule's points fade, in days.
const FADE_MAX: u16 = 365;

/// Points for leads that fulfil a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreRule {
    /// What it is called among a score's reasons.
    pub name: String,
    /// Of which leads it speaks.
    pub condition: Condition,
    /// What it gives, or takes: −100 to 100, not 0.
    pub points: i32,
    /// Where the field is a number: the points are given for each one of it, and altogether at most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_at_most: Option<u32>,
    /// The points dwindle day by day while nothing is heard of the lead, and are gone after so many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fades_in_days: Option<u16>,
    /// Whether it counts.
    pub is_active: bool,
}

/// What is wrong with a rule. The words are for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RuleError {
    /// It has no name.
    #[error("Give the rule a name.")]
    Nameless,
    /// Its name is too long.
    #[error("A name has at most {NAME_MAX} characters.")]
    LongName,
    /// Its points are none or too many.
    #[error("Points are from -{POINTS_MAX} to {POINTS_MAX}, and not 0.")]
    Points,
    /// It counts each one of something that is no number.
    #[error("{} is no number, so there is nothing to give points for each of.", .0.name())]
    NotCounted(Field),
    /// What is given at most is less than nothing or more than all.
    #[error("At most is from 1 to {POINTS_MAX} points.")]
    AtMost,
    /// The days in which it fades.
    #[error("Points fade in 1 to {FADE_MAX} days.")]
    Fade,
    /// Its condition.
    #[error("{0}.")]
    Condition(#[from] ConditionError),
}

impl ScoreRule {
    /// Whether it can be kept so.
    pub fn check(&self) -> Result<(), RuleError> {
        let field = self.condition.field();
        if self.name.trim().is_empty() {
            return Err(RuleError::Nameless);
        }
        if self.name.chars().count() > NAME_MAX {
            return Err(RuleError::LongName);
        }
        if self.points == 0 || self.points.abs() > POINTS_MAX {
            return Err(RuleError::Points);
        }
        if self.each_at_most.is_some() && field.kind() != Kind::Number {
            return Err(RuleError::NotCounted(field));
        }
        let most = POINTS_MAX.unsigned_abs();
        if self
            .each_at_most
            .is_some_and(|at_most| !(1..=most).contains(&at_most))
        {
            return Err(RuleError::AtMost);
        }
        if self
            .fades_in_days
            .is_some_and(|days| !(1..=FADE_MAX).contains(&days))
        {
            return Err(RuleError::Fade);
        }
        Ok(())
    }

    /// What it gives to a lead, or takes.
    fn points_for(&self, lead: &Profile) -> i32 {
        if !self.is_active || !self.condition.holds(lead) {
            return 0;
        }
        let points = match (self.each_at_most, lead.known(self.condition.field())) {
            (Some(at_most), Known::Number(count)) => {
                let bound = i64::from(at_most);
                count
                    .max(0)
                    .saturating_mul(i64::from(self.points))
                    .clamp(-bound, bound)
            }
            _ => i64::from(self.points),
        };
        let left = match self.fades_in_days {
            // In whole numbers, so that server and browser can't differ.
            Some(days) => {
                let days = i64::from(days.max(1));
                points * (days - i64::from(lead.days_quiet)).max(0) / days
            }
            None => points,
        };
        i32::try_from(left).unwrap_or_default()
    }

    /// Whether its points change as days go by, without anything happening.
    pub const fn changes_by_day(&self) -> bool {
        self.is_active
            && (self.fades_in_days.is_some() || matches!(self.condition.field(), Field::DaysQuiet))
    }
}

/// The rules of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreRules {
    /// The rules, in the order in which they stand among a score's reasons.
    pub rules: Vec<ScoreRule>,
    /// What they add altogether at most.
    pub adds_at_most: u32,
    /// What they take altogether at most.
    pub takes_at_most: u32,
}

impl Default for ScoreRules {
    fn default() -> Self {
        let most = POINTS_MAX.unsigned_abs();
        Self {
            rules: Vec::new(),
            adds_at_most: most,
            takes_at_most: most,
        }
    }
}

/// What is wrong with an organization's rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RulesError {
    /// There are too many.
    #[error("There are at most {RULES_MAX} rules.")]
    Many,
    /// What they add or take altogether.
    #[error("All rules together add and take 0 to {POINTS_MAX} points.")]
    Limits,
    /// One of them.
    #[error("Rule {}: {error}", at + 1)]
    Rule {
        /// Which, from 0.
        at: usize,
        /// What is wrong with it.
        error: RuleError,
    },
}

impl ScoreRules {
    /// Whether they can be kept so.
    pub fn check(&self) -> Result<(), RulesError> {
        if self.rules.len() > RULES_MAX {
            return Err(RulesError::Many);
        }
        let most = POINTS_MAX.unsigned_abs();
        if self.adds_at_most > most || self.takes_at_most > most {
            return Err(RulesError::Limits);
        }
        for (at, rule) in self.rules.iter().enumerate() {
            rule.check()
                .map_err(|error| RulesError::Rule { at, error })?;
        }
        Ok(())
    }

    /// Whether scores change as days go by, without anything happening.
    pub fn change_by_day(&self) -> bool {
        self.rules.iter().any(ScoreRule::changes_by_day)
    }

    /// What the rules give to a lead and take from it, within their limits.
    pub(super) fn reasons(&self, lead: &Profile) -> Vec<Reason> {
        let given = self.rules.iter().map(|rule| Reason {
            cause: Cause::Rule(rule.name.clone()),
            points: rule.points_for(lead),
        });
        let mut reasons: Vec<Reason> = given.filter(|reason| reason.points != 0).collect();
        let sum: i64 = reasons.iter().map(|reason| i64::from(reason.points)).sum();
        let allowed = sum.clamp(-i64::from(self.takes_at_most), i64::from(self.adds_at_most));
        if allowed != sum {
            reasons.push(Reason {
                cause: Cause::Limit,
                points: i32::try_from(allowed - sum).unwrap_or_default(),
            });
        }
        reasons
    }
}

#[cfg(test)]
pub(crate) mod tests;
