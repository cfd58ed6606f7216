use serde::{Deserialize, Serialize};

use super::{AssistantError, Text};
use crate::industry::Industry;
use crate::lead::Facts;

/// A question that the assistant asks by itself.
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

impl Question {
    /// The question that a word of a form names.
    pub fn of_str(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.as_str() == text)
    }

    /// Whether the facts answer it. What it is about is no fact: the conversation itself tells.
    pub const fn is_answered_by(self, facts: &Facts) -> bool {
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
    pub const fn applies_to(self, facts: &Facts) -> bool {
        !matches!(self, Self::CompanySize) || facts.contact.company.is_some()
    }

    /// Whether the conversation is incomplete without an answer, so that it is worth asking a second time.
    pub const fn is_worth_repeating(self) -> bool {
        matches!(self, Self::Name | Self::Contact | Self::Timeline)
    }

    /// Whether it has to be asked: without it nobody could get back to the visitor.
    pub const fn is_essential(self) -> bool {
        matches!(self, Self::Name | Self::Contact)
    }
}

/// A question that moves by one place: `budget:up`, as a button of a form says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Which.
    pub slot: Question,
    /// Whether it is asked earlier, or else later.
    pub is_up: bool,
}

impl Shift {
    /// Reads a button's value.
    pub fn of_str(text: &str) -> Option<Self> {
        let (slot, way) = text.split_once(':')?;
        let is_up = match way {
            "up" => true,
            "down" => false,
            _ => return None,
        };
        Some(Self {
            slot: Question::of_str(slot)?,
            is_up,
        })
    }

    /// Moves the question, if there is a place to move to.
    pub fn apply(self, order: &mut [Question]) {
        let Some(from) = order.iter().position(|slot| *slot == self.slot) else {
            return;
        };
        let to = if self.is_up {
            from.checked_sub(1)
        } else {
            Some(from + 1)
        };
        if let Some(to) = to.filter(|to| *to < order.len()) {
            order.swap(from, to);
        }
    }
}

/// What the assistant asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawQuestions", into = "RawQuestions")]
pub struct Questions {
    /// Its usual questions in this order, those left out not at all; empty for those of the industry.
    pub order: Vec<Question>,
    /// Questions of the site's own, asked when the others are answered.
    pub own: Vec<Text<200>>,
}

impl Questions {
    /// Checks an order: each question once, and those without which nobody could get back to the visitor.
    pub fn parse(order: Vec<Question>, own: Vec<Text<200>>) -> Result<Self, AssistantError> {
        let is_twice = |(at, slot): (usize, &Question)| order[..at].contains(slot);
        if order.iter().enumerate().any(is_twice) {
            return Err(AssistantError::Twice);
        }
        let is_whole = Question::ALL
            .into_iter()
            .filter(|slot| slot.is_essential())
            .all(|slot| order.contains(&slot));
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
    order: Vec<Question>,
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
    fn a_question_moves_by_one_place() {
        let moved = |text: &str| {
            let mut order = [Question::Need, Question::Name, Question::Budget];
            Shift::of_str(text).unwrap().apply(&mut order);
            order
        };
        assert_eq!(
            moved("budget:up"),
            [Question::Need, Question::Budget, Question::Name]
        );
        assert_eq!(
            moved("need:up"),
            [Question::Need, Question::Name, Question::Budget]
        );
        assert_eq!(
            moved("need:down"),
            [Question::Name, Question::Need, Question::Budget]
        );
        assert_eq!(
            moved("location:down"),
            [Question::Need, Question::Name, Question::Budget]
        );
        for none in ["", "budget", "budget:left", "shoe:up"] {
            assert_eq!(Shift::of_str(none), None, "{none}");
        }
    }

    #[test]
    fn an_order_has_each_once_and_what_is_essential() {
        let parse = |order: &[Question]| Questions::parse(order.to_vec(), Vec::new()).map(drop);
        assert_eq!(parse(&[]), Ok(()));
        assert_eq!(parse(&[Question::Contact, Question::Name]), Ok(()));
        assert_eq!(
            parse(&[Question::Name, Question::Contact, Question::Name]),
            Err(AssistantError::Twice)
        );
        assert_eq!(
            parse(&[Question::Name, Question::Budget]),
            Err(AssistantError::Essential)
        );
    }
}
