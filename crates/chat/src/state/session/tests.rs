use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ServerFrame, VisitorToken};
use uuid::Uuid;

use super::super::simulation::message;
use super::super::{ConnectionStatus, EntryState, Shown};
use super::*;

const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(7));

/// A session that is connected and welcomed, with one thread.
fn session(me: Sender, conversation: Option<ConversationId>) -> Session {
    let mut session = Session::new(me, || 0.5);
    session.step(Input::Tick, 0.0);
    session.step(Input::Asked(0, Request::Begin(conversation)), 0.0);
    session.step(Input::Tick, 0.0);
    session.step(Input::Opened(None), 0.0);
    session.step(
        Input::Frame(ServerFrame::Welcome { conversation: None }),
        0.0,
    );
    session
}

fn sent(actions: Vec<Action>) -> Vec<ClientFrame> {
    let frame = |action| match action {
        Action::Do(Deed::Send(frame)) => Some(*frame),
        _ => None,
    };
    actions.into_iter().filter_map(frame).collect()
}

fn shown(actions: &[Action]) -> Option<&Shown> {
    actions.iter().rev().find_map(|action| match action {
        Action::Show(_, shown) => Some(shown),
        _ => None,
    })
}

fn told(number: i64) -> ServerFrame {
    ServerFrame::Messages(vec![message(
        number,
        Sender::Agent,
        ClientMessageId::random(),
        "hello",
    )])
}

#[test]
fn what_was_preloaded_is_not_asked_for() {
    let mut session = session(Sender::Agent, None);
    let begun = session.step(Input::Asked(1, Request::Begin(Some(CONVERSATION))), 1.0);
    assert_eq!(sent(begun), []);
    let messages = vec![message(
        41,
        Sender::Agent,
        ClientMessageId::random(),
        "hello",
    )];
    session.step(Input::Asked(1, Request::Preload(messages)), 1.0);
    let ticked = session.step(Input::Tick, 1.0);
    assert_eq!(
        sent(ticked),
        [ClientFrame::Follow {
            conversation: CONVERSATION,
            after: Some(41)
        }]
    );
}

#[test]
fn a_thread_is_unfollowed_when_the_last_of_its_kind_ends() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    session.step(Input::Asked(1, Request::Begin(Some(CONVERSATION))), 1.0);
    assert_eq!(sent(session.step(Input::Asked(0, Request::End), 1.0)), []);
    let frames = sent(session.step(Input::Asked(1, Request::End), 1.0));
    assert_eq!(
        frames,
        [ClientFrame::Unfollow {
            conversation: CONVERSATION
        }]
    );
}

#[test]
fn a_hello_refused_for_good_ends_all_hope() {
    let mut session = session(Sender::Visitor, None);
    session.step(Input::Closed, 1.0);
    session.step(
        Input::Asked(
            0,
            Request::Write(ClientMessageId::random(), "hi".to_owned()),
        ),
        1.0,
    );
    session.step(Input::Opened(None), 2_000.0);
    let refusal = ServerFrame::Refused {
        client_id: None,
        reason: Refusal::Version,
    };
    let actions = session.step(Input::Frame(refusal), 2_000.0);
    assert_eq!(
        shown(&actions).unwrap().entries[0].state,
        EntryState::Failed(Refusal::Version)
    );
    let standing = actions.iter().find_map(|action| match action {
        Action::Stand(standing) => Some((standing.status, standing.refusal)),
        _ => None,
    });
    assert_eq!(
        standing,
        Some((ConnectionStatus::Offline, Some(Refusal::Version)))
    );
    assert_eq!(session.next_due(), None);
    let actions = session.step(
        Input::Asked(
            0,
            Request::Write(ClientMessageId::random(), "hello?".to_owned()),
        ),
        3.0,
    );
    assert_eq!(
        shown(&actions).unwrap().entries[1].state,
        EntryState::Failed(Refusal::Version)
    );
}

#[test]
fn a_hello_refused_for_now_is_said_again() {
    let mut session = session(Sender::Visitor, None);
    session.step(Input::Closed, 1.0);
    session.step(Input::Opened(None), 2_000.0);
    let refusal = ServerFrame::Refused {
        client_id: None,
        reason: Refusal::Unavailable,
    };
    assert!(
        session
            .step(Input::Frame(refusal), 2_000.0)
            .contains(&Action::Do(Deed::Close))
    );
    let due = session.next_due().unwrap();
    assert!(
        session
            .step(Input::Tick, due)
            .contains(&Action::Do(Deed::Connect))
    );
}

