//! Routing: to whom a lead goes, and why. Pure: who is there, how much they have, and whose turn it is are given.

mod log;
mod rules;
mod turns;

pub use log::{LogLine, Outcome, Part, RoutingView};
pub use rules::{
    CONDITIONS_MAX, RULES_MAX, RoutingError, RoutingRule, RoutingRuleError, RoutingRules, Target,
};
pub use turns::Turns;

use serde::{Deserialize, Serialize};

use crate::condition::Profile;
use crate::id::{AccountId, TeamId};

/// Largest weight of a member.
pub const WEIGHT_MAX: u8 = 10;
/// Most open leads that a member can be limited to.
pub const CAPACITY_MAX: u16 = 10_000;

/// How a member takes part, as an admin has set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many leads they get beside the others, 0 to [`WEIGHT_MAX`]; with 0 only rules that name them give them any.
    pub weight: u8,
    /// How many open leads they have at most; without a limit where it is none.
    pub capacity: Option<u16>,
    /// They get no leads for now.
    pub is_paused: bool,
}

impl Default for Share {
    fn default() -> Self {
        Self {
            weight: 1,
            capacity: None,
            is_paused: false,
        }
    }
}

/// A member who might get a lead, as they stand at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub account: AccountId,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// How they take part.
    pub share: Share,
    /// Whether they are connected and looking.
    pub is_online: bool,
    /// Whether it is one of their working hours, if they have told any.
    pub is_working: bool,
    /// How many open leads they have; not told of those who take any number.
    pub open: u32,
}

/// Why somebody gets no lead now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// They take a break.
    Paused,
    /// They are not there.
    Offline,
    /// It is none of their working hours.
    OffHours,
    /// They have as many open leads as they take.
    Full,
}

impl Hindrance {
    /// In words, after a name.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Paused => "takes a break",
            Self::Offline => "is not there",
            Self::OffHours => "is not at work now",
            Self::Full => "has as many open leads as they take",
        }
    }
}

impl Candidate {
    /// What keeps them from getting a lead now.
    pub fn hindrance(&self) -> Option<Hindrance> {
        let is_full = self
            .share
            .capacity
            .is_some_and(|capacity| self.open >= u32::from(capacity));
        if self.share.is_paused {
            Some(Hindrance::Paused)
        } else if !self.is_working {
            Some(Hindrance::OffHours)
        } else if !self.is_online {
            Some(Hindrance::Offline)
        } else if is_full {
            Some(Hindrance::Full)
        } else {
            None
        }
    }
}

/// Why a lead went where it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Cause {
    /// They took care of the same person before.
    Returning,
    /// A rule, by its name.
    Rule {
        /// What it is called.
        name: String,
    },
    /// It was their turn among all.
    Turn,
}

impl Cause {
    /// In words, for a timeline and the log.
    pub fn in_words(&self) -> String {
        match self {
            Self::Returning => "took care of them before".to_owned(),
            Self::Rule { name } => format!("by the rule \u{201c}{name}\u{201d}"),
            Self::Turn => "next in turn".to_owned(),
        }
    }
}

/// Where a lead goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// To a member.
    Give {
        /// Whom.
        to: AccountId,
        /// Why.
        why: Cause,
    },
    /// Nobody who could get it is available: it waits. With the name of the rule that keeps it, if one does.
    Wait(Option<String>),
}

/// Gives the next turn in a team, or among all, to one of those who are available, with their weights.
pub type TakeTurn<'a> = dyn FnMut(Option<TeamId>, &[(AccountId, u8)]) -> Option<AccountId> + 'a;

/// Decides where a lead goes. The first rule that it fulfils and whose target is available has it; a rule that waits keeps
/// it until then; without any it goes round among all who are available. `turns` gives whose turn it is in a team, or among
/// all, and notes who had it.
pub fn decide(
    rules: &RoutingRules,
    lead: &Profile,
    candidates: &[Candidate],
    turns: &mut TakeTurn<'_>,
) -> Decision {
    let available = |candidate: &&Candidate| candidate.hindrance().is_none();
    for rule in rules.rules.iter().filter(|rule| rule.holds(lead)) {
        let to = match rule.target {
            Target::Member(account) => candidates
                .iter()
                .filter(available)
                .find(|candidate| candidate.account == account)
                .map(|candidate| candidate.account),
            Target::Team(team) => {
                let of_team = candidates
                    .iter()
                    .filter(available)
                    .filter(|candidate| candidate.teams.contains(&team));
                turns(Some(team), &weighed(of_team))
            }
        };
        let name = rule.name.clone();
        match to {
            Some(to) => {
                let why = Cause::Rule { name };
                return Decision::Give { to, why };
            }
            None if rule.waits => return Decision::Wait(Some(name)),
            None => {}
        }
    }
    let all = weighed(candidates.iter().filter(available));
    turns(None, &all).map_or(Decision::Wait(None), |to| Decision::Give {
        to,
        why: Cause::Turn,
    })
}

/// Those who take part in a round, with their weights.
fn weighed<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Vec<(AccountId, u8)> {
    candidates
        .filter(|candidate| candidate.share.weight > 0)
        .map(|candidate| (candidate.account, candidate.share.weight))
        .collect()
}

#[cfg(test)]
mod tests;
