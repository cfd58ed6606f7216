//! What holds for every message.

use proptest::prelude::*;

use super::asked;
use crate::dialogue::{DialogueState, Question, REPLY_MAX, Turn, respond};
use beckon_domain::contact::{Contact, Email, Phone};
use beckon_domain::conversation::MESSAGE_MAX;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{Budget, BudgetPeriod, Facts, Timeline};
use beckon_domain::money::{Currency, Money};

/// Fragments that the extractors look at, in any order and with anything between them.
const FRAGMENTS: [&str; 40] = [
    "my name is ",
    "I'm ",
    "Maria ",
    "López ",
    "@",
    "ana@example.com ",
    " at ",
    " dot ",
    "com ",
    "$",
    "€",
    "5k",
    "5,000.50 ",
    "-",
    "– ",
    "a month ",
    "/mo ",
    "512-555-0123 ",
    "+49 ",
    "(",
    ")",
    "zip ",
    "78701 ",
    "in ",
    "Austin",
    ", TX ",
    "next ",
    "weeks ",
    "half a million ",
    "no, ",
    "sorry ",
    "? ",
    "👩‍👩‍👧",
    "שלום ",
    "\u{200f}",
    "e\u{301}",
    "ß",
    "İ",
    "\n",
    "we are 12 people ",
];

fn any_text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        3 => prop::sample::select(&FRAGMENTS[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec(fragment, 0..14).prop_map(|parts| parts.concat())
}

fn any_question() -> impl Strategy<Value = Option<Question>> {
    prop::option::of(prop::sample::select(&Question::ALL[..]))
}

fn any_industry() -> impl Strategy<Value = Industry> {
    prop::sample::select(&Industry::ALL[..])
}

/// Facts as long as they may get.
fn all_facts() -> Facts {
    Facts {
        contact: Contact {
            name: Some("Maximilian-Alexander ".repeat(6).trim().to_owned()),
            email: Email::parse(&format!("{}@{}.com", "a".repeat(64), "b".repeat(60))).ok(),
            phone: Phone::parse("+123456789012345").ok(),
            company: Some("Very Long Company ".repeat(6).trim().to_owned()),
        },
        location: Some("Llanfairpwllgwyngyll ".repeat(5).trim().to_owned()),
        budget: Some(Budget {
            amount: Money {
                cents: i64::MAX,
                currency: Currency::Usd,
            },
            period: BudgetPeriod::Month,
        }),
        timeline: Some(Timeline::Exploring),
        company_size: Some(u32::MAX),
        decision_maker: Some(false),
    }
}

fn check(turn: &Turn) -> Result<(), TestCaseError> {
    let length = turn.reply.chars().count();
    prop_assert!(
        (1..=REPLY_MAX).contains(&length),
        "{length}: {}",
        turn.reply
    );
    prop_assert!(!turn.reply.contains(['<', '>', '{', '}']), "{}", turn.reply);
    Ok(())
}

/// What is known in `before` and not told anew is known in `after`.
fn keeps(before: &Facts, turn: &Turn, after: &Facts) -> bool {
    before.clone().updated(turn.noted.clone()) == *after
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_message_gets_an_answer(text in any_text(), industry in any_industry(), question in any_question()) {
        let state = asked(industry, question);
        let (next, turn) = respond(&state, &text);
        check(&turn)?;
        prop_assert_eq!(turn.complete, next.is_complete());
        prop_assert!(keeps(&state.facts, &turn, &next.facts));
        prop_assert_eq!(respond(&state, &text), (next, turn));
    }

    #[test]
    fn replies_stay_short_when_everything_is_known(text in any_text(), industry in any_industry(), question in any_question()) {
        let state = DialogueState { facts: all_facts(), ..asked(industry, question) };
        let (next, turn) = respond(&state, &text);
        check(&turn)?;
        prop_assert!(keeps(&state.facts, &turn, &next.facts));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn conversations_end(texts in prop::collection::vec(any_text(), 24..25), industry in any_industry()) {
        let mut state = DialogueState::new(industry);
        for text in &texts {
            let (next, turn) = respond(&state, text);
            check(&turn)?;
            prop_assert!(keeps(&state.facts, &turn, &next.facts));
            if let Some(question) = next.pending {
                prop_assert!(!question.is_answered_by(&next.facts), "asked for what is known: {:?}", question);
                prop_assert!(next.times_asked(question) <= 2);
            }
            state = next;
        }
    }
}

proptest! {
    #[test]
    fn names_and_places_are_plain(text in any_text(), question in any_question()) {
        let (_, turn) = respond(&asked(Industry::Solar, question), &text);
        let told = [turn.noted.contact.name, turn.noted.location, turn.noted.contact.company];
        for value in told.into_iter().flatten() {
            prop_assert!(!value.is_empty() && value.chars().count() <= 80);
            prop_assert!(!value.contains(|c: char| c.is_control() || "<>{}=;\"$@".contains(c)), "{:?}", value);
        }
    }
}

#[test]
fn unrelated_messages_lose_nothing() {
    let facts = all_facts();
    for text in [
        "hello",
        "what's the weather like?",
        "my neighbour Bob has one",
        "it rained for 3 weeks",
        "ok",
        "🌞",
        "I like Austin",
        "he paid $20k",
        "please answer",
        "just curious, do you work on weekends?",
        "my brother in Boise, ID says hi",
        "I'm happy",
        "5 stars",
    ] {
        let state = DialogueState {
            facts: facts.clone(),
            ..DialogueState::new(Industry::Solar)
        };
        let (next, turn) = respond(&state, text);
        assert_eq!(turn.noted, Facts::default(), "{text}");
        assert_eq!(next.facts, facts, "{text}");
    }
}

#[test]
fn the_longest_message_is_answered() {
    let state = asked(Industry::Solar, Some(Question::Name));
    for part in [
        "a",
        "$",
        "5",
        "5 ",
        "@",
        "a@b.co ",
        "in ",
        "my name is ",
        "1-",
        "a at b dot ",
        "and ",
        "🙂",
        "\n",
        "we are 5 k to ",
        "+1 ",
        "( ",
        "Aa ",
    ] {
        let text: String = part.chars().cycle().take(MESSAGE_MAX).collect();
        // What takes more than linear time is noticed here by everybody who waits.
        let (_, turn) = respond(&state, &text);
        assert!(!turn.reply.is_empty(), "{part:?}");
    }
}