#[test]
fn what_comes_while_the_person_looks_is_read_at_once() {
    let mut session = session(Sender::Visitor, None);
    let token = VisitorToken("secret".to_owned());
    session.step(
        Input::Frame(ServerFrame::Known {
            token,
            conversation: CONVERSATION,
        }),
        1.0,
    );
    let actions = session.step(Input::Frame(told(1)), 1.0);
    assert_eq!(shown(&actions).unwrap().unread, 1);
    assert_eq!(sent(actions), []);

    let read = |upto| {
        [ClientFrame::Read {
            conversation: CONVERSATION,
            upto,
        }]
    };
    let actions = session.step(Input::Asked(0, Request::Watch(true)), 1.0);
    assert_eq!(shown(&actions).unwrap().unread, 0);
    assert_eq!(sent(actions), read(1));
    assert_eq!(sent(session.step(Input::Frame(told(2)), 1.0)), read(2));

    session.step(Input::Asked(0, Request::Watch(false)), 1.0);
    let actions = session.step(Input::Frame(told(3)), 1.0);
    assert_eq!(shown(&actions).unwrap().unread, 1);
}

#[test]
fn how_far_was_read_is_told_again_on_a_new_line() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    session.step(Input::Frame(told(1)), 1.0);
    session.step(Input::Closed, 1.0);
    session.step(Input::Asked(0, Request::Read), 1.0);
    session.step(Input::Opened(None), 2_000.0);
    let frames = sent(session.step(
        Input::Frame(ServerFrame::Welcome { conversation: None }),
        2_000.0,
    ));
    let conversation = CONVERSATION;
    assert_eq!(
        frames,
        [
            ClientFrame::Follow {
                conversation,
                after: Some(1)
            },
            ClientFrame::Read {
                conversation,
                upto: 1
            }
        ]
    );
}

#[test]
fn typing_is_said_seldom_and_believed_shortly() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let mut type_at = |now| sent(session.step(Input::Asked(0, Request::Typing), now)).len();
    assert_eq!(
        [type_at(0.0), type_at(1_999.0), type_at(2_000.0)],
        [1, 0, 1]
    );

    let typing = ServerFrame::Typing {
        conversation: CONVERSATION,
        sender: Sender::Visitor,
        name: None,
    };
    let actions = session.step(Input::Frame(typing.clone()), 3_000.0);
    assert!(shown(&actions).unwrap().typist.is_some());
    assert_eq!(session.next_due(), Some(8_000.0));
    assert_eq!(
        shown(&session.step(Input::Tick, 8_000.0)).unwrap().typist,
        None
    );

    session.step(Input::Frame(typing), 9_000.0);
    let written = message(1, Sender::Visitor, ClientMessageId::random(), "hi");
    let actions = session.step(Input::Frame(ServerFrame::Messages(vec![written])), 9_000.0);
    assert_eq!(shown(&actions).unwrap().typist, None);
}

#[test]
fn a_gap_is_asked_for_once() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    session.step(Input::Frame(told(1)), 1.0);
    let follow = [ClientFrame::Follow {
        conversation: CONVERSATION,
        after: Some(1),
    }];
    assert_eq!(sent(session.step(Input::Frame(told(4)), 1.0)), follow);
    assert_eq!(sent(session.step(Input::Frame(told(5)), 1.0)), []);
}

#[test]
fn a_visitor_whom_the_server_forgot_keeps_what_is_unsent() {
    let mut session = session(Sender::Visitor, None);
    let token = VisitorToken("secret".to_owned());
    session.step(
        Input::Frame(ServerFrame::Known {
            token,
            conversation: CONVERSATION,
        }),
        1.0,
    );
    session.step(Input::Frame(told(1)), 1.0);
    session.step(Input::Closed, 1.0);
    session.step(
        Input::Asked(
            0,
            Request::Write(ClientMessageId::random(), "still here".to_owned()),
        ),
        1.0,
    );
    session.step(Input::Opened(None), 2_000.0);
    let actions = session.step(
        Input::Frame(ServerFrame::Welcome { conversation: None }),
        2_000.0,
    );
    let contents: Vec<_> = shown(&actions)
        .unwrap()
        .entries
        .iter()
        .map(|entry| entry.content.as_str())
        .collect();
    assert_eq!(contents, ["still here"]);
    assert!(matches!(
        &sent(actions)[..],
        [ClientFrame::Post {
            conversation: None,
            ..
        }]
    ));
}
