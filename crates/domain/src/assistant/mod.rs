//! What a site decides about its assistant, what it may know, and what it thinks of a lead. Each part is a type that
//! can't hold what it must not: text is checked where it becomes one, and again when it is read from the database.

mod base_url;
mod field;
mod handover;
mod knowledge;
mod price;
mod questions;
mod section;
mod split;
mod state;
mod text;
mod trial;
mod usage;
mod verdict;

use serde::{Deserialize, Serialize};

pub use base_url::BaseUrl;
pub use field::{AssistantField, AssistantFieldError};
pub use handover::{HandoffReason, Handover};
pub use knowledge::{ANSWER_MAX, KnowledgeDraft, KnowledgeEntry, TITLE_MAX};
pub use price::Prices;
pub use questions::{Question, Questions, Shift};
pub use section::AssistantSection;
pub use split::{Piece, split_by_headings};
pub use state::{AssistantState, DatedVerdict, KeyState};
pub use text::{Model, Text, parse_lines};
pub use trial::{TRIAL_LINES_MAX, TRIAL_TEXT_MAX, Trial, TrialLine, TrialReply};
pub use usage::Usage;
pub use verdict::{BuyingIntent, Verdict, VerdictError};

/// Most lines of a list: goals, rules, questions, words.
pub const LINES_MAX: usize = 20;

/// Highest budget of a month, in cents.
const BUDGET_MAX: u32 = 10_000_000;

/// Why a setting of the assistant is refused. The words stand beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum AssistantError {
    /// A text that must be there.
    #[error("Please fill this in.")]
    Empty,
    /// Too long a text.
    #[error("That is too long: at most {0} characters.")]
    TooLong(u16),
    /// Too many lines.
    #[error("At most {LINES_MAX} lines.")]
    TooMany,
    /// Not the name of a model.
    #[error("A model's name looks like gpt-5-mini: letters, digits and - . _ : / only.")]
    Model,
    /// Not the address of a provider.
    #[error("An address looks like https://api.example.com/v1, at most 300 characters long.")]
    BaseUrl,
    /// Not the address of a page.
    #[error(
        "An address looks like https://www.example.com/financing, at most 500 characters long."
    )]
    Source,
    /// An address that the server may not call.
    #[error(
        "The server only calls addresses of the public internet, by https, or the one it was started with."
    )]
    Unreachable,
    /// A question stands there twice.
    #[error("Each question once.")]
    Twice,
    /// Without these, nobody could get back to the visitor.
    #[error("The name and how to reach the visitor have to stay.")]
    Essential,
    /// Not a budget.
    #[error("A budget is at most $100,000 a month.")]
    Budget,
    /// Not a price.
    #[error("A price is a number of US cents for a million tokens; give both or none.")]
    Prices,
    /// Not a number of times.
    #[error("Choose a number from 1 to 5.")]
    Unanswered,
    /// Not a score.
    #[error("A score is a number from 1 to 100.")]
    Score,
    /// Not a provider's key.
    #[error("A key is 8 to 300 characters long and has no blanks.")]
    Key,
    /// Too many entries.
    #[error("A site holds at most 2,000 entries. Remove some first.")]
    Full,
}

/// Which engine answers.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "assistant_engine", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// Beckon's own, which needs nobody.
    #[default]
    Builtin,
    /// `OpenAI`, or a server that speaks like it.
    Openai,
    /// Anthropic.
    Anthropic,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Builtin, Self::Openai, Self::Anthropic];

    /// The word used in forms, on the command line and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Builtin => "builtin",
            Self::Openai => "openai",
            Self::Anthropic => "anthropic",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Builtin => "Built in",
            Self::Openai => "OpenAI",
            Self::Anthropic => "Anthropic",
        }
    }

    /// The model that answers where the site names none.
    pub const fn default_model(self) -> &'static str {
        match self {
            Self::Builtin => "builtin",
            Self::Openai => "gpt-5-mini",
            Self::Anthropic => "claude-haiku-4-5",
        }
    }
}

/// How the assistant speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Warm and informal.
    #[default]
    Friendly,
    /// Polite and formal.
    Professional,
    /// As few words as will do.
    Brief,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Friendly, Self::Professional, Self::Brief];

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Friendly => "friendly",
            Self::Professional => "professional",
            Self::Brief => "brief",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Friendly => "Friendly",
            Self::Professional => "Professional",
            Self::Brief => "Brief",
        }
    }
}

