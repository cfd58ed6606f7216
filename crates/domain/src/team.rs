//! Teams: some members of an organization who take care of conversations together.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, TeamId};

/// Longest name of a team, in characters.
pub const NAME_MAX: usize = 60;

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name, unique in the organization whatever the case.
    pub name: String,
    /// Who is in it.
    pub members: Vec<AccountId>,
}
