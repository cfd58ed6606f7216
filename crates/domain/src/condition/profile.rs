//! A lead as conditions see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Field;
use crate::attribution::Touch;
use crate::contact::{Email, Phone};
use crate::industry::Industry;
use crate::lead::{Facts, LeadSource, LeadStatus, Timeline};
use crate::score::Signals;

/// What is known of a lead, as far as rules look at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What is known of the person and the wish.
    pub facts: Facts,
    /// The industry.
    pub industry: Industry,
    /// Through what it arrived.
    pub source: LeadSource,
    /// How far along it is.
    pub status: LeadStatus,
    /// What the score is made from.
    pub signals: Signals,
    /// Where they came from the last time.
    pub touch: Touch,
    /// Whole days since they were last heard of.
    pub days_quiet: u32,
}

impl Profile {
    /// Whole days between two moments, none where the first is the later one.
    pub fn days_between(heard: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
        u32::try_from((now - heard).num_days()).unwrap_or(0)
    }

    /// What is known of a field.
    pub fn known(&self, field: Field) -> Known<'_> {
        let Facts {
            contact,
            location,
            timeline,
            decision_maker,
            ..
        } = &self.facts;
        let signals = &self.signals;
        let touch = &self.touch;
        match field {
            Field::Name => Known::text(contact.name.as_deref()),
            Field::Email => Known::text(contact.email.as_ref().map(Email::as_str)),
            Field::Phone => Known::text(contact.phone.as_ref().map(Phone::as_str)),
            Field::Company => Known::text(contact.company.as_deref()),
            Field::Location => Known::text(location.as_deref()),
            Field::Industry => Known::Text(self.industry.slug()),
            Field::Source => Known::Text(self.source.as_str()),
            Field::Status => Known::Text(self.status.as_str()),
            Field::Timeline => Known::text(timeline.map(Timeline::as_str)),
            Field::Budget => Known::number(signals.budget_monthly_cents.map(|cents| cents / 100)),
            Field::CompanySize => Known::number(signals.company_size),
            Field::DecisionMaker => decision_maker.map_or(Known::Nothing, Known::Flag),
            Field::PageViews => Known::number(Some(signals.page_views)),
            Field::MinutesOnSite => Known::number(Some(signals.seconds_on_site / 60)),
            Field::FormSubmissions => Known::number(Some(signals.form_submissions)),
            Field::HadConversation => Known::Flag(signals.had_conversation),
            Field::AnsweredWithinHour => Known::Flag(signals.answered_within_hour),
            Field::DaysQuiet => Known::number(Some(self.days_quiet)),
            Field::CampaignSource => Known::text(touch.source.as_deref()),
            Field::Medium => Known::text(touch.medium.as_deref()),
            Field::Campaign => Known::text(touch.campaign.as_deref()),
            Field::Keyword => Known::text(touch.keyword.as_deref()),
            Field::Referrer => Known::text(touch.referrer.as_deref()),
            Field::LandingPage => Known::text(touch.landing_page.as_deref()),
        }
    }
}

/// What is known of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// Nothing.
    Nothing,
    /// Words, or the word of a choice.
    Text(&'a str),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Known<'a> {
    fn text(text: Option<&'a str>) -> Self {
        match text {
            Some(text) if !text.trim().is_empty() => Self::Text(text),
            _ => Self::Nothing,
        }
    }

    fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }
}
