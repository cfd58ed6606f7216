//! What conditions look at.

use serde::{Deserialize, Serialize};

use crate::industry::Industry;
use crate::lead::{LeadSource, LeadStatus, Timeline};

/// What a field's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// One of [`Field::choices`].
    Choice,
    /// `yes` or `no`.
    Flag,
}

/// A value that a field can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is written in rules.
    pub word: &'static str,
    /// Its name for people.
    pub name: &'static str,
}

const fn choice(word: &'static str, name: &'static str) -> Choice {
    Choice { word, name }
}

const FLAGS: &[Choice] = &[choice("yes", "yes"), choice("no", "no")];

/// The choices of an enumeration, from its own words and names.
macro_rules! choices {
    ($of:ty, $word:ident) => {{
        const CHOICES: [Choice; <$of>::ALL.len()] = {
            let mut choices = [choice("", ""); <$of>::ALL.len()];
            let mut at = 0;
            while at < choices.len() {
                choices[at] = choice(<$of>::ALL[at].$word(), <$of>::ALL[at].name());
                at += 1;
            }
            choices
        };
        &CHOICES
    }};
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The person's name.
    Name,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The company.
    Company,
    /// Where they are, in their words.
    Location,
    /// The industry.
    Industry,
    /// Through what the lead arrived.
    Source,
    /// How far along it is.
    Status,
    /// When they want to begin.
    Timeline,
    /// What they would spend, in whole dollars a month.
    Budget,
    /// Employees.
    CompanySize,
    /// Whether they decide.
    DecisionMaker,
    /// Pages viewed.
    PageViews,
    /// Minutes spent on the site.
    MinutesOnSite,
    /// Forms sent.
    FormSubmissions,
    /// Whether there was a conversation.
    HadConversation,
    /// Whether they answered within an hour.
    AnsweredWithinHour,
    /// Days since they were last heard of.
    DaysQuiet,
    /// The campaign's source.
    CampaignSource,
    /// The campaign's medium.
    Medium,
    /// The campaign.
    Campaign,
    /// The keyword.
    Keyword,
    /// The page before.
    Referrer,
    /// The page of arrival.
    LandingPage,
}

impl Field {
    /// All of them, as a list offers them.
    pub const ALL: [Self; 24] = [
        Self::Industry,
        Self::Location,
        Self::Budget,
        Self::Timeline,
        Self::CompanySize,
        Self::DecisionMaker,
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Company,
        Self::Source,
        Self::Status,
        Self::PageViews,
        Self::MinutesOnSite,
        Self::FormSubmissions,
        Self::HadConversation,
        Self::AnsweredWithinHour,
        Self::DaysQuiet,
        Self::CampaignSource,
        Self::Medium,
        Self::Campaign,
        Self::Keyword,
        Self::Referrer,
        Self::LandingPage,
    ];

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Company => "company",
            Self::Location => "location",
            Self::Industry => "industry",
            Self::Source => "source",
            Self::Status => "status",
            Self::Timeline => "timeline",
            Self::Budget => "budget",
            Self::CompanySize => "company_size",
            Self::DecisionMaker => "decision_maker",
            Self::PageViews => "page_views",
            Self::MinutesOnSite => "minutes_on_site",
            Self::FormSubmissions => "form_submissions",
            Self::HadConversation => "had_conversation",
            Self::AnsweredWithinHour => "answered_within_hour",
            Self::DaysQuiet => "days_quiet",
            Self::CampaignSource => "campaign_source",
            Self::Medium => "medium",
            Self::Campaign => "campaign",
            Self::Keyword => "keyword",
            Self::Referrer => "referrer",
            Self::LandingPage => "landing_page",
        }
    }

    /// The field of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == word)
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Company => "Company",
            Self::Location => "Location",
            Self::Industry => "Industry",
            Self::Source => "Source",
            Self::Status => "Status",
            Self::Timeline => "Timeline",
            Self::Budget => "Budget in $ a month",
            Self::CompanySize => "Employees",
            Self::DecisionMaker => "Decides alone",
            Self::PageViews => "Pages viewed",
            Self::MinutesOnSite => "Minutes on site",
            Self::FormSubmissions => "Forms sent",
            Self::HadConversation => "Had a conversation",
            Self::AnsweredWithinHour => "Answered within an hour",
            Self::DaysQuiet => "Days without a sign of life",
            Self::CampaignSource => "Campaign source",
            Self::Medium => "Campaign medium",
            Self::Campaign => "Campaign",
            Self::Keyword => "Keyword",
            Self::Referrer => "Page before",
            Self::LandingPage => "Page of arrival",
        }
    }

    /// What its values are.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Name
            | Self::Email
            | Self::Phone
            | Self::Company
            | Self::Location
            | Self::CampaignSource
            | Self::Medium
            | Self::Campaign
            | Self::Keyword
            | Self::Referrer
            | Self::LandingPage => Kind::Text,
            Self::Industry | Self::Source | Self::Status | Self::Timeline => Kind::Choice,
            Self::Budget
            | Self::CompanySize
            | Self::PageViews
            | Self::MinutesOnSite
            | Self::FormSubmissions
            | Self::DaysQuiet => Kind::Number,
            Self::DecisionMaker | Self::HadConversation | Self::AnsweredWithinHour => Kind::Flag,
        }
    }

    /// The values it can have; none for words and numbers.
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Industry => choices!(Industry, slug),
            Self::Source => choices!(LeadSource, as_str),
            Self::Status => choices!(LeadStatus, as_str),
            Self::Timeline => choices!(Timeline, as_str),
            _ if matches!(self.kind(), Kind::Flag) => FLAGS,
            _ => &[],
        }
    }
}
