//! Conditions on a lead: a field, an operator, and a value to compare with. Rules of scores and of routing are made of them.

mod field;
mod profile;

pub use field::{Choice, Field, Kind};
pub use profile::{Known, Profile};

use serde::{Deserialize, Serialize};

use crate::search::fold;

/// Longest value that is compared with, in characters.
pub const VALUE_MAX: usize = 200;

/// How a field is compared. What isn't known of a lead fulfils [`Operator::IsUnknown`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Is the value; capitals and accents don't count.
    Equals,
    /// Is something else.
    NotEquals,
    /// Has the value in it.
    Contains,
    /// Does not have it in it.
    NotContains,
    /// Is more.
    GreaterThan,
    /// Is less.
    LessThan,
    /// Is known, whatever it is.
    IsKnown,
    /// Is not known.
    IsUnknown,
}

impl Operator {
    /// All of them, as a list offers them.
    pub const ALL: [Self; 8] = [
        Self::Equals,
        Self::NotEquals,
        Self::Contains,
        Self::NotContains,
        Self::GreaterThan,
        Self::LessThan,
        Self::IsKnown,
        Self::IsUnknown,
    ];

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equals => "equals",
            Self::NotEquals => "not_equals",
            Self::Contains => "contains",
            Self::NotContains => "not_contains",
            Self::GreaterThan => "greater_than",
            Self::LessThan => "less_than",
            Self::IsKnown => "is_known",
            Self::IsUnknown => "is_unknown",
        }
    }

    /// Its name for people, between a field and a value.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equals => "is",
            Self::NotEquals => "is not",
            Self::Contains => "contains",
            Self::NotContains => "does not contain",
            Self::GreaterThan => "is more than",
            Self::LessThan => "is less than",
            Self::IsKnown => "is known",
            Self::IsUnknown => "is not known",
        }
    }

    /// The operator of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|operator| operator.as_str() == word)
    }

    /// Whether it compares with a value.
    pub const fn takes_value(self) -> bool {
        !matches!(self, Self::IsKnown | Self::IsUnknown)
    }

    /// Whether fields of a kind can be compared so.
    pub const fn suits(self, kind: Kind) -> bool {
        match self {
            Self::Equals | Self::IsKnown | Self::IsUnknown => true,
            Self::NotEquals => !matches!(kind, Kind::Flag),
            Self::Contains | Self::NotContains => matches!(kind, Kind::Text),
            Self::GreaterThan | Self::LessThan => matches!(kind, Kind::Number),
        }
    }
}

/// Why there is no such condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ConditionError {
    /// The operator does not fit the field.
    #[error("{} can't be compared with \u{201c}{}\u{201d}", field.name(), operator.name())]
    Unsuitable {
        /// The field.
        field: Field,
        /// The operator.
        operator: Operator,
    },
    /// There is nothing to compare with.
    #[error("Say what {} is compared with", .0.name().to_lowercase())]
    Missing(Field),
    /// The value is too long.
    #[error("A value has at most {VALUE_MAX} characters")]
    Long,
    /// A number is needed.
    #[error("{} is compared with a whole number, such as 5000", .0.name())]
    NoNumber(Field),
    /// The value is not among those that the field can have.
    #[error("{} is one of: {}", .0.name(), .0.choices().iter().map(|choice| choice.name).collect::<Vec<_>>().join(", "))]
    NoChoice(Field),
}

/// A condition as it is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    field: Field,
    operator: Operator,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    value: String,
}

/// A condition on a lead that can be checked: an operator that fits its field, and a value that fits both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Condition {
    written: Written,
    operand: Operand,
}

/// What is compared with, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Operand {
    Nothing,
    Text(String),
    Number(i64),
    Flag(bool),
}