/// Who the assistant is to visitors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Persona {
    /// What it calls itself; nothing for the title of the widget.
    pub name: Option<Text<60>>,
    /// How it speaks.
    pub tone: Tone,
    /// What it works towards, besides getting to know the visitor.
    pub goals: Vec<Text<300>>,
}

/// Everything about a site's assistant that its organization decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssistantSettings {
    /// Who answers.
    pub engine: Engine,
    /// Which model; nothing for [`Engine::default_model`].
    pub model: Option<Model>,
    /// Where the provider is; nothing for its own address, or the installation's.
    pub base_url: Option<BaseUrl>,
    /// What the model costs; nothing for the known prices.
    pub prices: Option<Prices>,
    /// Who it is.
    pub persona: Persona,
    /// What it asks.
    pub questions: Questions,
    /// What it must and must not do.
    pub rules: Vec<Text<500>>,
    /// What a month may cost, in US cents; nothing for no limit.
    pub budget_cents: Option<u32>,
    /// When a person takes over.
    pub handover: Handover,
}

impl AssistantSettings {
    /// Which model answers.
    pub fn model(&self) -> &str {
        self.model
            .as_ref()
            .map_or(self.engine.default_model(), Model::as_str)
    }

    /// What its model costs.
    pub fn prices(&self) -> Prices {
        self.prices
            .unwrap_or_else(|| Prices::of_model(self.model()))
    }

    /// Whether the month's budget is used up by this much.
    pub fn is_over_budget(&self, spent: &Usage) -> bool {
        self.budget_cents
            .is_some_and(|cents| spent.cost_micros >= i64::from(cents) * 10_000)
    }
}

/// Checks a budget as typed, in whole dollars or with cents; nothing typed is no limit.
pub fn parse_budget(text: &str) -> Result<Option<u32>, AssistantError> {
    let text = text.trim().trim_start_matches('$').replace(',', "");
    if text.is_empty() {
        return Ok(None);
    }
    let (units, cents) = text.split_once('.').unwrap_or((&text, ""));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(units) || !is_plain(cents) || cents.len() > 2 || units.is_empty() {
        return Err(AssistantError::Budget);
    }
    let units: u32 = units.parse().map_err(|_| AssistantError::Budget)?;
    let cents: u32 = format!("{cents:0<2}").parse().unwrap_or_default();
    units
        .checked_mul(100)
        .and_then(|sum| sum.checked_add(cents))
        .filter(|sum| *sum <= BUDGET_MAX)
        .map(Some)
        .ok_or(AssistantError::Budget)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_document_has_the_defaults() {
        let settings: AssistantSettings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings, AssistantSettings::default());
        assert_eq!(settings.engine, Engine::Builtin);
        assert_eq!(settings.handover.unanswered, 2);
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let settings = AssistantSettings {
            engine: Engine::Openai,
            model: Some(Model::parse("gpt-4.1").unwrap()),
            base_url: Some(BaseUrl::parse("http://localhost:11434/v1").unwrap()),
            rules: parse_lines("Never quote a price.\n\nBe kind.").unwrap(),
            budget_cents: Some(5_000),
            ..AssistantSettings::default()
        };
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(settings, serde_json::from_str(&json).unwrap());
        assert_eq!(settings.rules.len(), 2);
    }

    #[test]
    fn budgets_are_read_as_people_type_them() {
        assert_eq!(parse_budget(" "), Ok(None));
        assert_eq!(parse_budget("$1,250"), Ok(Some(125_000)));
        assert_eq!(parse_budget("20.5"), Ok(Some(2_050)));
        for bad in ["ten", "-3", "1.234", "100000.01", "99999999999"] {
            assert_eq!(parse_budget(bad), Err(AssistantError::Budget), "{bad}");
        }
    }

    #[test]
    fn the_budget_is_used_up_at_the_cent() {
        let settings = AssistantSettings {
            budget_cents: Some(100),
            ..AssistantSettings::default()
        };
        let spent = |cost_micros| Usage {
            cost_micros,
            ..Usage::default()
        };
        assert!(!settings.is_over_budget(&spent(999_999)));
        assert!(settings.is_over_budget(&spent(1_000_000)));
        assert!(!AssistantSettings::default().is_over_budget(&spent(i64::MAX)));
    }
}
