//! What a list of leads can be narrowed by: the fields that rules look at, and those that lists have beside them.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::condition::{Condition, ConditionError, Field, Kind, Operator, VALUE_MAX, number};
use crate::id::AccountId;

/// Years in which leads may have arrived.
pub(super) const YEARS: RangeInclusive<i32> = 1970..=2999;

/// What a criterion looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterField {
    /// What rules look at, too.
    Fact(Field),
    /// The score.
    Score,
    /// Who takes care of it.
    Assignee,
    /// The day on which it arrived, in UTC.
    Arrived,
    /// Whole days since then.
    DaysHere,
    /// Whether the person agreed to be contacted.
    Consent,
}

/// What a field's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// As rules have them.
    Plain(Kind),
    /// A day.
    Date,
    /// A member of the organization.
    Member,
}

impl FilterField {
    /// Those that lists have beside the fields of rules.
    const OWN: [Self; 5] = [
        Self::Score,
        Self::Assignee,
        Self::Arrived,
        Self::DaysHere,
        Self::Consent,
    ];

    /// All of them, as a list offers them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OWN
            .into_iter()
            .chain(Field::ALL.into_iter().map(Self::Fact))
    }

    /// The word used in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fact(field) => field.as_str(),
            Self::Score => "score",
            Self::Assignee => "assignee",
            Self::Arrived => "arrived",
            Self::DaysHere => "days_here",
            Self::Consent => "consent",
        }
    }

    /// The field of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|field| field.as_str() == word)
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact(field) => field.name(),
            Self::Score => "Score",
            Self::Assignee => "Assignee",
            Self::Arrived => "Day of arrival",
            Self::DaysHere => "Days since arrival",
            Self::Consent => "Agreed to be contacted",
        }
    }

    /// What its values are.
    pub const fn kind(self) -> FilterKind {
        match self {
            Self::Fact(field) => FilterKind::Plain(field.kind()),
            Self::Score | Self::DaysHere => FilterKind::Plain(Kind::Number),
            Self::Assignee => FilterKind::Member,
            Self::Arrived => FilterKind::Date,
            Self::Consent => FilterKind::Plain(Kind::Flag),
        }
    }

    /// By which operators it can be compared, the usual one first.
    pub fn operators(self) -> Vec<Operator> {
        use Operator::{Equals, GreaterThan, IsKnown, IsUnknown, LessThan};
        match (self, self.kind()) {
            (Self::Fact(_), FilterKind::Plain(kind)) => {
                let usual = match kind {
                    Kind::Text => Operator::Contains,
                    Kind::Number => GreaterThan,
                    Kind::Choice | Kind::Flag => Equals,
                };
                let others = Operator::ALL.into_iter();
                std::iter::once(usual)
                    .chain(others.filter(|operator| *operator != usual && operator.suits(kind)))
                    .collect()
            }
            (_, FilterKind::Plain(Kind::Number) | FilterKind::Date) => {
                vec![GreaterThan, LessThan, Equals]
            }
            (_, FilterKind::Member) => vec![Equals, IsKnown, IsUnknown],
            (_, FilterKind::Plain(_)) => vec![Equals],
        }
    }

    /// An operator's name for people, between this field and a value.
    pub const fn operator_name(self, operator: Operator) -> &'static str {
        match (self, operator) {
            (Self::Arrived, Operator::GreaterThan) => "is after",
            (Self::Arrived, Operator::LessThan) => "is before",
            (Self::Assignee, Operator::IsKnown) => "is anybody",
            (Self::Assignee, Operator::IsUnknown) => "is nobody",
            (_, operator) => operator.name(),
        }
    }
}

/// Whose leads are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Who {
    /// Those of whoever looks.
    Me,
    /// Those of a member.
    Member(AccountId),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Me => f.write_str("me"),
            Self::Member(account) => account.fmt(f),
        }
    }
}

/// Why there is no such criterion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CriterionError {
    /// As for rules.
    #[error(transparent)]
    Condition(#[from] ConditionError),
    /// The operator does not fit the field.
    #[error("{} can't be compared with \u{201c}{}\u{201d}", .0.name(), .1.name())]
    Unsuitable(FilterField, Operator),
    /// There is nothing to compare with.
    #[error("Say what {} is compared with", .0.name().to_lowercase())]
    Missing(FilterField),
    /// The value is too long.
    #[error("A value has at most {VALUE_MAX} characters")]
    Long,
    /// A number is needed.
    #[error("{} is compared with a whole number, such as 60", .0.name())]
    NoNumber(FilterField),
    /// A day is needed.
    #[error("A day is written like 2026-05-31")]
    NoDay,
    /// A member is needed.
    #[error("Choose a colleague")]
    NoMember,
    /// Yes or no is needed.
    #[error("{} is yes or no", .0.name())]
    NoFlag(FilterField),
}

