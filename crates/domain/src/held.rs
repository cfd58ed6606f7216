//! Forms that were put aside: what sent them looked like a program, and may be a person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::form::{Answer, LeadForm};
use crate::id::HeldId;
use crate::industry::Industry;

/// Why a form was put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "held_reason", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum HeldReason {
    /// It was sent without having been opened.
    NoTicket,
    /// Its page was none of ours.
    ForgedTicket,
    /// Its page was opened too long ago.
    StaleTicket,
    /// It was sent sooner than people fill in a form.
    TooQuick,
    /// It fills in what people don't see.
    Decoy,
    /// Many came from the same network address in a short time.
    TooMany,
    /// The same page had sent something else before.
    Changed,
}

impl HeldReason {
    /// In words for who looks through them.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoTicket => "Sent without opening the page",
            Self::ForgedTicket => "The page’s signature is not ours",
            Self::StaleTicket => "The page had been open for more than a day",
            Self::TooQuick => "Sent faster than people type",
            Self::Decoy => "Filled in a field that people don’t see",
            Self::TooMany => "Many from the same network address at once",
            Self::Changed => "The same page had sent something else before",
        }
    }
}

/// A form that was put aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldForm {
    /// Its id.
    pub id: HeldId,
    /// On which page.
    pub industry: Industry,
    /// Why.
    pub reason: HeldReason,
    /// What was typed.
    pub form: LeadForm,
    /// What was chosen, in words.
    pub answers: Vec<Answer>,
    /// From which network address.
    pub address: String,
    /// The browser, as it named itself.
    pub user_agent: String,
    /// When.
    pub at: DateTime<Utc>,
}
