//! An answer that is shown while it comes.

use beckon_domain::conversation::PartialAnswer;

use super::*;

const ANSWER: ClientMessageId = ClientMessageId(Uuid::from_u128(11));

fn partial(client_id: ClientMessageId, revision: i64, content: &str) -> Input {
    Input::Frame(ServerFrame::Partial(PartialAnswer {
        conversation: CONVERSATION,
        client_id,
        revision,
        content: content.to_owned(),
    }))
}

fn typing() -> Input {
    Input::Frame(ServerFrame::Typing {
        conversation: CONVERSATION,
        sender: Sender::Assistant,
        name: None,
    })
}

fn answered() -> Input {
    let answer = message(1, Sender::Assistant, ANSWER, "Hello there!");
    Input::Frame(ServerFrame::Messages(vec![answer]))
}

/// What is shown of the conversation, and whether somebody types.
fn seen(actions: &[Action]) -> (Vec<&str>, bool) {
    let shown = shown(actions).unwrap();
    let contents = shown.entries.iter().map(|entry| entry.content.as_str());
    (contents.collect(), shown.typist.is_some())
}

#[test]
fn an_answer_grows_in_place_of_the_dots_and_its_message_takes_its_place() {
    let mut session = session(Sender::Visitor, Some(CONVERSATION));
    session.step(typing(), 1.0);
    let actions = session.step(partial(ANSWER, 1, "Hel"), 2.0);
    assert_eq!(seen(&actions), (vec!["Hel"], false));
    let begun = shown(&actions).unwrap().entries[0].clone();
    assert_eq!((begun.number, begun.sender), (None, Sender::Assistant));
    let unread = shown(&actions).unwrap().unread;
    assert_eq!(unread, 0, "it is no message yet");
    let actions = session.step(partial(ANSWER, 3, "Hello there"), 3.0);
    assert_eq!(seen(&actions), (vec!["Hello there"], false));
    let late = session.step(partial(ANSWER, 2, "Hello"), 4.0);
    assert_eq!(shown(&late), None, "it was overtaken");

    let actions = session.step(answered(), 5.0);
    assert_eq!(seen(&actions), (vec!["Hello there!"], false));
    let answer = shown(&actions).unwrap().entries[0].clone();
    assert_eq!((answer.key, answer.number), (begun.key, Some(1)));
    let late = session.step(partial(ANSWER, 4, "Hello there"), 6.0);
    assert_eq!(shown(&late), None, "its message is here");
}

#[test]
fn an_answer_that_is_taken_back_or_breaks_off_is_gone() {
    let mut session = session(Sender::Visitor, Some(CONVERSATION));
    session.step(partial(ANSWER, 2, "Hello"), 1.0);
    let actions = session.step(partial(ANSWER, 3, ""), 2.0);
    assert_eq!(seen(&actions), (vec![], false));
    let late = session.step(partial(ANSWER, 2, "Hello"), 3.0);
    assert_eq!(shown(&late), None, "it was taken back");
    assert_eq!(seen(&session.step(typing(), 4.0)), (vec![], true));

    let other = ClientMessageId(Uuid::from_u128(12));
    session.step(partial(other, 1, "Well"), 1_000.0);
    let again = session.step(partial(other, 2, "Well"), 3_000.0);
    assert_eq!(seen(&again), (vec!["Well"], false));
    let actions = session.step(Input::Tick, 8_000.0);
    assert_eq!(seen(&actions), (vec![], false), "nothing was heard of it");
}

#[test]
fn what_is_written_meanwhile_is_above_an_answer_that_is_still_coming() {
    let mut session = session(Sender::Visitor, Some(CONVERSATION));
    session.step(partial(ANSWER, 1, "Hello"), 1.0);
    let wrote = Request::Write(ClientMessageId::random(), "and another thing".to_owned());
    let actions = session.step(Input::Asked(0, wrote), 2.0);
    assert_eq!(seen(&actions).0, ["and another thing", "Hello"]);
}
