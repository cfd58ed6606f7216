//! Leads: who is interested in what, how far along, and how good.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::attribution::Touch;
use crate::contact::Contact;
use crate::form::Answer;
use crate::id::{AccountId, ActivityId, ConversationId, LeadId};
use crate::industry::Industry;
use crate::money::Money;
use crate::routing::LogLine;
use crate::score::Score;

/// Through what a lead arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "lead_source", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum LeadSource {
    /// A conversation with the assistant.
    AiChat,
    /// A form.
    Form,
    /// An advertisement that was paid for.
    PaidAds,
    /// Found without an advertisement.
    Organic,
    /// Sent by somebody else's page.
    Referral,
    /// A file.
    Import,
    /// The REST API.
    Api,
}

impl LeadSource {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::AiChat,
        Self::Form,
        Self::PaidAds,
        Self::Organic,
        Self::Referral,
        Self::Import,
        Self::Api,
    ];

    /// The word used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AiChat => "ai_chat",
            Self::Form => "form",
            Self::PaidAds => "paid_ads",
            Self::Organic => "organic",
            Self::Referral => "referral",
            Self::Import => "import",
            Self::Api => "api",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AiChat => "Chat",
            Self::Form => "Form",
            Self::PaidAds => "Paid ads",
            Self::Organic => "Organic",
            Self::Referral => "Referral",
            Self::Import => "Import",
            Self::Api => "API",
        }
    }
}

/// How far along a lead is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "lead_status", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Nobody has been in touch.
    New,
    /// Somebody has.
    Contacted,
    /// Worth pursuing.
    Qualified,
    /// Became a customer.
    Converted,
    /// Did not.
    Lost,
}

impl LeadStatus {
    /// All statuses, in the order of a lead's life.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Contacted,
        Self::Qualified,
        Self::Converted,
        Self::Lost,
    ];

    /// The word used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Contacted => "contacted",
            Self::Qualified => "qualified",
            Self::Converted => "converted",
            Self::Lost => "lost",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Contacted => "Contacted",
            Self::Qualified => "Qualified",
            Self::Converted => "Converted",
            Self::Lost => "Lost",
        }
    }
}

impl FromStr for LeadStatus {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or(UnknownStatus)
    }
}

/// The text names no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a status is one of new, contacted, qualified, converted and lost")]
pub struct UnknownStatus;

/// When the lead wants to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "timeline", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum Timeline {
    /// Now, or within days.
    Immediate,
    /// Within weeks.
    Weeks,
    /// Within months.
    Months,
    /// Just looking.
    Exploring,
}

impl Timeline {
    /// All of them, the soonest first.
    pub const ALL: [Self; 4] = [Self::Immediate, Self::Weeks, Self::Months, Self::Exploring];

    /// The word used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Exploring => "exploring",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Immediate => "Right away",
            Self::Weeks => "Within weeks",
            Self::Months => "Within months",
            Self::Exploring => "Just exploring",
        }
    }
}

impl FromStr for Timeline {
    type Err = UnknownTimeline;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|timeline| timeline.as_str() == text)
            .ok_or(UnknownTimeline)
    }
}

/// The text names no timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a timeline is one of immediate, weeks, months and exploring")]
pub struct UnknownTimeline;

/// For what time a budget is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "budget_period", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum BudgetPeriod {
    /// For the whole thing.
    Once,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// What a lead would spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Budget {
    /// How much.
    pub amount: Money,
    /// For what time.
    pub period: BudgetPeriod,
}

impl Budget {
    /// Cents a month; `None` for a budget that is spent once.
    pub const fn monthly_cents(self) -> Option<i64> {
        match self.period {
            BudgetPeriod::Once => None,
            BudgetPeriod::Month => Some(self.amount.cents),
            BudgetPeriod::Year => Some(self.amount.cents / 12),
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = match self.period {
            BudgetPeriod::Once => "",
            BudgetPeriod::Month => " a month",
            BudgetPeriod::Year => " a year",
        };
        write!(f, "{}{suffix}", self.amount)
    }
}

/// What is known of a lead's person and wish; every field may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Who they are.
    pub contact: Contact,
    /// Where they are, in their words.
    pub location: Option<String>,
    /// What they would spend.
    pub budget: Option<Budget>,
    /// When they want to begin.
    pub timeline: Option<Timeline>,
    /// How many people their company employs.
    pub company_size: Option<u32>,
    /// Whether they decide.
    pub decision_maker: Option<bool>,
}

