//! The score of a lead: 0 to 100, always with the reasons that make it up: the product's table, and on top of it the
//! rules of an organization.

mod effect;
mod history;
mod rules;

pub use effect::Effect;
pub use history::{Rescoring, Sample, ScoreCause, ScoreChange, ScoringView};
pub use rules::{RULES_MAX, RuleError, RulesError, ScoreRule, ScoreRules};

use serde::{Deserialize, Serialize};

use crate::condition::Profile;
use crate::lead::Timeline;

/// What the score is made from.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a row of the score table, not a state"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signals {
    /// The lead's industry is one the organization serves.
    pub target_industry: bool,
    /// Employees of the lead's company.
    pub company_size: Option<u32>,
    /// The lead's location is one the organization serves.
    pub target_geography: bool,
    /// Pages viewed.
    pub page_views: u32,
    /// Seconds spent on the site.
    pub seconds_on_site: u32,
    /// Forms sent.
    pub form_submissions: u32,
    /// Whether there was a conversation.
    pub had_conversation: bool,
    /// Budget, in US cents a month.
    pub budget_monthly_cents: Option<i64>,
    /// When the lead wants to begin.
    pub timeline: Option<Timeline>,
    /// Whether the lead decides.
    pub decision_maker: Option<bool>,
    /// E-mails opened.
    pub emails_opened: u32,
    /// Links clicked in e-mails.
    pub links_clicked: u32,
    /// Whether the lead answered within an hour.
    pub answered_within_hour: bool,
}

/// A row of the score table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// +10.
    TargetIndustry,
    /// +5 for more than ten employees.
    CompanySize,
    /// +5.
    TargetGeography,
    /// +2 each, at most 10.
    PageViews,
    /// +1 a minute, at most 10.
    TimeOnSite,
    /// +15 each.
    FormSubmission,
    /// +10.
    Conversation,
    /// +20 over $5,000 a month.
    Budget,
    /// +15 when immediate.
    Timeline,
    /// +20.
    DecisionMaker,
    /// +3 each.
    EmailOpened,
    /// +5 each.
    LinkClicked,
    /// +10.
    FastAnswer,
}

impl Factor {
    /// All of them, in the table's order.
    pub const ALL: [Self; 13] = [
        Self::TargetIndustry,
        Self::CompanySize,
        Self::TargetGeography,
        Self::PageViews,
        Self::TimeOnSite,
        Self::FormSubmission,
        Self::Conversation,
        Self::Budget,
        Self::Timeline,
        Self::DecisionMaker,
        Self::EmailOpened,
        Self::LinkClicked,
        Self::FastAnswer,
    ];

    /// What it gives, in words.
    pub const fn gives(self) -> &'static str {
        match self {
            Self::CompanySize | Self::TargetGeography => "+5",
            Self::TargetIndustry | Self::Conversation | Self::FastAnswer => "+10",
            Self::Timeline => "+15",
            Self::Budget | Self::DecisionMaker => "+20",
            Self::PageViews => "+2 each, at most 10",
            Self::TimeOnSite => "+1 a minute, at most 10",
            Self::FormSubmission => "+15 each",
            Self::EmailOpened => "+3 each",
            Self::LinkClicked => "+5 each",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TargetIndustry => "Target industry",
            Self::CompanySize => "More than 10 employees",
            Self::TargetGeography => "Target area",
            Self::PageViews => "Pages viewed",
            Self::TimeOnSite => "Time on site",
            Self::FormSubmission => "Sent a form",
            Self::Conversation => "Had a conversation",
            Self::Budget => "Budget over $5,000 a month",
            Self::Timeline => "Wants to begin right away",
            Self::DecisionMaker => "Decides alone",
            Self::EmailOpened => "Opened an e-mail",
            Self::LinkClicked => "Clicked in an e-mail",
            Self::FastAnswer => "Answered within an hour",
        }
    }
}

/// What gave points, or took them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A row of the table.
    Factor(Factor),
    /// A rule of the organization, by the name it had.
    Rule(String),
    /// What the organization's rules may add or take at most.
    Limit,
}