/// One thing that leads of a list have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// A condition such as rules have.
    Fact(Condition),
    /// How the score compares with a number.
    Score(Operator, i64),
    /// Who takes care of it; `None` where it's anybody or nobody.
    Assignee(Operator, Option<Who>),
    /// How the day of arrival compares with another.
    Arrived(Operator, NaiveDate),
    /// How many whole days ago that was.
    DaysHere(Operator, i64),
    /// Whether there is consent.
    Consent(bool),
}

impl Criterion {
    /// A criterion of what a person chose and typed.
    pub fn new(
        field: FilterField,
        operator: Operator,
        value: &str,
    ) -> Result<Self, CriterionError> {
        let value = value.replace('\0', "");
        let value = value.trim();
        if let FilterField::Fact(field) = field {
            return Ok(Self::Fact(Condition::new(field, operator, value)?));
        }
        if !field.operators().contains(&operator) {
            return Err(CriterionError::Unsuitable(field, operator));
        }
        if operator.takes_value() && value.is_empty() {
            return Err(CriterionError::Missing(field));
        }
        if value.chars().count() > VALUE_MAX {
            return Err(CriterionError::Long);
        }
        let number = || number(value).ok_or(CriterionError::NoNumber(field));
        match field {
            FilterField::Score => Ok(Self::Score(operator, number()?)),
            FilterField::DaysHere => Ok(Self::DaysHere(operator, number()?)),
            FilterField::Arrived => {
                let day: NaiveDate = value.parse().map_err(|_| CriterionError::NoDay)?;
                if !YEARS.contains(&day.year()) {
                    return Err(CriterionError::NoDay);
                }
                Ok(Self::Arrived(operator, day))
            }
            FilterField::Assignee if !operator.takes_value() => Ok(Self::Assignee(operator, None)),
            FilterField::Assignee if value == "me" => Ok(Self::Assignee(operator, Some(Who::Me))),
            FilterField::Assignee => {
                let member = value.parse().map_err(|_| CriterionError::NoMember)?;
                Ok(Self::Assignee(operator, Some(Who::Member(member))))
            }
            FilterField::Consent | FilterField::Fact(_) => match value {
                "yes" => Ok(Self::Consent(true)),
                "no" => Ok(Self::Consent(false)),
                _ => Err(CriterionError::NoFlag(field)),
            },
        }
    }

    /// What it looks at.
    pub const fn field(&self) -> FilterField {
        match self {
            Self::Fact(condition) => FilterField::Fact(condition.field()),
            Self::Score(..) => FilterField::Score,
            Self::Assignee(..) => FilterField::Assignee,
            Self::Arrived(..) => FilterField::Arrived,
            Self::DaysHere(..) => FilterField::DaysHere,
            Self::Consent(_) => FilterField::Consent,
        }
    }

    /// How it compares.
    pub const fn operator(&self) -> Operator {
        match self {
            Self::Fact(condition) => condition.operator(),
            Self::Score(operator, _)
            | Self::Assignee(operator, _)
            | Self::Arrived(operator, _)
            | Self::DaysHere(operator, _) => *operator,
            Self::Consent(_) => Operator::Equals,
        }
    }

    /// With what; empty where it compares with nothing.
    pub fn value(&self) -> String {
        match self {
            Self::Fact(condition) => condition.value().to_owned(),
            Self::Score(_, number) | Self::DaysHere(_, number) => number.to_string(),
            Self::Assignee(_, who) => who.map_or_else(String::new, |who| who.to_string()),
            Self::Arrived(_, day) => day.to_string(),
            Self::Consent(is) => if *is { "yes" } else { "no" }.to_owned(),
        }
    }

    /// In words: `Score is more than 59`. Members are told by their names.
    pub fn in_words(&self, name: impl FnOnce(Who) -> String) -> String {
        if let Self::Fact(condition) = self {
            return condition.in_words();
        }
        let field = self.field();
        let (field, operator) = (field.name(), field.operator_name(self.operator()));
        let value = match self {
            Self::Assignee(_, Some(who)) => name(*who),
            _ => self.value(),
        };
        format!("{field} {operator} {value}").trim_end().to_owned()
    }

    /// As it stands in an address: `score.greater_than.59`.
    pub(super) fn written(&self) -> String {
        let (field, operator) = (self.field().as_str(), self.operator().as_str());
        format!("{field}.{operator}.{}", self.value())
    }

    /// Reads what [`Self::written`] wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (field, rest) = text.split_once('.')?;
        let (operator, value) = rest.split_once('.')?;
        let (field, operator) = (FilterField::parse(field)?, Operator::parse(operator)?);
        Self::new(field, operator, value).ok()
    }
}
