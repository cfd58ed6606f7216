//! What is done to leads by hand, to one or to many at once, and undone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, LeadChangeId};
use crate::lead::{LeadStatus, LeadSummary};

/// Most leads that are changed at once.
pub const CHANGED_MAX: usize = 1_000;

/// Something that holds for a lead, and what a change makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadChange {
    /// How far along it is.
    Status(LeadStatus),
    /// Who takes care of it, if anybody does.
    Assignee(Option<AccountId>),
}

impl LeadChange {
    /// What holds for a lead of that which this changes.
    #[must_use]
    pub const fn of(self, lead: &LeadSummary) -> Self {
        match self {
            Self::Status(_) => Self::Status(lead.status),
            Self::Assignee(_) => Self::Assignee(lead.assignee),
        }
    }
}

/// As forms send it: `status:contacted`, `assignee:` and a member's id, or nothing for nobody.
impl fmt::Display for LeadChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "status:{}", status.as_str()),
            Self::Assignee(Some(account)) => write!(f, "assignee:{account}"),
            Self::Assignee(None) => write!(f, "assignee:"),
        }
    }
}

impl FromStr for LeadChange {
    type Err = UnknownChange;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("status", status)) => {
                let status = status.parse().map_err(|_| UnknownChange)?;
                Ok(Self::Status(status))
            }
            Some(("assignee", "")) => Ok(Self::Assignee(None)),
            Some(("assignee", account)) => {
                let account = account.parse().map_err(|_| UnknownChange)?;
                Ok(Self::Assignee(Some(account)))
            }
            _ => Err(UnknownChange),
        }
    }
}

/// The text names no change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a change is a status or an assignee")]
pub struct UnknownChange;

/// A change that was made, and can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneChange {
    /// Its id.
    pub id: LeadChangeId,
    /// What was done.
    pub change: LeadChange,
    /// How many leads it was news for.
    pub leads: usize,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn changes() -> impl Strategy<Value = LeadChange> {
        prop_oneof![
            proptest::sample::select(&LeadStatus::ALL).prop_map(LeadChange::Status),
            proptest::option::of(any::<u128>()).prop_map(|account| {
                LeadChange::Assignee(account.map(|id| AccountId(Uuid::from_u128(id))))
            }),
        ]
    }

    proptest! {
        #[test]
        fn what_a_form_sends_is_read_again(change in changes()) {
            prop_assert_eq!(change.to_string().parse(), Ok(change));
        }
    }

    #[test]
    fn nothing_else_is_read() {
        for text in [
            "",
            "status",
            "status:",
            "status:gone",
            "assignee:me",
            "tag:x",
        ] {
            assert_eq!(text.parse::<LeadChange>(), Err(UnknownChange), "{text}");
        }
    }
}
