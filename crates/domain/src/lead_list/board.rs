//! A list as a board: a column for each status.

use serde::{Deserialize, Serialize};

use super::{Criterion, FilterField, LeadQuery, ListedLeads};
use crate::condition::{Field, Operator};
use crate::lead::LeadStatus;

/// Up to so many leads of a column are counted.
pub const COUNTED_MAX: usize = 1_000;

/// How a list is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A row for each lead.
    #[default]
    Table,
    /// A column for each status.
    Board,
}

impl Layout {
    /// The word used in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Board => "board",
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        [Self::Table, Self::Board]
            .into_iter()
            .find(|layout| layout.as_str() == text)
    }
}

/// A column of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardColumn {
    /// Whose it is.
    pub status: LeadStatus,
    /// Its first leads.
    pub page: ListedLeads,
    /// How many there are; [`COUNTED_MAX`] stands for as many or more.
    pub count: usize,
}

impl LeadQuery {
    /// The lists that are the columns of a board: of all statuses, or of those that the list is narrowed to.
    pub fn columns(&self) -> Vec<(LeadStatus, Self)> {
        let status = FilterField::Fact(Field::Status);
        let is_chosen = |criterion: &&Criterion| {
            criterion.field() == status && criterion.operator() == Operator::Equals
        };
        let chosen: Vec<String> = self
            .criteria
            .iter()
            .filter(is_chosen)
            .map(Criterion::value)
            .collect();
        let mut base = self.first_page();
        base.criteria.retain(|criterion| !is_chosen(&criterion));
        let column = |of: LeadStatus| {
            let mut query = base.clone();
            let criterion = Criterion::new(status, Operator::Equals, of.as_str()).ok()?;
            query.criteria.push(criterion);
            query.layout = Layout::Table;
            Some((of, query))
        };
        LeadStatus::ALL
            .into_iter()
            .filter(|of| chosen.is_empty() || chosen.iter().any(|word| word == of.as_str()))
            .filter_map(column)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lead_list::Asked;

    #[test]
    fn a_board_has_a_column_for_each_status_that_the_list_lets_through() {
        let all = Asked::read([("view", "board"), ("f", "score.greater_than.59")]).query;
        assert_eq!(all.layout, Layout::Board);
        let columns = all.columns();
        assert_eq!(columns.len(), LeadStatus::ALL.len());
        let words: Vec<String> = columns[1]
            .1
            .pairs()
            .into_iter()
            .map(|(_, word)| word)
            .collect();
        assert_eq!(words, ["score.greater_than.59", "status.equals.contacted"]);
        let some = [("f", "status.equals.lost"), ("f", "status.equals.new")];
        let columns = Asked::read(some).query.columns();
        let statuses: Vec<LeadStatus> = columns.iter().map(|(status, _)| *status).collect();
        assert_eq!(statuses, [LeadStatus::New, LeadStatus::Lost]);
        assert_eq!(columns[1].1.criteria.len(), 1);
    }
}
