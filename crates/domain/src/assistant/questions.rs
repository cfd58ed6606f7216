use serde::{Deserialize, Serialize};

use super::{AssistantError, Text};

/// Something the assistant asks for by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// What it is about.
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

impl Slot {
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

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Name => "name",
            Self::Contact => "contact",
            Self::Location => "location",
            Self::Timeline => "timeline",
            Self::Budget => "budget",
            Self::DecisionMaker => "decision_maker",
            Self::CompanySize => "company_size",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Need => "What it is about",
            Self::Name => "Name",
            Self::Contact => "E-mail or phone",
            Self::Location => "Location",
            Self::Timeline => "When to begin",
            Self::Budget => "Budget",
            Self::DecisionMaker => "Who decides",
            Self::CompanySize => "Size of the company",
        }
    }
}

/// What the assistant asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawQuestions", into = "RawQuestions")]
pub struct Questions {
    /// Its usual questions in this order, those left out not at all; empty for those of the industry.
    pub order: Vec<Slot>,
    /// Questions of the site's own, asked when the others are answered.
    pub own: Vec<Text<200>>,
}

impl Questions {
    /// Checks an order: each question once, and those without which nobody could get back to the visitor.
    pub fn parse(order: Vec<Slot>, own: Vec<Text<200>>) -> Result<Self, AssistantError> {
        let is_twice = |(at, slot): (usize, &Slot)| order[..at].contains(slot);
        if order.iter().enumerate().any(is_twice) {
            return Err(AssistantError::Twice);
        }
        let is_whole = order.contains(&Slot::Name) && order.contains(&Slot::Contact);
        if !order.is_empty() && !is_whole {
            return Err(AssistantError::Essential);
        }
        Ok(Self { order, own })
    }
}

/// As it travels.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawQuestions {
    order: Vec<Slot>,
    own: Vec<Text<200>>,
}

impl TryFrom<RawQuestions> for Questions {
    type Error = AssistantError;

    fn try_from(raw: RawQuestions) -> Result<Self, Self::Error> {
        Self::parse(raw.order, raw.own)
    }
}

impl From<Questions> for RawQuestions {
    fn from(questions: Questions) -> Self {
        Self {
            order: questions.order,
            own: questions.own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_has_each_once_and_what_is_essential() {
        let parse = |order: &[Slot]| Questions::parse(order.to_vec(), Vec::new()).map(drop);
        assert_eq!(parse(&[]), Ok(()));
        assert_eq!(parse(&[Slot::Contact, Slot::Name]), Ok(()));
        assert_eq!(
            parse(&[Slot::Name, Slot::Contact, Slot::Name]),
            Err(AssistantError::Twice)
        );
        assert_eq!(
            parse(&[Slot::Name, Slot::Budget]),
            Err(AssistantError::Essential)
        );
    }
}
