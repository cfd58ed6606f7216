//! When the widget greets otherwise, opens by itself, or keeps quiet. A rule is kept as data and evaluated in one
//! place only, by `decide` in `public/targeting.js`: on the visitor's page, and in the editor's preview.

use serde::{Deserialize, Serialize};

use super::{GREETING_MAX, WidgetError, parse_line};

/// Most rules of a site.
pub const RULES_MAX: usize = 20;

/// Most conditions of a rule.
pub const CONDITIONS_MAX: usize = 6;

/// Longest text to compare with, in characters.
const VALUE_MAX: u16 = 200;

/// What is wrong with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RuleProblem {
    /// The site has too many.
    #[error("a site has at most {RULES_MAX} rules.")]
    TooMany,
    /// It has too many conditions.
    #[error("a rule has at most {CONDITIONS_MAX} conditions.")]
    TooManyConditions,
    /// A field can't be compared that way.
    #[error("choose how to compare.")]
    Operator,
    /// There is nothing to compare with, or too much.
    #[error("fill in what to compare with, at most {VALUE_MAX} characters.")]
    Value,
    /// A number that can't be reached.
    #[error(
        "the number is too large: a scroll ends at 100 percent, a visit after a day or 1,000 pages."
    )]
    Number,
    /// There are no words to greet with, or too many.
    #[error("write the greeting, at most {GREETING_MAX} characters.")]
    Greeting,
}

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The page's path, like `/pricing`.
    Path,
    /// The page's whole address.
    Url,
    /// Seconds spent on the site in this tab.
    Seconds,
    /// How far down the page was scrolled, in percent.
    Scroll,
    /// The visitor is about to leave: the pointer went towards the browser's bar.
    Exit,
    /// The visitor has written before.
    Returning,
    /// `utm_campaign`.
    Campaign,
    /// `utm_source`.
    Source,
    /// `utm_medium`.
    Medium,
    /// The page they came from.
    Referrer,
    /// Pages viewed in this tab.
    Pages,
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// A text is this, in whatever case.
    Equals,
    /// A text has this in it, in whatever case.
    Contains,
    /// A text begins with this, in whatever case.
    StartsWith,
    /// A number is this or more.
    AtLeast,
    /// It is so, or it is not.
    Is,
}

impl Field {
    /// All fields, in the order of the editor.
    pub const ALL: [Self; 11] = [
        Self::Path,
        Self::Url,
        Self::Seconds,
        Self::Scroll,
        Self::Exit,
        Self::Returning,
        Self::Pages,
        Self::Source,
        Self::Medium,
        Self::Campaign,
        Self::Referrer,
    ];

    /// How it can be compared; the first is what the editor begins with.
    pub const fn operators(self) -> &'static [Operator] {
        match self {
            Self::Path
            | Self::Url
            | Self::Campaign
            | Self::Source
            | Self::Medium
            | Self::Referrer => &[Operator::Contains, Operator::Equals, Operator::StartsWith],
            Self::Seconds | Self::Scroll | Self::Pages => &[Operator::AtLeast],
            Self::Exit | Self::Returning => &[Operator::Is],
        }
    }

    /// The largest number it can reach.
    const fn largest(self) -> u32 {
        match self {
            Self::Scroll => 100,
            Self::Pages => 1_000,
            _ => 24 * 3600,
        }
    }
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Whether it is so.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A text.
    Text(String),
}

/// Something that must be so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What it is about.
    pub field: Field,
    /// How it is compared.
    pub op: Operator,
    /// With what.
    pub value: Value,
}

impl Condition {
    fn checked(self) -> Result<Self, RuleProblem> {
        let Self { field, op, value } = self;
        if !field.operators().contains(&op) {
            return Err(RuleProblem::Operator);
        }
        let value = match (op, value) {
            (Operator::Is, Value::Flag(flag)) => Value::Flag(flag),
            (Operator::AtLeast, Value::Number(number)) if number > field.largest() => {
                return Err(RuleProblem::Number);
            }
            (Operator::AtLeast, Value::Number(number)) => Value::Number(number),
            (Operator::Equals | Operator::Contains | Operator::StartsWith, Value::Text(text)) => {
                Value::Text(parse_line(&text, VALUE_MAX).map_err(|_| RuleProblem::Value)?)
            }
            _ => return Err(RuleProblem::Value),
        };
        Ok(Self { field, op, value })
    }
}

/// What happens then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Outcome {
    /// The widget greets with other words.
    Greet {
        /// Which.
        text: String,
    },
    /// The chat opens by itself.
    Open,
    /// No greeting.
    Quiet,
}

/// What happens when all of some conditions hold; without any, it always does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// All of these.
    pub when: Vec<Condition>,
    /// Then this.
    pub then: Outcome,
}

impl Rule {
    fn checked(self) -> Result<Self, RuleProblem> {
        if self.when.len() > CONDITIONS_MAX {
            return Err(RuleProblem::TooManyConditions);
        }
        let when = self
            .when
            .into_iter()
            .map(Condition::checked)
            .collect::<Result<_, _>>()?;
        let then = match self.then {
            Outcome::Greet { text } => Outcome::Greet {
                text: parse_line(&text, GREETING_MAX).map_err(|_| RuleProblem::Greeting)?,
            },
            other => other,
        };
        Ok(Self { when, then })
    }
}

/// The rules of a site, of which the first that holds decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Rule>", into = "Vec<Rule>")]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rules, in their order.
    pub fn as_slice(&self) -> &[Rule] {
        &self.0
    }
}

impl TryFrom<Vec<Rule>> for Rules {
    type Error = WidgetError;

    fn try_from(rules: Vec<Rule>) -> Result<Self, Self::Error> {
        let wrong = |at: usize, problem| WidgetError::Rule {
            number: u8::try_from(at + 1).unwrap_or(u8::MAX),
            problem,
        };
        if rules.len() > RULES_MAX {
            return Err(wrong(RULES_MAX, RuleProblem::TooMany));
        }
        let checked = rules
            .into_iter()
            .enumerate()
            .map(|(at, rule)| rule.checked().map_err(|problem| wrong(at, problem)));
        Ok(Self(checked.collect::<Result<_, _>>()?))
    }
}

impl From<Rules> for Vec<Rule> {
    fn from(rules: Rules) -> Self {
        rules.0
    }
}
