//! How far a message came, what it waits for, and files before the first word.

use beckon_domain::attachment::Attachment;
use beckon_domain::id::AttachmentId;

use super::*;

fn hear(session: &mut Session, frame: ServerFrame, now: Millis) -> Vec<Action> {
    session.step(Input::Frame(frame), now)
}

fn uploads(actions: &[Action]) -> Vec<ClientMessageId> {
    let upload = |action: &Action| match action {
        Action::Do(Deed::Upload(id, CONVERSATION)) => Some(*id),
        _ => None,
    };
    actions.iter().filter_map(upload).collect()
}

fn attach(session: &mut Session, now: Millis) -> (ClientMessageId, Vec<Action>) {
    let id = ClientMessageId::random();
    let file = Picked {
        name: "roof.jpg".to_owned(),
        bytes: 7,
    };
    (
        id,
        session.step(Input::Asked(0, Request::Attach(id, file)), now),
    )
}

const KNOWN: ServerFrame = ServerFrame::Known {
    token: VisitorToken(String::new()),
    conversation: CONVERSATION,
};

#[test]
fn a_file_before_the_first_word_begins_a_conversation() {
    let mut session = session(Sender::Visitor, None);
    let (id, asked) = attach(&mut session, 1.0);
    assert_eq!(uploads(&asked), []);
    let begin = ClientFrame::Post {
        client_id: id,
        conversation: None,
        content: String::new(),
        attachment: None,
    };
    assert_eq!(sent(asked), std::slice::from_ref(&begin));
    let (second, waits) = attach(&mut session, 2.0);
    assert_eq!(sent(waits), [], "one conversation is enough");

    // The answer is lost: the question is repeated, under the same id.
    session.step(Input::Closed, 3.0);
    session.step(Input::Opened(None), 4.0);
    let welcome = ServerFrame::Welcome { conversation: None };
    assert!(sent(hear(&mut session, welcome, 4.0)).contains(&begin));
    let known = hear(&mut session, KNOWN, 5.0);
    assert_eq!(uploads(&known), [id, second]);
    let attachment = AttachmentId(Uuid::from_u128(9));
    let uploaded = session.step(Input::Uploaded(id, Ok(attachment)), 6.0);
    assert_eq!(
        sent(uploaded),
        [ClientFrame::Post {
            client_id: id,
            conversation: Some(CONVERSATION),
            content: String::new(),
            attachment: Some(attachment),
        }]
    );
}

#[test]
fn a_file_that_may_not_begin_a_conversation_can_be_tried_again_in_one() {
    let mut session = session(Sender::Visitor, None);
    let (id, _) = attach(&mut session, 1.0);
    let client_id = Some(id);
    let reason = Refusal::NotAllowed;
    hear(
        &mut session,
        ServerFrame::Refused { client_id, reason },
        2.0,
    );
    hear(&mut session, KNOWN, 3.0);
    let again = session.step(Input::Asked(0, Request::Retry(id)), 4.0);
    assert_eq!(uploads(&again), [id]);
}

#[test]
fn who_is_told_when_to_go_on_waits_and_sees_for_how_long() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let id = ClientMessageId::random();
    let write = Request::Write(id, "hi".to_owned());
    session.step(Input::Asked(0, write), 1.0);
    let client_id = Some(id);
    let reason = Refusal::TooMany { seconds: 7 };
    let refused = hear(
        &mut session,
        ServerFrame::Refused { client_id, reason },
        2.0,
    );
    let state = |actions: &[Action]| shown(actions).unwrap().entries[0].state;
    assert_eq!(state(&refused), EntryState::Delayed(7));
    assert_eq!(sent(session.step(Input::Tick, 7_001.0)), []);
    let due = session.step(Input::Tick, 7_002.0);
    assert_eq!(sent(due).len(), 1);
    let stored = ServerFrame::Acknowledged {
        client_id: id,
        conversation: CONVERSATION,
        number: 1,
    };
    assert_eq!(
        state(&hear(&mut session, stored, 7_003.0)),
        EntryState::Sent
    );
}

#[test]
#[cfg(feature = "agent")]
fn what_is_there_when_the_visitor_is_has_reached_them() {
    use beckon_domain::presence::{Presence, Present};

    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let presence = |presence| ServerFrame::Presence {
        present: Present::Visitor(CONVERSATION),
        presence,
    };
    let states = |actions: &[Action]| -> Vec<_> {
        let entries = &shown(actions).unwrap().entries;
        entries.iter().map(|entry| entry.state).collect()
    };
    assert_eq!(
        states(&hear(&mut session, told(1), 1.0)),
        [EntryState::Sent]
    );
    let came = hear(&mut session, presence(Presence::Online), 2.0);
    assert_eq!(states(&came), [EntryState::Delivered]);
    let second = hear(&mut session, told(2), 3.0);
    assert_eq!(states(&second), [EntryState::Delivered; 2]);
    hear(&mut session, presence(Presence::Offline), 4.0);
    let third = hear(&mut session, told(3), 5.0);
    assert_eq!(
        states(&third),
        [
            EntryState::Delivered,
            EntryState::Delivered,
            EntryState::Sent
        ]
    );
    let read = ServerFrame::Read {
        conversation: CONVERSATION,
        sender: Sender::Visitor,
        upto: 1,
    };
    let read = hear(&mut session, read, 6.0);
    assert_eq!(
        states(&read)[..2],
        [EntryState::Read, EntryState::Delivered]
    );
}

#[test]
fn links_to_files_are_asked_for_before_they_end() {
    let mut session = session(Sender::Visitor, Some(CONVERSATION));
    let mut with_file = message(41, Sender::Agent, ClientMessageId::random(), "");
    with_file.attachment = Some(Attachment {
        id: AttachmentId(Uuid::from_u128(9)),
        name: "roof.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        bytes: 7,
        size: None,
        link: "/files/1?key=old".to_owned(),
        thumbnail: None,
    });
    let words = message(40, Sender::Agent, ClientMessageId::random(), "hello");
    let hour = 3_600_000.0;
    let messages = ServerFrame::Messages(vec![words, with_file.clone()]);
    hear(&mut session, messages, 0.0);
    let asks = |session: &mut Session, now| {
        // A line that answers is not given up meanwhile.
        hear(session, ServerFrame::Pong, now);
        let ticked = sent(session.step(Input::Tick, now));
        let is_follow = |frame: &ClientFrame| {
            matches!(
                frame,
                ClientFrame::Follow {
                    after: Some(40),
                    ..
                }
            )
        };
        ticked.iter().any(is_follow)
    };
    assert!(!asks(&mut session, 5.9 * hour));
    let frames = sent(hear(&mut session, ServerFrame::Pong, 6.1 * hour));
    assert_eq!(
        frames,
        [ClientFrame::Follow {
            conversation: CONVERSATION,
            after: Some(40)
        }]
    );
    if let Some(file) = &mut with_file.attachment {
        file.link = "/files/1?key=new".to_owned();
    }
    let renewed = hear(
        &mut session,
        ServerFrame::Messages(vec![with_file]),
        6.1 * hour,
    );
    let link = shown(&renewed).unwrap().entries[1].attachment.as_ref();
    assert_eq!(link.unwrap().link, "/files/1?key=new");
    assert!(!asks(&mut session, 12.0 * hour));
}
