//! What the assistant asks, and in which order.

use serde::{Deserialize, Serialize};

use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, Facts};

/// A question of the assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// What it is about: the opening question of the industry.
    Need,
    /// The name.
    Name,
    /// An e-mail address or a phone number.
    Contact,
    /// Where.
    Location,
    /// When to begin.
    Timeline,
    /// What to spend.
    Budget,
    /// Who decides.
    DecisionMaker,
    /// How many people the company employs.
    CompanySize,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Need,
        Self::Name,
        Self::Contact,
        Self::Location,
        Self::Timeline,
        Self::Budget,
        Self::DecisionMaker,
        Self::CompanySize,
    ];

    /// The questions of an industry, in the order they are asked.
    pub const fn of(industry: Industry) -> &'static [Self] {
        use Question::{
            Budget, CompanySize, Contact, DecisionMaker, Location, Name, Need, Timeline,
        };
        match industry {
            Industry::RealEstate | Industry::Solar | Industry::HomeServices => &[
                Need,
                Name,
                Contact,
                Budget,
                Timeline,
                Location,
                DecisionMaker,
            ],
            Industry::Insurance | Industry::Legal => {
                &[Need, Name, Contact, Budget, Timeline, Location, CompanySize]
            }
        }
    }

    /// Whether the facts answer it. What it is about is no fact: the conversation itself tells.
    pub(crate) const fn is_answered_by(self, facts: &Facts) -> bool {
        match self {
            Self::Need => false,
            Self::Name => facts.contact.name.is_some(),
            Self::Contact => facts.contact.email.is_some() || facts.contact.phone.is_some(),
            Self::Location => facts.location.is_some(),
            Self::Timeline => facts.timeline.is_some(),
            Self::Budget => facts.budget.is_some(),
            Self::DecisionMaker => facts.decision_maker.is_some(),
            Self::CompanySize => facts.company_size.is_some(),
        }
    }

    /// Whether it makes sense to ask: for a company's size, only where there is a company.
    pub(crate) const fn applies_to(self, facts: &Facts) -> bool {
        !matches!(self, Self::CompanySize) || facts.contact.company.is_some()
    }

    /// Whether the conversation is incomplete without an answer, so that it is worth asking a
    /// second time.
    pub(crate) const fn is_essential(self) -> bool {
        matches!(self, Self::Name | Self::Contact | Self::Timeline)
    }
}

/// For what time the budget question of an industry asks.
pub(crate) const fn budget_period(industry: Industry) -> BudgetPeriod {
    match industry {
        Industry::Insurance | Industry::Solar => BudgetPeriod::Month,
        Industry::RealEstate | Industry::Legal | Industry::HomeServices => BudgetPeriod::Once,
    }
}
