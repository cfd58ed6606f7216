//! Whole conversations: they come to an end in a sensible number of turns, and nothing is asked
//! twice.

use super::describe;
use crate::dialogue::{DialogueState, Question, Turn, respond};
use beckon_domain::industry::Industry;

/// Plays the visitor's lines; gives the last state and all turns.
fn play(industry: Industry, lines: &[&str]) -> (DialogueState, Vec<Turn>) {
    let mut state = DialogueState::new(industry);
    let mut turns = Vec::new();
    for line in lines {
        let (next, turn) = respond(&state, line);
        state = next;
        turns.push(turn);
    }
    (state, turns)
}

/// Plays until the end, at which everything is known and was summed up once, no question having been
/// asked twice.
fn completes(industry: Industry, lines: &[&str], facts: &str) {
    let (state, turns) = play(industry, lines);
    let last = turns.last().expect("a conversation has turns");
    assert_eq!(describe(&state.facts), facts);
    assert!(
        last.complete && state.is_complete() && state.summarized,
        "{state:?}"
    );
    let summaries = turns
        .iter()
        .filter(|turn| turn.reply.contains("To sum up, I've noted"));
    assert_eq!(summaries.count(), 1, "{turns:?}");
    let twice = state
        .asked
        .iter()
        .find(|question| state.asked.iter().filter(|asked| asked == question).count() > 1);
    assert_eq!(twice, None, "{:?}", state.asked);
    assert!(
        turns
            .iter()
            .all(|turn| turn.reply.matches('?').count() <= 1),
        "one question at a time: {turns:?}"
    );
}

#[test]
fn solar() {
    completes(
        Industry::Solar,
        &[
            "hi",
            "yes I do, panels",
            "maria lopez",
            "maria@example.com",
            "around 150",
            "in 2 months or so",
            "85001",
            "it's my call",
        ],
        "name=Maria Lopez; email=maria@example.com; place=85001; budget=$150 month; time=months; decides=true",
    );
}

#[test]
fn real_estate() {
    completes(
        Industry::RealEstate,
        &[
            "Looking to buy a 3 bedroom house",
            "Jen and Tom",
            "512-555-0123",
            "400-450k",
            "next spring",
            "Round Rock",
            "my wife and I",
        ],
        "name=Jen and Tom; phone=+15125550123; place=Round Rock; budget=$425,000 once; time=months; decides=true",
    );
}

#[test]
fn insurance_with_a_company() {
    completes(
        Industry::Insurance,
        &[
            "We need liability cover for Acme Inc",
            "Bob",
            "bob@example.com",
            "600",
            "asap",
            "denver, co",
            "25",
        ],
        "name=Bob; email=bob@example.com; company=Acme Inc; place=Denver, CO; budget=$600 month; time=immediate; size=25",
    );
}

#[test]
fn insurance_of_a_person() {
    let lines = [
        "car insurance",
        "Bob",
        "bob@example.com",
        "not sure",
        "next week",
        "Denver",
    ];
    completes(
        Industry::Insurance,
        &lines,
        "name=Bob; email=bob@example.com; place=Denver; time=weeks",
    );
    assert!(
        !play(Industry::Insurance, &lines)
            .0
            .asked
            .contains(&Question::CompanySize)
    );
}

#[test]
fn legal() {
    completes(
        Industry::Legal,
        &[
            "I was in a car accident last week",
            "Ana Ruiz",
            "(813) 555-0100",
            "I'd rather not say",
            "as soon as possible",
            "Tampa, FL",
        ],
        "name=Ana Ruiz; phone=+18135550100; place=Tampa, FL; time=immediate",
    );
}

#[test]
fn home_services() {
    completes(
        Industry::HomeServices,
        &[
            "my roof is leaking",
            "Jo",
            "jo@example.com",
            "5k",
            "this week",
            "Boise",
            "I need to ask my landlord",
        ],
        "name=Jo; email=jo@example.com; place=Boise; budget=$5,000 once; time=immediate; decides=false",
    );
}

#[test]
fn everything_in_one_message() {
    let text = "Hi I'm Jo, jo@example.com, new roof in Boise, ID, asap, budget 15k, it's my call";
    let (state, turns) = play(Industry::HomeServices, &[text]);
    assert!(turns[0].complete && state.pending.is_none(), "{state:?}");
    assert!(
        turns[0].reply.starts_with("Nice to meet you, Jo.")
            || turns[0].reply.starts_with("Thanks, Jo."),
        "{}",
        turns[0].reply
    );
}

#[test]
fn what_is_left_is_asked_after_the_summary() {
    let (state, turns) = play(
        Industry::HomeServices,
        &[
            "Hi I'm Jo, jo@example.com, new roof in Boise asap, budget 15k",
            "yes",
        ],
    );
    assert!(
        turns[0].complete && turns[0].reply.contains("will be in touch"),
        "{}",
        turns[0].reply
    );
    assert!(
        turns[0]
            .reply
            .ends_with("Will you be making the decision yourself?"),
        "{}",
        turns[0].reply
    );
    assert_eq!(state.facts.decision_maker, Some(true));
    assert!(
        !turns[1].reply.contains("To sum up"),
        "summed up once: {}",
        turns[1].reply
    );
}

#[test]
fn who_tells_nothing_is_let_go() {
    let (state, turns) = play(Industry::Legal, &["no"; 20]);
    assert!(state.pending.is_none() && !state.is_complete());
    let asked = state.asked.len();
    assert!(
        asked <= Question::of(Industry::Legal).len(),
        "{:?}",
        state.asked
    );
    assert!(turns.iter().all(|turn| !turn.reply.is_empty()));
}

#[test]
fn who_always_asks_back_is_asked_twice_at_most() {
    for industry in Industry::ALL {
        let (state, _) = play(industry, &["how much does it cost?"; 40]);
        for question in Question::of(industry) {
            assert!(state.times_asked(*question) <= 2, "{:?}", state.asked);
        }
        assert!(state.pending.is_none());
    }
}