impl Facts {
    /// These facts with `newer` ones written over them; what `newer` doesn't know stays.
    #[must_use]
    pub fn updated(self, newer: Self) -> Self {
        Self {
            contact: Contact {
                name: newer.contact.name.or(self.contact.name),
                email: newer.contact.email.or(self.contact.email),
                phone: newer.contact.phone.or(self.contact.phone),
                company: newer.contact.company.or(self.contact.company),
            },
            location: newer.location.or(self.location),
            budget: newer.budget.or(self.budget),
            timeline: newer.timeline.or(self.timeline),
            company_size: newer.company_size.or(self.company_size),
            decision_maker: newer.decision_maker.or(self.decision_maker),
        }
    }

    /// Whether somebody could get back to this person.
    pub fn is_reachable(&self) -> bool {
        self.contact.email.is_some() || self.contact.phone.is_some()
    }
}

/// A lead as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadSummary {
    /// Its id.
    pub id: LeadId,
    /// What is known of it.
    pub facts: Facts,
    /// Its industry.
    pub industry: Industry,
    /// Through what it arrived.
    pub source: LeadSource,
    /// How far along it is.
    pub status: LeadStatus,
    /// How good it is, with reasons.
    pub score: Score,
    /// Who takes care of it.
    pub assignee: Option<AccountId>,
    /// When it arrived.
    pub created_at: DateTime<Utc>,
}

impl LeadSummary {
    /// What to call the lead.
    pub fn title(&self) -> String {
        let contact = &self.facts.contact;
        contact
            .name
            .clone()
            .or_else(|| contact.email.as_ref().map(ToString::to_string))
            .or_else(|| contact.phone.as_ref().map(ToString::to_string))
            .unwrap_or_else(|| "Anonymous visitor".to_owned())
    }
}

/// A lead with everything that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadDetails {
    /// What the list shows.
    pub summary: LeadSummary,
    /// Where they came from the first time.
    pub first_touch: Touch,
    /// Where they came from the last time.
    pub last_touch: Touch,
    /// Their conversation, if there is one.
    pub conversation: Option<ConversationId>,
    /// What happened, the newest first.
    pub timeline: Vec<Activity>,
    /// How it found who takes care of it, the newest first.
    pub routing: Vec<LogLine>,
    /// What its form said beside the facts.
    pub form: SentForm,
}

/// What a form said beside the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentForm {
    /// What its questions were answered.
    pub answers: Vec<Answer>,
    /// What was agreed to.
    pub consent: Option<GivenConsent>,
}

/// A consent, with what shows later that it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenConsent {
    /// The words that were seen.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Which text; none of those that were given before texts had versions.
    pub version: Option<String>,
    /// From which network address.
    pub address: Option<String>,
    /// With which browser, as it named itself.
    pub user_agent: Option<String>,
}

/// What happened to a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "activity_kind", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// It arrived.
    Created,
    /// It filled in a form.
    FormSubmitted,
    /// It began a conversation.
    ConversationStarted,
    /// Something new is known of it.
    DetailsNoted,
    /// Its score changed.
    ScoreChanged,
    /// Its status changed.
    StatusChanged,
    /// Somebody takes care of it.
    Assigned,
    /// An appointment was booked, moved or called off.
    Appointment,
    /// It was made one with another lead, or parted from it.
    Merged,
}

/// An entry on a lead's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What happened.
    pub kind: ActivityKind,
    /// In words: `New → Contacted`.
    pub detail: String,
    /// When.
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_facts_win_and_unknown_ones_keep() {
        let old = Facts {
            location: Some("Austin".into()),
            timeline: Some(Timeline::Months),
            ..Facts::default()
        };
        let new = Facts {
            timeline: Some(Timeline::Immediate),
            ..Facts::default()
        };
        let merged = old.updated(new);
        assert_eq!(merged.location.as_deref(), Some("Austin"));
        assert_eq!(merged.timeline, Some(Timeline::Immediate));
    }
}
