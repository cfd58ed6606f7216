use serde::{Deserialize, Serialize};

use super::{Language, WidgetError};

/// A field of a site's settings, beside which an error stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Setting {
    /// The site's name, for its organization.
    Name,
    /// A line of the allowed origins, from 0.
    Origins(u16),
    /// Who the visitor talks to.
    Title,
    /// The first words.
    Greeting,
    /// The accent colour.
    Colour,
    /// The picture beside the title.
    Logo,
    /// The rules for greeting.
    Rules,
    /// The title in a language.
    TitleIn(Language),
    /// The greeting in a language.
    GreetingIn(Language),
    /// The time zone.
    TimeZone,
    /// The hours of a day, from 0 for Monday.
    Day(u8),
    /// A line of the holidays, from 0.
    Holidays(u16),
    /// The words above the form while nobody is there.
    Offline,
    /// What a visitor agrees to.
    Consent,
    /// Where they can read more.
    ConsentLink,
}

/// A setting is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{error}")]
pub struct SettingError {
    /// Which.
    pub setting: Setting,
    /// Why.
    pub error: WidgetError,
}

impl WidgetError {
    /// The error of this setting.
    pub const fn of(self, setting: Setting) -> SettingError {
        SettingError {
            setting,
            error: self,
        }
    }
}