impl Cause {
    /// Its name for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Factor(factor) => factor.name(),
            Self::Rule(name) => name,
            Self::Limit => "Limit of your rules",
        }
    }
}

/// The points that one thing gave or took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What.
    #[serde(flatten)]
    pub cause: Cause,
    /// Points, never zero; below it where they were taken.
    pub points: i32,
}

/// A score with its reasons. It is what their points add up to, within 0 and 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// 0 to 100.
    pub value: u8,
    /// What made it: the table's rows in its order, then the rules in theirs.
    pub reasons: Vec<Reason>,
}

/// How good a lead is, by its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Below 20.
    Unqualified,
    /// From 20.
    Cold,
    /// From 40.
    Qualified,
    /// From 60.
    Warm,
    /// From 80.
    Hot,
}

impl Quality {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [
        Self::Unqualified,
        Self::Cold,
        Self::Qualified,
        Self::Warm,
        Self::Hot,
    ];

    /// The quality of a score.
    pub const fn of(score: u8) -> Self {
        match score {
            80.. => Self::Hot,
            60.. => Self::Warm,
            40.. => Self::Qualified,
            20.. => Self::Cold,
            _ => Self::Unqualified,
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unqualified => "Unqualified",
            Self::Cold => "Cold",
            Self::Qualified => "Qualified",
            Self::Warm => "Warm",
            Self::Hot => "Hot",
        }
    }
}

impl Score {
    /// The quality of this score.
    pub const fn quality(&self) -> Quality {
        Quality::of(self.value)
    }

    /// Scores a lead by the product's table.
    pub fn of(signals: &Signals) -> Self {
        const FIVE_THOUSAND: i64 = 500_000;
        let when = |condition: bool, points: u32| if condition { points } else { 0 };
        let table = [
            (Factor::TargetIndustry, when(signals.target_industry, 10)),
            (
                Factor::CompanySize,
                when(signals.company_size.is_some_and(|size| size > 10), 5),
            ),
            (Factor::TargetGeography, when(signals.target_geography, 5)),
            (
                Factor::PageViews,
                signals.page_views.saturating_mul(2).min(10),
            ),
            (Factor::TimeOnSite, (signals.seconds_on_site / 60).min(10)),
            (
                Factor::FormSubmission,
                signals.form_submissions.saturating_mul(15),
            ),
            (Factor::Conversation, when(signals.had_conversation, 10)),
            (
                Factor::Budget,
                when(
                    signals
                        .budget_monthly_cents
                        .is_some_and(|cents| cents > FIVE_THOUSAND),
                    20,
                ),
            ),
            (
                Factor::Timeline,
                when(signals.timeline == Some(Timeline::Immediate), 15),
            ),
            (
                Factor::DecisionMaker,
                when(signals.decision_maker == Some(true), 20),
            ),
            (Factor::EmailOpened, signals.emails_opened.saturating_mul(3)),
            (Factor::LinkClicked, signals.links_clicked.saturating_mul(5)),
            (Factor::FastAnswer, when(signals.answered_within_hour, 10)),
        ];
        let given = table.into_iter().filter(|(_, points)| *points > 0);
        Self::made_of(given.map(|(factor, points)| Reason {
            cause: Cause::Factor(factor),
            points: i32::try_from(points).unwrap_or(i32::MAX),
        }))
    }

    /// Scores a lead by the table, and by an organization's rules on top of it.
    pub fn with_rules(lead: &Profile, rules: &ScoreRules) -> Self {
        let table = Self::of(&lead.signals).reasons;
        Self::made_of(table.into_iter().chain(rules.reasons(lead)))
    }

    fn made_of(reasons: impl Iterator<Item = Reason>) -> Self {
        let reasons: Vec<Reason> = reasons.collect();
        let sum: i64 = reasons.iter().map(|reason| i64::from(reason.points)).sum();
        Self {
            value: u8::try_from(sum.clamp(0, 100)).unwrap_or_default(),
            reasons,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
