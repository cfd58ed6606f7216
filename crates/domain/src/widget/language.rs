use serde::{Deserialize, Serialize};

use super::{Setting, SettingError, parse_greeting, parse_title};

/// A language the widget speaks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// German.
    De,
    /// Portuguese.
    Pt,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::En, Self::Es, Self::Fr, Self::De, Self::Pt];

    /// Its tag: `en`, `es`, …
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::De => "de",
            Self::Pt => "pt",
        }
    }

    /// What those who speak it call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
            Self::De => "Deutsch",
            Self::Pt => "Português",
        }
    }

    /// The language of a tag like `pt-BR`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
    }
}

/// Which language the widget speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    /// Where nothing better is known.
    pub default: Language,
    /// Whether a visitor's browser decides, where it asks for a language the widget speaks.
    pub follow_browser: bool,
}

impl Default for Languages {
    fn default() -> Self {
        Self {
            default: Language::En,
            follow_browser: true,
        }
    }
}

/// Title and greeting in a language; what is missing is as in the site's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// Who the visitor talks to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The first words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
}

impl Texts {
    /// From what was typed; what is left empty is as in the site's own.
    pub fn parse(language: Language, title: &str, greeting: &str) -> Result<Self, SettingError> {
        let given = |text: &str| !text.trim().is_empty();
        let title = given(title).then(|| parse_title(title)).transpose();
        let greeting = given(greeting)
            .then(|| parse_greeting(greeting))
            .transpose();
        Ok(Self {
            title: title.map_err(|error| error.of(Setting::TitleIn(language)))?,
            greeting: greeting.map_err(|error| error.of(Setting::GreetingIn(language)))?,
        })
    }

    /// Whether nothing is translated.
    pub const fn is_empty(&self) -> bool {
        self.title.is_none() && self.greeting.is_none()
    }
}
