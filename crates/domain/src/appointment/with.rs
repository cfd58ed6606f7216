use serde::{Deserialize, Serialize};

use crate::id::{AccountId, TeamId};

/// Whom an appointment may be with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum With {
    /// Any member who can be met.
    #[default]
    Anyone,
    /// This one.
    Member(AccountId),
    /// Anybody of a team.
    Team(TeamId),
}

impl With {
    /// What an address or a form says; a person is more than their team.
    pub fn of(member: Option<AccountId>, team: Option<TeamId>) -> Self {
        member
            .map(Self::Member)
            .or_else(|| team.map(Self::Team))
            .unwrap_or_default()
    }

    /// The member, or the team.
    pub const fn parts(self) -> (Option<AccountId>, Option<TeamId>) {
        match self {
            Self::Anyone => (None, None),
            Self::Member(account) => (Some(account), None),
            Self::Team(team) => (None, Some(team)),
        }
    }
}
