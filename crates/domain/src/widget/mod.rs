//! How a site's widget looks, speaks, and when it does what. Each part is a type that can't hold what it must not:
//! text is checked where it becomes one, and again when it is read from the database.

mod address;
mod appearance;
mod consent;
mod hours;
mod language;
mod offline;
mod rules;
mod setting;
mod time_of_day;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::contact::{ContactError, parse_name};
use crate::conversation::parse_message;

pub use address::WebAddress;
pub use appearance::{Appearance, Colour, Position, Scheme};
pub use consent::Consent;
#[cfg(feature = "zones")]
pub(crate) use hours::is_within;
pub use hours::{BusinessHours, Holiday, Week, parse_day, write_day};
pub use language::{Language, Languages, Texts};
pub use offline::Offline;
pub use rules::{
    CONDITIONS_MAX, Condition, Field, Operator, Outcome, RULES_MAX, Rule, RuleProblem, Rules, Value,
};
pub use setting::{Setting, SettingError};
pub use time_of_day::{Interval, TimeOfDay};

/// Longest title, in characters: that of a name.
const TITLE_MAX: u16 = 120;

/// Longest greeting, in characters: more would not fit beside the launcher.
const GREETING_MAX: u16 = 500;

/// Why a setting of the widget is refused. The words stand beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum WidgetError {
    /// Not a colour.
    #[error("A colour looks like #1f6f5c.")]
    Colour,
    /// Not a web address that a browser may load.
    #[error("An address looks like https://www.example.com/page, at most 500 characters long.")]
    Address,
    /// Too long a text.
    #[error("That is too long: at most {0} characters.")]
    TooLong(u16),
    /// A text that must be there.
    #[error("Please fill this in.")]
    Empty,
    /// Not hours.
    #[error("Hours look like 09:00-12:30, 13:30-18:00, one after the other; at most six a day.")]
    Hours,
    /// Not holidays.
    #[error(
        "A holiday looks like 2026-12-25 Christmas, or 2026-12-24 09:00-12:00 Christmas Eve; at most 100, each date once."
    )]
    Holiday,
    /// Not a time zone.
    #[error("Choose a time zone from the list, like Europe/Berlin.")]
    TimeZone,
    /// A rule for greeting.
    #[error("Rule {number}: {problem}")]
    Rule {
        /// Which one, from 1.
        number: u8,
        /// What is wrong with it.
        problem: RuleProblem,
    },
    /// Not a web origin.
    #[error("An origin looks like https://www.example.com, without a path.")]
    Origin,
    /// Not a list of rules at all.
    #[error("These rules can't be read. Reload the page and try again.")]
    Rules,
}

/// Everything about a widget that its organization decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidgetSettings {
    /// Who the visitor talks to.
    pub title: String,
    /// The first words, shown beside the launcher and at the top of the conversation.
    pub greeting: String,
    /// How it looks and where it stands.
    #[serde(flatten)]
    pub appearance: Appearance,
    /// Which language it speaks.
    #[serde(default)]
    pub languages: Languages,
    /// Title and greeting in other languages.
    #[serde(default)]
    pub translations: BTreeMap<Language, Texts>,
    /// When it greets otherwise, opens by itself, or keeps quiet.
    #[serde(default)]
    pub rules: Rules,
    /// When somebody is there; nothing means always.
    #[serde(default)]
    pub hours: Option<BusinessHours>,
    /// What a visitor is offered while nobody is there.
    #[serde(default)]
    pub offline: Offline,
    /// Whether an answer makes a sound.
    #[serde(default = "yes")]
    pub sound: bool,
    /// Whether a visitor is asked for a rating when the conversation was closed.
    #[serde(default = "yes")]
    pub csat: bool,
    /// Whether the booking page names people and teams.
    #[serde(default = "yes")]
    pub names_hosts: bool,
    /// What a visitor agrees to before anything about them is kept.
    #[serde(default)]
    pub consent: Option<Consent>,
}

const fn yes() -> bool {
    true
}

