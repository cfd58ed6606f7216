//! The form's steps.

use serde::{Deserialize, Serialize};

use super::Field;

/// A step of the form, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// What it is about.
    #[default]
    Need,
    /// What follows from that; when, and how much.
    Details,
    /// Where, and what else.
    Place,
    /// Who asks.
    Contact,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Need, Self::Details, Self::Place, Self::Contact];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The step of a number; the first one for what is no step's.
    pub fn of_number(number: &str) -> Self {
        let at = number.parse::<usize>().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|step| step.number() == at)
            .unwrap_or_default()
    }

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Need => "What is it about?",
            Self::Details => "A few details",
            Self::Place => "Where, and what else?",
            Self::Contact => "How do we reach you?",
        }
    }

    /// The one after it, if it is not the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it, if it is not the first.
    pub fn back(self) -> Option<Self> {
        let before = (self as usize).checked_sub(1)?;
        Self::ALL.get(before).copied()
    }

    /// The fields that are filled in there.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Need => &[],
            Self::Details => &[Field::Timeline, Field::Budget],
            Self::Place => &[Field::Location, Field::Notes],
            Self::Contact => &[Field::Name, Field::Email, Field::Phone, Field::Consent],
        }
    }

    /// Where a field is filled in.
    pub fn of_field(field: Field) -> Self {
        let has = |step: &Self| step.fields().contains(&field);
        Self::ALL.into_iter().find(has).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other() {
        let mut at = Step::default();
        for number in 1..=4 {
            assert_eq!(at.number(), number);
            assert_eq!(Step::of_number(&number.to_string()), at);
            assert_eq!(at.next().and_then(Step::back).unwrap_or(at), at);
            at = at.next().unwrap_or(at);
        }
        assert_eq!((at, at.next()), (Step::Contact, None));
        for odd in ["", "0", "5", "-1", "x"] {
            assert_eq!(Step::of_number(odd), Step::Need);
        }
    }

    #[test]
    fn each_field_has_a_step() {
        for field in Field::ALL {
            assert!(Step::of_field(field).fields().contains(&field));
        }
    }
}
