//! The lead form of a landing page: one check for browser and server.

mod questions;
mod steps;

pub use questions::{Answer, Answers, Choice, Question, Tells, answered, asked, questions};
pub use steps::Step;

use serde::{Deserialize, Serialize};

use crate::contact::{Contact, ContactError, Email, Phone, parse_name};
use crate::industry::Industry;
use crate::lead::{Budget, BudgetPeriod, Facts, Timeline};
use crate::money::{Currency, Money};

/// Longest free text of the form, in characters.
pub const NOTES_MAX: usize = 2_000;

/// What a person agrees to by ticking the box; stored with the lead, word for word.
pub const CONSENT_TEXT: &str = "I agree that Beckon and up to three matching local providers may contact me about my request \
    by e-mail, phone or text message. I can withdraw this at any time. Consent is not a condition of purchase.";

/// The form as typed: every field is text, as a browser without JavaScript sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadForm {
    /// Name; required.
    pub name: String,
    /// E-mail address; required.
    pub email: String,
    /// Phone number; may be empty.
    pub phone: String,
    /// Town or postal code; may be empty.
    pub location: String,
    /// One of [`Timeline`]'s words; may be empty.
    pub timeline: String,
    /// A whole number of dollars a month; may be empty.
    pub budget: String,
    /// Anything else; may be empty.
    pub notes: String,
    /// `yes` when the person agreed to be contacted; required.
    pub consent: String,
    /// What was chosen of the industry's [`questions`]; none has to be answered.
    pub answers: Answers,
}

/// What the name of a question's field begins with; its id follows.
pub const ANSWER: &str = "answer-";

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// [`LeadForm::name`].
    Name,
    /// [`LeadForm::email`].
    Email,
    /// [`LeadForm::phone`].
    Phone,
    /// [`LeadForm::location`].
    Location,
    /// [`LeadForm::timeline`].
    Timeline,
    /// [`LeadForm::budget`].
    Budget,
    /// [`LeadForm::notes`].
    Notes,
    /// [`LeadForm::consent`].
    Consent,
}

impl Field {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Location,
        Self::Timeline,
        Self::Budget,
        Self::Notes,
        Self::Consent,
    ];

    /// Its name in the page's form, and the id of its element there.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Location => "location",
            Self::Timeline => "timeline",
            Self::Budget => "budget",
            Self::Notes => "notes",
            Self::Consent => "consent",
        }
    }
}

/// Why a field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum FieldError {
    /// A contact field.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// None of the choices.
    #[error("Choose one of the answers.")]
    Choice,
    /// Not a number of dollars.
    #[error("Enter a whole number of dollars, like 2500.")]
    Amount,
    /// Consent is missing.
    #[error("We need your permission to get back to you.")]
    Consent,
}

/// A field and why it is refused.
pub type FieldErrors = Vec<(Field, FieldError)>;

impl LeadForm {
    /// Reads the form of an industry's page out of a sent form's fields.
    pub fn read(industry: Industry, value: impl Fn(&str) -> Option<String>) -> Self {
        let mut form = Self::default();
        for field in Field::ALL {
            *form.slot(field) = value(field.name()).unwrap_or_default();
        }
        for question in questions(industry) {
            if let Some(answer) = value(&format!("{ANSWER}{}", question.id)) {
                form.answers.insert(question.id.to_owned(), answer);
            }
        }
        form
    }

    /// What a field holds.
    pub fn slot(&mut self, field: Field) -> &mut String {
        match field {
            Field::Name => &mut self.name,
            Field::Email => &mut self.email,
            Field::Phone => &mut self.phone,
            Field::Location => &mut self.location,
            Field::Timeline => &mut self.timeline,
            Field::Budget => &mut self.budget,
            Field::Notes => &mut self.notes,
            Field::Consent => &mut self.consent,
        }
    }

    /// Checks every field of an industry's form; what its questions tell is added to the facts.
    pub fn check_for(&self, industry: Industry) -> Result<Facts, FieldErrors> {
        let mut facts = self.check()?;
        questions::add_to(&mut facts, industry, &self.answers);
        Ok(facts)
    }

    /// What is wrong in one step.
    pub fn check_step(&self, step: Step) -> FieldErrors {
        let mut errors = self.check().err().unwrap_or_default();
        errors.retain(|(field, _)| step.fields().contains(field));
        errors
    }

