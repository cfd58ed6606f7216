//! The score of a lead: 0 to 100, always with the reasons that make it up.

use serde::{Deserialize, Serialize};

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

/// The points one factor gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which factor.
    pub factor: Factor,
    /// Points, never zero.
    pub points: u32,
}

/// A score with its reasons. The reasons' points may add up to more than the value, which ends at 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// 0 to 100.
    pub value: u8,
    /// What made it, in the table's order.
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
        let reasons: Vec<Reason> = table
            .into_iter()
            .filter(|(_, points)| *points > 0)
            .map(|(factor, points)| Reason { factor, points })
            .collect();
        let sum = reasons
            .iter()
            .fold(0_u32, |sum, reason| sum.saturating_add(reason.points));
        Self {
            value: u8::try_from(sum.min(100)).unwrap_or(100),
            reasons,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signals() -> impl Strategy<Value = Signals> {
        let timeline = prop_oneof![
            Just(None),
            Just(Some(Timeline::Immediate)),
            Just(Some(Timeline::Weeks)),
            Just(Some(Timeline::Exploring))
        ];
        (
            any::<(bool, Option<u32>, bool, u32, u32, u32, bool)>(),
            any::<(Option<i64>, Option<bool>, u32, u32, bool)>(),
            timeline,
        )
            .prop_map(|(a, b, timeline)| Signals {
                target_industry: a.0,
                company_size: a.1,
                target_geography: a.2,
                page_views: a.3,
                seconds_on_site: a.4,
                form_submissions: a.5,
                had_conversation: a.6,
                budget_monthly_cents: b.0,
                timeline,
                decision_maker: b.1,
                emails_opened: b.2,
                links_clicked: b.3,
                answered_within_hour: b.4,
            })
    }

    proptest! {
        #[test]
        fn the_value_is_the_clamped_sum_of_its_reasons(signals in signals()) {
            let score = Score::of(&signals);
            let sum: u64 = score.reasons.iter().map(|reason| u64::from(reason.points)).sum();
            prop_assert_eq!(u64::from(score.value), sum.min(100));
            prop_assert!(score.reasons.iter().all(|reason| reason.points > 0));
        }

        #[test]
        fn more_interest_never_lowers_it(signals in signals(), views in 0_u32..1000, seconds in 0_u32..10_000) {
            let more = Signals {
                page_views: signals.page_views.saturating_add(views),
                seconds_on_site: signals.seconds_on_site.saturating_add(seconds),
                had_conversation: true,
                ..signals.clone()
            };
            prop_assert!(Score::of(&more).value >= Score::of(&signals).value);
        }
    }

    #[test]
    fn edges_of_the_table() {
        let points = |signals: &Signals| Score::of(signals).value;
        assert_eq!(points(&Signals::default()), 0);
        assert_eq!(
            points(&Signals {
                company_size: Some(10),
                ..Signals::default()
            }),
            0
        );
        assert_eq!(
            points(&Signals {
                company_size: Some(11),
                ..Signals::default()
            }),
            5
        );
        assert_eq!(
            points(&Signals {
                budget_monthly_cents: Some(500_000),
                ..Signals::default()
            }),
            0
        );
        assert_eq!(
            points(&Signals {
                budget_monthly_cents: Some(500_001),
                ..Signals::default()
            }),
            20
        );
        assert_eq!(
            points(&Signals {
                page_views: 9,
                ..Signals::default()
            }),
            10
        );
        assert_eq!(
            points(&Signals {
                seconds_on_site: 59,
                ..Signals::default()
            }),
            0
        );
        assert_eq!(
            points(&Signals {
                seconds_on_site: 3_600,
                ..Signals::default()
            }),
            10
        );
        assert_eq!(Quality::of(19), Quality::Unqualified);
        assert_eq!(Quality::of(20), Quality::Cold);
        assert_eq!(Quality::of(40), Quality::Qualified);
        assert_eq!(Quality::of(60), Quality::Warm);
        assert_eq!(Quality::of(80), Quality::Hot);
    }
}
