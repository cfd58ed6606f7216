//! Lists that are kept under a name.

use serde::{Deserialize, Serialize};

use super::{Criterion, FilterField, LeadQuery, Who};
use crate::condition::Operator;
use crate::id::LeadViewId;

/// Longest name of a view, in characters.
pub const VIEW_NAME_MAX: usize = 60;

/// Most views that a member can have.
pub const VIEWS_MAX: usize = 50;

/// A list under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadView {
    /// Its id.
    pub id: LeadViewId,
    /// What it is called.
    pub name: String,
    /// The list, from its beginning.
    pub query: LeadQuery,
    /// Whether everybody has it.
    pub is_shared: bool,
    /// Whether whoever looks may change it.
    pub may_change: bool,
    /// Whether it was put away, and can be brought back.
    pub is_removed: bool,
}

/// The lists that everybody has from the start, with their names.
pub fn default_views() -> [(&'static str, LeadQuery); 4] {
    let only = |criterion| LeadQuery {
        criteria: vec![criterion],
        ..LeadQuery::default()
    };
    let hot = Criterion::new(FilterField::Score, Operator::GreaterThan, "79");
    [
        ("All", LeadQuery::default()),
        (
            "Mine",
            only(Criterion::Assignee(Operator::Equals, Some(Who::Me))),
        ),
        (
            "Unassigned",
            only(Criterion::Assignee(Operator::IsUnknown, None)),
        ),
        ("Hot", hot.map(only).unwrap_or_default()),
    ]
}