    /// Checks every field; all that is wrong comes back at once.
    pub fn check(&self) -> Result<Facts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = keep(
            &mut errors,
            Field::Name,
            parse_name(&self.name).map_err(FieldError::from),
        );
        let email = keep(
            &mut errors,
            Field::Email,
            Email::parse(&self.email).map_err(FieldError::from),
        );
        let phone = keep(
            &mut errors,
            Field::Phone,
            optional(&self.phone, |text| Ok(Phone::parse(text)?)),
        );
        let location = keep(
            &mut errors,
            Field::Location,
            optional(&self.location, |text| Ok(parse_name(text)?)),
        );
        let timeline = keep(
            &mut errors,
            Field::Timeline,
            optional(&self.timeline, |text| {
                text.parse().map_err(|_| FieldError::Choice)
            }),
        );
        let budget = keep(
            &mut errors,
            Field::Budget,
            optional(&self.budget, parse_budget),
        );
        if self.notes.chars().count() > NOTES_MAX {
            errors.push((Field::Notes, ContactError::TooLong.into()));
        }
        if self.consent != "yes" {
            errors.push((Field::Consent, FieldError::Consent));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Facts {
            contact: Contact {
                name,
                email,
                phone: phone.flatten(),
                company: None,
            },
            location: location.flatten(),
            budget: budget.flatten(),
            timeline: timeline.flatten(),
            company_size: None,
            decision_maker: None,
        })
    }

    /// Checks one field: for the message beside it while it is filled in.
    pub fn check_field(&self, field: Field) -> Option<FieldError> {
        self.check()
            .err()?
            .into_iter()
            .find_map(|(at, error)| (at == field).then_some(error))
    }
}

fn keep<T>(errors: &mut FieldErrors, field: Field, result: Result<T, FieldError>) -> Option<T> {
    result.map_err(|error| errors.push((field, error))).ok()
}

fn optional<T>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, FieldError>,
) -> Result<Option<T>, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        Ok(None)
    } else {
        parse(text).map(Some)
    }
}

fn parse_budget(text: &str) -> Result<Budget, FieldError> {
    const MOST_DOLLARS: i64 = 100_000_000;
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '$' | ',' | ' '))
        .collect();
    let dollars: i64 = digits.parse().map_err(|_| FieldError::Amount)?;
    if !(0..=MOST_DOLLARS).contains(&dollars) {
        return Err(FieldError::Amount);
    }
    Ok(Budget {
        amount: Money {
            cents: dollars * 100,
            currency: Currency::Usd,
        },
        period: BudgetPeriod::Month,
    })
}

/// The choices of the timeline question, as value and label.
pub fn timeline_choices() -> impl Iterator<Item = (&'static str, &'static str)> {
    Timeline::ALL
        .into_iter()
        .map(|timeline| (timeline.as_str(), timeline.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled() -> LeadForm {
        LeadForm {
            name: "Ana López".into(),
            email: "ana@example.com".into(),
            budget: "$6,000".into(),
            timeline: "immediate".into(),
            consent: "yes".into(),
            ..LeadForm::default()
        }
    }

    #[test]
    fn a_filled_form_gives_facts() {
        let facts = filled().check().unwrap();
        assert_eq!(facts.contact.name.as_deref(), Some("Ana López"));
        assert_eq!(facts.budget.unwrap().monthly_cents(), Some(600_000));
        assert_eq!(facts.timeline, Some(Timeline::Immediate));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let form = LeadForm {
            email: "ana".into(),
            phone: "12".into(),
            timeline: "soon".into(),
            budget: "lots".into(),
            ..LeadForm::default()
        };
        let fields: Vec<Field> = form
            .check()
            .unwrap_err()
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(
            fields,
            [
                Field::Name,
                Field::Email,
                Field::Phone,
                Field::Timeline,
                Field::Budget,
                Field::Consent
            ]
        );
        assert_eq!(
            form.check_field(Field::Email),
            Some(FieldError::Contact(ContactError::Email))
        );
        assert_eq!(filled().check_field(Field::Email), None);
    }

    #[test]
    fn a_sent_form_is_read() {
        let sent = |name: &str| match name {
            "name" => Some("Ana".to_owned()),
            "answer-where" => Some("house".to_owned()),
            "answer-owner" => Some("own".to_owned()),
            "answer-nonsense" => Some("x".to_owned()),
            "email" => Some("ana@example.com".to_owned()),
            "consent" => Some("yes".to_owned()),
            _ => None,
        };
        let form = LeadForm::read(Industry::Solar, sent);
        assert_eq!(form.answers.len(), 2);
        let facts = form.check_for(Industry::Solar).unwrap();
        assert_eq!(facts.decision_maker, Some(true));
    }

    #[test]
    fn a_step_answers_for_its_own_fields() {
        let form = LeadForm {
            budget: "lots".into(),
            ..LeadForm::default()
        };
        assert_eq!(form.check_step(Step::Need), []);
        assert_eq!(
            form.check_step(Step::Details),
            [(Field::Budget, FieldError::Amount)]
        );
        assert_eq!(form.check_step(Step::Contact).len(), 3);
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "\\PC{0,80}") {
            let form = LeadForm {
                name: text.clone(), email: text.clone(), phone: text.clone(), location: text.clone(),
                timeline: text.clone(), budget: text.clone(), notes: text.clone(), consent: "yes".into(),
                answers: [("where".to_owned(), text)].into(),
            };
            let _ = form.check_for(Industry::Solar);
        }
    }
}
