//! Lists of leads: what they are narrowed to, how they are sorted, and how that stands in a page's address.

mod board;
mod criterion;
mod sort;
mod view;

pub use board::{BoardColumn, COUNTED_MAX, Layout};
pub use criterion::{Criterion, CriterionError, FilterField, FilterKind, Who};
pub use sort::{Cursor, Direction, Sort, SortKey, SortValue};
pub use view::{LeadView, VIEW_NAME_MAX, VIEWS_MAX, default_views};

use serde::{Deserialize, Serialize};

use crate::condition::Operator;
use crate::lead::{LeadStatus, LeadSummary};

/// Most criteria of one list; what is beyond is ignored.
pub const CRITERIA_MAX: usize = 20;

/// Longest text that is searched for, in characters; what is beyond is ignored.
pub const SEARCH_MAX: usize = 120;

/// A list of leads, as an address asks for it. Written down it is the address's parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(String, String)>", into = "Vec<(&'static str, String)>")]
pub struct LeadQuery {
    /// Words in name, e-mail address, phone number or company; empty for all.
    pub search: String,
    /// What all have in common. Of those that compare one field with [`Operator::Equals`], one is enough.
    pub criteria: Vec<Criterion>,
    /// In which order.
    pub sort: Sort,
    /// Where the page begins, on every one but the first.
    pub after: Option<Cursor>,
    /// How it is laid out.
    pub layout: Layout,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedLeads {
    /// Its leads.
    pub leads: Vec<LeadSummary>,
    /// The page that follows, if there is one.
    pub next: Option<LeadQuery>,
    /// Where there are none: those criteria, by their places, each of which hides leads that all others let through.
    pub hiding: Vec<usize>,
}

impl From<Vec<(String, String)>> for LeadQuery {
    /// What can't be read is left out.
    fn from(pairs: Vec<(String, String)>) -> Self {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        Asked::read(pairs).query
    }
}

impl From<LeadQuery> for Vec<(&'static str, String)> {
    fn from(query: LeadQuery) -> Self {
        query.pairs()
    }
}

/// What an address says of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The list.
    pub query: LeadQuery,
    /// A criterion that is being made, and is not whole.
    pub draft: Option<Draft>,
    /// Whether something in it could not be read.
    pub is_garbled: bool,
}

/// A criterion that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it looks at.
    pub field: FilterField,
    /// How it compares, once that was said.
    pub operator: Option<Operator>,
    /// With what.
    pub value: String,
    /// What is wrong with it, once it was sent.
    pub error: Option<CriterionError>,
}

impl Asked {
    /// Reads the decoded parameters of an address: `q`, `f` for each criterion, `sort`, `after`, `view`; `field`, `op` and `value`
    /// as the form of a new criterion sends them; `status`, as addresses had it once.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut asked = Self::default();
        let (mut field, mut operator, mut value) = (None, None, "");
        let mut after = None;
        for (name, text) in pairs {
            match name {
                "q" => asked.query.search = text.trim().chars().take(SEARCH_MAX).collect(),
                "f" => asked.add(Criterion::read(text)),
                "status" if text.parse::<LeadStatus>().is_ok() => {
                    asked.add(Criterion::read(&format!("status.equals.{text}")));
                }
                "sort" => match Sort::read(text) {
                    Some(sort) => asked.query.sort = sort,
                    None => asked.is_garbled = true,
                },
                "after" => after = Some(text),
                "view" => asked.query.layout = Layout::read(text).unwrap_or_default(),
                "field" => field = FilterField::parse(text),
                "op" => operator = Operator::parse(text),
                "value" => value = text,
                _ => {}
            }
        }
        asked.query.after = after.and_then(|after| Cursor::read(after, asked.query.sort.key));
        asked.is_garbled |= after.is_some() && asked.query.after.is_none();
        if let Some(field) = field {
            asked.take_new(field, operator, value);
        }
        asked
    }

    fn add(&mut self, criterion: Option<Criterion>) {
        match criterion {
            Some(criterion) if self.query.criteria.len() < CRITERIA_MAX => {
                if !self.query.criteria.contains(&criterion) {
                    self.query.criteria.push(criterion);
                }
            }
            _ => self.is_garbled = true,
        }
    }

    fn take_new(&mut self, field: FilterField, operator: Option<Operator>, value: &str) {
        let criterion = operator.map(|operator| Criterion::new(field, operator, value));
        let error = match criterion {
            Some(Ok(criterion)) => return self.add(Some(criterion)),
            Some(Err(error)) => Some(error),
            None => None,
        };
        self.draft = Some(Draft {
            field,
            operator,
            value: value.chars().take(2 * SEARCH_MAX).collect(),
            error,
        });
    }
}

impl LeadQuery {
    /// As parameters of an address, not yet encoded; [`Asked::read`] reads them. The usual order goes without saying.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
        pairs.extend(
            self.criteria
                .iter()
                .map(|criterion| ("f", criterion.written())),
        );
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.written()));
        }
        if let Some(after) = &self.after {
            pairs.push(("after", after.written()));
        }
        if self.layout != Layout::default() {
            pairs.push(("view", self.layout.as_str().to_owned()));
        }
        pairs
    }

    /// Whether it is narrowed to anything.
    pub fn is_narrowed(&self) -> bool {
        !(self.search.is_empty() && self.criteria.is_empty())
    }

    /// Its first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            after: None,
            ..self.clone()
        }
    }

    /// Without one of its criteria, from the beginning.
    #[must_use]
    pub fn without(&self, at: usize) -> Self {
        let mut query = self.first_page();
        if at < query.criteria.len() {
            query.criteria.remove(at);
        }
        query
    }

    /// With everything in it, in the same order.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            sort: self.sort,
            layout: self.layout,
            ..Self::default()
        }
    }

    /// In another order, from the beginning.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self {
            sort,
            ..self.first_page()
        }
    }
}

#[cfg(test)]
mod tests;
