//! How the dialogue goes on: corrections, what is asked next, what is not asked any more.

use super::asked;
use crate::dialogue::{DialogueState, Question, greeting, respond};
use beckon_domain::industry::Industry;
use beckon_domain::lead::Timeline;

#[test]
fn corrections_replace_what_was_noted() {
    let (state, _) = respond(
        &asked(Industry::HomeServices, Some(Question::Budget)),
        "50k",
    );
    let (state, turn) = respond(&state, "no, I meant 5k");
    assert_eq!(
        state
            .facts
            .budget
            .map(|budget| budget.to_string())
            .as_deref(),
        Some("$5,000")
    );
    assert!(
        turn.reply
            .starts_with("No problem, I've changed that: a budget of $5,000."),
        "{}",
        turn.reply
    );

    let (state, _) = respond(
        &asked(Industry::Solar, Some(Question::Contact)),
        "ana@exmaple.com",
    );
    let (state, _) = respond(&state, "sorry, my email is ana@example.com");
    assert_eq!(
        state
            .facts
            .contact
            .email
            .map(|email| email.to_string())
            .as_deref(),
        Some("ana@example.com")
    );

    let (state, _) = respond(&asked(Industry::Solar, Some(Question::Name)), "Marai");
    let (state, _) = respond(&state, "oops, Maria");
    assert_eq!(state.facts.contact.name.as_deref(), Some("Maria"));

    let (state, _) = respond(
        &asked(Industry::HomeServices, Some(Question::Location)),
        "Austin",
    );
    let (state, _) = respond(&state, "Sorry, next month");
    assert_eq!(
        state.facts.location.as_deref(),
        Some("Austin"),
        "an apology isn't always a correction"
    );
    assert_eq!(state.facts.timeline, Some(Timeline::Months));
}

#[test]
fn another_fact_does_not_answer_the_question() {
    let question = Some(Question::DecisionMaker);
    for text in [
        "my number is 512-555-0123",
        "sorry, I live in Mesa",
        "I'm Ana",
    ] {
        let (state, _) = respond(&asked(Industry::Solar, question), text);
        assert_eq!(state.pending, question, "{text}");
        let (state, _) = respond(&state, "asap");
        assert_ne!(state.pending, question, "asked twice at most");
    }
}

#[test]
fn what_is_unclear_is_asked_once_more() {
    let (state, turn) = respond(
        &asked(Industry::Solar, Some(Question::Contact)),
        "ana@gmail",
    );
    assert!(
        turn.reply.starts_with("I couldn't quite read that"),
        "{}",
        turn.reply
    );
    assert_eq!(state.pending, Some(Question::Contact));
    let (state, _) = respond(&state, "ana@gmail");
    assert_ne!(state.pending, Some(Question::Contact));
}

#[test]
fn several_facts_are_acknowledged() {
    let (_, turn) = respond(
        &asked(Industry::Solar, Some(Question::Need)),
        "I'm Maria, maria@example.com, I own my home in Mesa",
    );
    assert!(
        turn.reply.contains("Maria")
            && turn
                .reply
                .contains("your e-mail maria@example.com and Mesa as the location"),
        "{}",
        turn.reply
    );
}

#[test]
fn what_is_known_is_not_asked() {
    for industry in Industry::ALL {
        let mut state = DialogueState::new(industry);
        state.facts.contact.name = Some("Ana".into());
        state.facts.timeline = Some(Timeline::Weeks);
        for text in ["hello", "well", "hm", "so", "right", "okay", "yes", "fine"] {
            state = respond(&state, text).0;
        }
        assert!(
            !state.asked.contains(&Question::Name) && !state.asked.contains(&Question::Timeline),
            "{:?}",
            state.asked
        );
    }
}

#[test]
fn the_opening_question_is_skipped_when_answered() {
    for (industry, text) in [
        (Industry::RealEstate, "I want to sell my condo"),
        (Industry::Insurance, "I need home insurance"),
        (Industry::Solar, "I own my home and my bill is $200"),
        (Industry::Legal, "I got a DUI"),
        (Industry::HomeServices, "my sink is broken"),
    ] {
        let (state, _) = respond(&DialogueState::new(industry), text);
        assert!(
            state
                .pending
                .is_some_and(|question| question != Question::Need),
            "{text}: {state:?}"
        );
    }
}

#[test]
fn greetings_fit_their_industry() {
    assert!(greeting(Industry::Solar).contains("solar"));
    for industry in Industry::ALL {
        let (state, turn) = respond(&DialogueState::new(industry), "hi");
        assert_eq!(state.pending, Some(Question::Need));
        assert!(
            turn.reply.starts_with("Hi there") && turn.reply.len() > greeting(industry).len() / 2
        );
    }
    let (_, turn) = respond(&DialogueState::new(Industry::Solar), "hi");
    assert!(
        turn.reply.ends_with(
            "Do you own the home, and what do you have in mind: panels, a battery, or both?"
        ),
        "{}",
        turn.reply
    );
}

#[test]
fn states_survive_json_of_older_and_newer_versions() {
    let (state, _) = respond(
        &DialogueState::new(Industry::Solar),
        "I'm Ana, ana@example.com, budget $6k a month",
    );
    let json = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<DialogueState>(&json).unwrap(), state);
    let old: DialogueState =
        serde_json::from_str(r#"{"industry":"solar","newer_field":1}"#).unwrap();
    assert_eq!(old, DialogueState::new(Industry::Solar));
}

#[test]
fn no_rush_is_not_a_name() {
    let mut state = DialogueState::new(Industry::Solar);
    for text in [
        "I'm Maria Lopez, maria@example.com",
        "No rush, just looking around",
    ] {
        state = respond(&state, text).0;
    }
    assert_eq!(state.facts.contact.name.as_deref(), Some("Maria Lopez"));
    assert_eq!(state.facts.timeline, Some(Timeline::Exploring));
}
