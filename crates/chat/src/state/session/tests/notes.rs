//! An agent's notes go the way of messages: again after the line broke, one after the other, each stored once.

use beckon_domain::id::NoteId;
use beckon_domain::note::Note;
use chrono::DateTime;

use super::*;

fn ask(session: &mut Session, request: Request, now: Millis) -> Vec<Action> {
    session.step(Input::Asked(0, request), now)
}

fn write(session: &mut Session, id: ClientMessageId, now: Millis) -> Vec<Action> {
    let mentions = vec![ME];
    ask(
        session,
        Request::Note(id, "Call @Ann".to_owned(), mentions),
        now,
    )
}

fn stored(id: ClientMessageId) -> ServerFrame {
    ServerFrame::Notes(vec![Note {
        id: NoteId(Uuid::from_u128(3)),
        conversation: CONVERSATION,
        client_id: id,
        after: 0,
        author: Some(ME),
        author_name: "Ann".to_owned(),
        content: "Call @Ann".to_owned(),
        mentions: vec![ME],
        created_at: DateTime::UNIX_EPOCH,
    }])
}

fn frame(id: ClientMessageId) -> ClientFrame {
    ClientFrame::Note {
        client_id: id,
        conversation: CONVERSATION,
        content: "Call @Ann".to_owned(),
        mentions: vec![ME],
    }
}

fn notes(actions: &[Action]) -> Vec<(ClientMessageId, Option<Refusal>)> {
    let notes = &shown(actions).unwrap().notes;
    notes.iter().map(|note| (note.id, note.failed)).collect()
}

#[test]
fn a_note_is_shown_at_once_and_gone_when_it_is_stored() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let id = ClientMessageId::random();
    let written = write(&mut session, id, 1.0);
    assert_eq!(notes(&written), [(id, None)]);
    assert_eq!(sent(written), [frame(id)]);
    let answered = session.step(Input::Frame(stored(id)), 2.0);
    assert_eq!(notes(&answered), []);
    assert_eq!(sent(session.step(Input::Tick, 20_000.0)), []);
}

#[test]
fn a_note_written_without_a_line_goes_out_with_the_next() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let (first, second) = (ClientMessageId::random(), ClientMessageId::random());
    assert_eq!(sent(write(&mut session, first, 1.0)), [frame(first)]);
    session.step(Input::Closed, 2.0);
    assert_eq!(sent(write(&mut session, second, 3.0)), []);
    session.step(Input::Opened(None), 4.0);
    let welcome = ServerFrame::Welcome { conversation: None };
    let welcomed = sent(session.step(Input::Frame(welcome), 4.0));
    assert!(welcomed.contains(&frame(first)), "again, under the same id");
    assert!(!welcomed.contains(&frame(second)), "one after the other");
    let next = session.step(Input::Frame(stored(first)), 5.0);
    assert_eq!(sent(next), [frame(second)]);
}

#[test]
fn an_answer_that_never_comes_breaks_the_line() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    write(&mut session, ClientMessageId::random(), 1.0);
    let due = session.next_due().unwrap();
    assert!(due <= 10_001.0, "it is waited for until {due}");
    let late = session.step(Input::Tick, 10_002.0);
    assert!(late.contains(&Action::Do(Deed::Close)));
}

#[test]
fn a_refused_note_waits_or_can_be_tried_again() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let id = ClientMessageId::random();
    write(&mut session, id, 1.0);
    let refuse = |session: &mut Session, reason, now| {
        let client_id = Some(id);
        session.step(
            Input::Frame(ServerFrame::Refused { client_id, reason }),
            now,
        )
    };
    let later = refuse(&mut session, Refusal::Unavailable, 2.0);
    assert_eq!(notes(&later), [(id, None)]);
    assert_eq!(sent(session.step(Input::Tick, 1_002.0)), [frame(id)]);

    let failed = refuse(&mut session, Refusal::NotAllowed, 1_003.0);
    assert_eq!(notes(&failed), [(id, Some(Refusal::NotAllowed))]);
    assert_eq!(sent(session.step(Input::Tick, 20_000.0)), []);
    let again = ask(&mut session, Request::Retry(id), 20_001.0);
    assert_eq!(sent(again), [frame(id)]);
    refuse(&mut session, Refusal::NotAllowed, 20_002.0);
    let removed = ask(&mut session, Request::Remove(id), 20_003.0);
    assert_eq!(notes(&removed), []);
}