impl WidgetSettings {
    /// The settings of a new site.
    pub fn new(title: impl Into<String>, greeting: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            greeting: greeting.into(),
            appearance: Appearance::default(),
            languages: Languages::default(),
            translations: BTreeMap::new(),
            rules: Rules::default(),
            hours: None,
            offline: Offline::default(),
            sound: true,
            csat: true,
            names_hosts: true,
            consent: None,
        }
    }

    /// The language to speak with somebody who prefers these, the most preferred first; each is a language tag like
    /// `pt-BR`.
    pub fn language_for<'a>(&self, preferred: impl IntoIterator<Item = &'a str>) -> Language {
        if !self.languages.follow_browser {
            return self.languages.default;
        }
        preferred
            .into_iter()
            .find_map(Language::of_tag)
            .unwrap_or(self.languages.default)
    }

    /// Who the visitor talks to, in their language.
    pub fn title_in(&self, language: Language) -> &str {
        self.translated(language, |texts| &texts.title)
            .unwrap_or(&self.title)
    }

    /// The first words, in their language.
    pub fn greeting_in(&self, language: Language) -> &str {
        self.translated(language, |texts| &texts.greeting)
            .unwrap_or(&self.greeting)
    }

    fn translated(&self, language: Language, pick: fn(&Texts) -> &Option<String>) -> Option<&str> {
        let texts = self.translations.get(&language)?;
        pick(texts).as_deref()
    }

    /// What a browser is told that speaks this language, while somebody is there or not.
    pub fn config(&self, language: Language, attendance: Attendance) -> WidgetConfig {
        WidgetConfig {
            title: self.title_in(language).to_owned(),
            greeting: self.greeting_in(language).to_owned(),
            colour: self.appearance.colour.clone(),
            position: self.appearance.position,
            scheme: self.appearance.scheme,
            logo: self.appearance.logo.clone(),
            language,
            rules: self.rules.clone(),
            attendance,
            offline: self.offline.clone(),
            sound: self.sound,
            csat: self.csat,
            consent: self.consent.clone(),
        }
    }
}

/// Whether somebody is there to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Attendance {
    /// Somebody is.
    #[default]
    Open,
    /// Nobody is.
    Closed {
        /// When somebody will be; nothing if that is more than a year away.
        until: Option<DateTime<Utc>>,
    },
}

/// What a browser needs to show the launcher and the chat, and nothing more. Served to anybody on an allowed origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidgetConfig {
    /// Who the visitor talks to.
    pub title: String,
    /// The first words, shown beside the launcher and at the top of the conversation.
    pub greeting: String,
    /// Accent colour.
    pub colour: Colour,
    /// Where the launcher stands.
    pub position: Position,
    /// Light or dark.
    pub scheme: Scheme,
    /// A picture beside the title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub logo: Option<WebAddress>,
    /// The language to speak.
    pub language: Language,
    /// When to greet otherwise, to open, or to keep quiet.
    #[serde(skip_serializing_if = "Rules::is_empty", default)]
    pub rules: Rules,
    /// Whether somebody is there.
    pub attendance: Attendance,
    /// What is offered while nobody is there.
    pub offline: Offline,
    /// Whether an answer makes a sound.
    pub sound: bool,
    /// Whether to ask for a rating.
    pub csat: bool,
    /// What the visitor agrees to first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub consent: Option<Consent>,
}

/// Who the visitor talks to.
pub fn parse_title(text: &str) -> Result<String, WidgetError> {
    parse_name(text).map_err(|error| match error {
        ContactError::Empty => WidgetError::Empty,
        _ => WidgetError::TooLong(TITLE_MAX),
    })
}

/// The first words.
pub fn parse_greeting(text: &str) -> Result<String, WidgetError> {
    if text.chars().count() > usize::from(GREETING_MAX) {
        return Err(WidgetError::TooLong(GREETING_MAX));
    }
    parse_message(text).map_err(|_| WidgetError::Empty)
}

/// A line of text: trimmed, without control characters, and not too long.
pub(crate) fn parse_line(text: &str, max: u16) -> Result<String, WidgetError> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    if text.is_empty() {
        Err(WidgetError::Empty)
    } else if text.chars().count() > usize::from(max) {
        Err(WidgetError::TooLong(max))
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests;