impl Condition {
    /// A condition of what a person typed.
    pub fn new(field: Field, operator: Operator, value: &str) -> Result<Self, ConditionError> {
        let value = value.trim();
        if !operator.suits(field.kind()) {
            return Err(ConditionError::Unsuitable { field, operator });
        }
        if value.chars().count() > VALUE_MAX {
            return Err(ConditionError::Long);
        }
        let operand = if operator.takes_value() {
            operand(field, value)?
        } else {
            Operand::Nothing
        };
        let value = if operator.takes_value() { value } else { "" };
        Ok(Self {
            written: Written {
                field,
                operator,
                value: value.replace('\0', ""),
            },
            operand,
        })
    }

    /// Which field it looks at.
    pub const fn field(&self) -> Field {
        self.written.field
    }

    /// How it compares.
    pub const fn operator(&self) -> Operator {
        self.written.operator
    }

    /// With what; empty where it compares with nothing.
    pub fn value(&self) -> &str {
        &self.written.value
    }

    /// The number that it compares with, where its field is one.
    pub const fn number(&self) -> Option<i64> {
        match self.operand {
            Operand::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether a lead fulfils it.
    pub fn holds(&self, lead: &Profile) -> bool {
        use Operator::{
            Contains, Equals, GreaterThan, IsKnown, IsUnknown, LessThan, NotContains, NotEquals,
        };
        let known = lead.known(self.field());
        match (known, &self.operand, self.operator()) {
            (known, _, IsKnown) => known != Known::Nothing,
            (known, _, IsUnknown) => known == Known::Nothing,
            (Known::Text(text), Operand::Text(value), operator) => {
                let text = fold(text.trim());
                match operator {
                    Equals => text == *value,
                    NotEquals => text != *value,
                    Contains => text.contains(value.as_str()),
                    NotContains => !text.contains(value.as_str()),
                    _ => false,
                }
            }
            (Known::Number(number), Operand::Number(value), operator) => match operator {
                Equals => number == *value,
                NotEquals => number != *value,
                GreaterThan => number > *value,
                LessThan => number < *value,
                _ => false,
            },
            (Known::Flag(flag), Operand::Flag(value), Equals) => flag == *value,
            _ => false,
        }
    }

    /// In words: `Budget a month is more than 5000`.
    pub fn in_words(&self) -> String {
        let (field, operator) = (self.field().name(), self.operator().name());
        match self.value() {
            "" => format!("{field} {operator}"),
            value => {
                let choices = self.field().choices();
                let named = choices.iter().find(|choice| choice.word == value);
                format!(
                    "{field} {operator} {}",
                    named.map_or(value, |choice| choice.name)
                )
            }
        }
    }
}

fn operand(field: Field, value: &str) -> Result<Operand, ConditionError> {
    if value.is_empty() {
        return Err(ConditionError::Missing(field));
    }
    match field.kind() {
        Kind::Text => Ok(Operand::Text(fold(value))),
        Kind::Number => number(value)
            .map(Operand::Number)
            .ok_or(ConditionError::NoNumber(field)),
        Kind::Choice | Kind::Flag => {
            let choice = field.choices().iter().find(|choice| choice.word == value);
            let choice = choice.ok_or(ConditionError::NoChoice(field))?;
            Ok(match field.kind() {
                Kind::Flag => Operand::Flag(choice.word == "yes"),
                _ => Operand::Text(fold(choice.word)),
            })
        }
    }
}

/// A whole number, with or without signs between its thousands: `5000`, `5,000`, `5 000`.
pub(crate) fn number(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let is_between = |c: char| c == ',' || c == '.' || c == '\'' || c.is_whitespace();
    let groups: Vec<&str> = digits.split(is_between).collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let is_begun = groups.len() == 1 || (1..=3).contains(&groups[0].len());
    let all_digits = groups
        .iter()
        .all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    if !(is_grouped && is_begun && all_digits) {
        return None;
    }
    let number: i64 = groups.concat().parse().ok()?;
    Some(sign * number)
}

impl TryFrom<Written> for Condition {
    type Error = ConditionError;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(written.field, written.operator, &written.value)
    }
}

impl From<Condition> for Written {
    fn from(condition: Condition) -> Self {
        condition.written
    }
}

#[cfg(test)]
pub(crate) mod tests;
