use proptest::prelude::*;

use super::*;
use crate::contact::{Contact, Email};
use crate::industry::Industry;
use crate::lead::{Facts, LeadSource, LeadStatus};
use crate::score::Signals;
use crate::score::tests::signals;

impl Profile {
    /// A lead of whom nothing is known.
    pub(crate) fn blank() -> Self {
        Self {
            facts: Facts::default(),
            industry: Industry::Solar,
            source: LeadSource::Form,
            status: LeadStatus::New,
            signals: Signals::default(),
            touch: crate::attribution::Touch::default(),
            days_quiet: 0,
        }
    }
}

prop_compose! {
    /// Leads of all kinds.
    pub(crate) fn profiles()(
        signals in signals(),
        industry in proptest::sample::select(&Industry::ALL[..]),
        source in proptest::sample::select(&LeadSource::ALL[..]),
        status in proptest::sample::select(&LeadStatus::ALL[..]),
        name in proptest::option::of("\\PC{0,12}"),
        location in proptest::option::of("[A-Za-z ]{0,12}"),
        days_quiet in 0_u32..500,
    ) -> Profile {
        Profile {
            facts: Facts {
                contact: Contact { name, ..Contact::default() },
                location,
                decision_maker: signals.decision_maker,
                company_size: signals.company_size,
                timeline: signals.timeline,
                ..Facts::default()
            },
            industry, source, status, signals, days_quiet,
            touch: crate::attribution::Touch::default(),
        }
    }
}

/// Conditions of all kinds.
pub(crate) fn conditions() -> impl Strategy<Value = Condition> {
    let field = proptest::sample::select(&Field::ALL[..]);
    (field, 0_usize..8, "[a-z]{1,3}", 0_i64..2_000, 0_usize..8).prop_map(
        |(field, nth, text, number, choice)| {
            let operators =
                Operator::ALL.map(|operator| operator.suits(field.kind()).then_some(operator));
            let operators: Vec<Operator> = operators.into_iter().flatten().collect();
            let choices = field.choices();
            let value = match field.kind() {
                Kind::Text => text,
                Kind::Number => number.to_string(),
                Kind::Choice | Kind::Flag => choices[choice % choices.len()].word.to_owned(),
            };
            Condition::new(field, operators[nth % operators.len()], &value).unwrap()
        },
    )
}

proptest! {
    #[test]
    fn a_comparison_and_its_opposite_divide_what_is_known(lead in profiles(), condition in conditions()) {
        let field = condition.field();
        let opposite = match condition.operator() {
            Operator::Equals if field.kind() != Kind::Flag => Operator::NotEquals,
            Operator::Contains => Operator::NotContains,
            Operator::IsKnown => Operator::IsUnknown,
            _ => return Ok(()),
        };
        let other = Condition::new(field, opposite, condition.value()).unwrap();
        let is_known = lead.known(field) != Known::Nothing;
        if condition.operator() == Operator::IsKnown || is_known {
            prop_assert_ne!(condition.holds(&lead), other.holds(&lead));
        } else {
            prop_assert!(!condition.holds(&lead) && !other.holds(&lead));
        }
    }

    #[test]
    fn a_condition_survives_being_written(condition in conditions()) {
        let json = serde_json::to_string(&condition).unwrap();
        prop_assert_eq!(serde_json::from_str::<Condition>(&json).unwrap(), condition);
    }

    #[test]
    fn nothing_that_is_typed_panics(at in 0_usize..24, nth in 0_usize..8, value in "\\PC{0,300}") {
        _ = Condition::new(Field::ALL[at], Operator::ALL[nth], &value);
    }

    #[test]
    fn numbers_are_read_with_and_without_signs_between(number in any::<i32>()) {
        let plain = number.to_string();
        prop_assert_eq!(super::number(&plain), Some(i64::from(number)));
        let digits = number.unsigned_abs().to_string();
        let grouped: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
        for sign in [",", ".", "'", " "] {
            prop_assert_eq!(super::number(&grouped.join(sign)), Some(i64::from(number.unsigned_abs())));
        }
    }
}

#[test]
fn words_are_those_of_forms_and_files() {
    for field in Field::ALL {
        assert_eq!(Field::parse(field.as_str()), Some(field));
        assert_eq!(
            serde_json::to_string(&field).unwrap(),
            format!("\"{}\"", field.as_str())
        );
        let is_listed = matches!(field.kind(), Kind::Choice | Kind::Flag);
        assert_eq!(!field.choices().is_empty(), is_listed, "{}", field.name());
    }
    for operator in Operator::ALL {
        assert_eq!(Operator::parse(operator.as_str()), Some(operator));
        assert_eq!(
            serde_json::to_string(&operator).unwrap(),
            format!("\"{}\"", operator.as_str())
        );
    }
    for source in LeadSource::ALL {
        assert_eq!(
            serde_json::to_string(&source).unwrap(),
            format!("\"{}\"", source.as_str())
        );
    }
}

#[test]
fn capitals_and_accents_do_not_count() {
    let lead = Profile {
        facts: Facts {
            location: Some("  MÜNCHEN-Pasing".to_owned()),
            contact: Contact {
                email: Email::parse("ana@example.com").ok(),
                ..Contact::default()
            },
            ..Facts::default()
        },
        ..Profile::blank()
    };
    let holds =
        |field, operator, value: &str| Condition::new(field, operator, value).unwrap().holds(&lead);
    assert!(holds(Field::Location, Operator::Contains, "munchen"));
    assert!(holds(Field::Email, Operator::Contains, "@Example.com"));
    assert!(!holds(Field::Location, Operator::Equals, "munchen"));
    assert!(!holds(Field::Name, Operator::NotEquals, "Ana"));
    assert!(holds(Field::Name, Operator::IsUnknown, "ignored"));
}

#[test]
fn what_is_wrong_is_said() {
    let wrong = |field, operator, value| {
        Condition::new(field, operator, value)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        wrong(Field::Location, Operator::GreaterThan, "5"),
        "Location can't be compared with \u{201c}is more than\u{201d}"
    );
    assert_eq!(
        wrong(Field::Budget, Operator::GreaterThan, "lots"),
        "Budget in $ a month is compared with a whole number, such as 5000"
    );
    assert_eq!(
        wrong(Field::Budget, Operator::GreaterThan, "1,00"),
        wrong(Field::Budget, Operator::GreaterThan, "x")
    );
    assert_eq!(
        wrong(Field::Timeline, Operator::Equals, "soon"),
        "Timeline is one of: Right away, Within weeks, Within months, Just exploring"
    );
    assert_eq!(
        wrong(Field::Location, Operator::Contains, " "),
        "Say what location is compared with"
    );
}
