mod coming;
mod delivery;
#[cfg(feature = "agent")]
mod notes;

use beckon_domain::conversation::{ConversationStatus, Sender};
use beckon_domain::id::{AccountId, AttachmentId, ClientMessageId, ConversationId};
use beckon_domain::protocol::{ServerFrame, VisitorToken};
use beckon_domain::reaction::{Emoji, Reaction, Reactions};
use uuid::Uuid;

use super::super::simulation::message;
use super::super::{Chip, ConnectionStatus, Edge, EntryState, Picked, Shown, UploadError};
use super::*;

const ME: AccountId = AccountId(Uuid::from_u128(1));
const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(7));

/// A session that is connected and welcomed, with one thread.
fn session(me: Sender, conversation: Option<ConversationId>) -> Session {
    let account = (me == Sender::Agent).then_some(ME);
    let mut session = Session::new(
        Me {
            sender: me,
            account,
        },
        || 0.5,
    );
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

const THUMB: Emoji = Emoji::ThumbsUp;

/// What the server says of the reactions to message 1.
fn reactions(reactions: Vec<Reaction>) -> Input {
    Input::Frame(ServerFrame::Reactions {
        conversation: CONVERSATION,
        reactions: vec![Reactions {
            number: 1,
            reactions,
        }],
    })
}

fn by(account: AccountId) -> Reaction {
    Reaction {
        emoji: THUMB,
        sender: Sender::Agent,
        account: Some(account),
    }
}

fn chips(actions: &[Action]) -> Vec<(u32, bool)> {
    let chips = &shown(actions).unwrap().entries[0].chips;
    chips
        .iter()
        .map(|Chip { count, mine, .. }| (*count, *mine))
        .collect()
}

fn react(on: bool) -> ClientFrame {
    ClientFrame::React {
        conversation: CONVERSATION,
        number: 1,
        emoji: THUMB,
        on,
    }
}

#[test]
fn a_reaction_is_seen_at_once_and_kept_until_the_server_says_so() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    session.step(Input::Frame(told(1)), 1.0);
    let toggle = || Input::Asked(0, Request::React(1, THUMB));
    let actions = session.step(toggle(), 1.0);
    assert_eq!(chips(&actions), [(1, true)]);
    assert_eq!(sent(actions), [react(true)]);

    // A colleague's reaction, told before the server has heard of ours.
    let colleague = AccountId(Uuid::from_u128(2));
    assert_eq!(
        chips(&session.step(reactions(vec![by(colleague)]), 1.0)),
        [(2, true)]
    );

    // The line breaks: it is said again.
    session.step(Input::Closed, 1.0);
    session.step(Input::Opened(None), 2_000.0);
    let frames = sent(session.step(
        Input::Frame(ServerFrame::Welcome { conversation: None }),
        2_000.0,
    ));
    assert!(frames.contains(&react(true)));
    session.step(reactions(vec![by(colleague), by(ME)]), 2_000.0);

    // Taken back and set again before the server answers: the last wish counts.
    assert_eq!(sent(session.step(toggle(), 3_000.0)), [react(false)]);
    assert_eq!(sent(session.step(toggle(), 3_000.0)), [react(true)]);
    assert_eq!(
        chips(&session.step(reactions(vec![by(colleague)]), 3_000.0)),
        [(2, true)]
    );
    assert_eq!(
        chips(&session.step(reactions(vec![by(colleague), by(ME)]), 3_000.0)),
        [(2, true)]
    );
    assert_eq!(
        session.next_due(),
        Some(28_000.0),
        "nothing is open but the next ping"
    );
}

#[test]
fn a_refused_wish_is_given_up_or_tried_again() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    session.step(Input::Frame(told(1)), 1.0);
    session.step(Input::Asked(0, Request::React(1, THUMB)), 1.0);
    let refused = |reason| {
        Input::Frame(ServerFrame::Refused {
            client_id: None,
            reason,
        })
    };
    let actions = session.step(refused(Refusal::SlowDown), 1.0);
    assert_eq!(chips(&actions), [(1, true)]);
    assert_eq!(sent(session.step(Input::Tick, 2_001.0)), [react(true)]);
    let actions = session.step(refused(Refusal::BadValue), 2_001.0);
    assert_eq!(chips(&actions), []);
}

#[test]
fn a_server_that_never_answers_a_wish_is_not_asked_for_ever() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    session.step(Input::Frame(told(1)), 1.0);
    session.step(Input::Asked(0, Request::React(1, THUMB)), 1.0);
    let mut asked = 1;
    let mut now = 1.0;
    for _ in 0..6 {
        now += 20_000.0;
        session.step(Input::Tick, now);
        session.step(Input::Opened(None), now);
        let actions = session.step(
            Input::Frame(ServerFrame::Welcome { conversation: None }),
            now,
        );
        asked += sent(actions)
            .iter()
            .filter(|frame| **frame == react(true))
            .count();
    }
    assert_eq!(asked, 3);
}

#[test]
fn a_rating_is_shown_and_kept() {
    let mut session = session(Sender::Visitor, None);
    let token = VisitorToken("secret".to_owned());
    session.step(
        Input::Frame(ServerFrame::Known {
            token,
            conversation: CONVERSATION,
        }),
        1.0,
    );
    let status = |rating| {
        Input::Frame(ServerFrame::Status {
            conversation: CONVERSATION,
            status: ConversationStatus::Closed,
            rating,
        })
    };
    let actions = session.step(status(None), 1.0);
    assert_eq!(
        shown(&actions).unwrap().status,
        Some(ConversationStatus::Closed)
    );
    let actions = session.step(Input::Asked(0, Request::Rate(5, "great".to_owned())), 1.0);
    assert_eq!(shown(&actions).unwrap().rating, Some(5));
    assert!(matches!(
        &sent(actions)[..],
        [ClientFrame::Rate { rating: 5, .. }]
    ));
    assert_eq!(
        shown(&session.step(status(Some(5)), 1.0)).unwrap().rating,
        Some(5)
    );
}

#[test]
fn whoever_begins_anew_is_not_led_back() {
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
    let actions = session.step(Input::Asked(0, Request::Anew), 1.0);
    assert!(shown(&actions).unwrap().entries.is_empty());
    session.step(Input::Closed, 1.0);
    session.step(Input::Opened(None), 2_000.0);
    let welcome = ServerFrame::Welcome {
        conversation: Some(CONVERSATION),
    };
    assert_eq!(sent(session.step(Input::Frame(welcome), 2_000.0)), []);
    let write = Request::Write(ClientMessageId::random(), "hello".to_owned());
    assert!(matches!(
        &sent(session.step(Input::Asked(0, write), 2_000.0))[..],
        [ClientFrame::Post {
            conversation: None,
            ..
        }]
    ));
}

#[test]
fn earlier_messages_are_asked_for_once() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let actions = session.step(Input::Frame(told(7)), 1.0);
    assert_eq!(shown(&actions).unwrap().earlier, Edge::More);
    let actions = session.step(Input::Asked(0, Request::Earlier), 1.0);
    assert_eq!(shown(&actions).unwrap().earlier, Edge::Loading);
    assert_eq!(sent(actions).len(), 1);
    assert_eq!(
        sent(session.step(Input::Asked(0, Request::Earlier), 1.0)),
        []
    );
}

#[test]
fn a_file_is_uploaded_then_posted() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let id = ClientMessageId::random();
    let picked = Picked {
        name: "roof.jpg".to_owned(),
        bytes: 9,
    };
    let upload = Action::Do(Deed::Upload(id, CONVERSATION));
    assert!(
        session
            .step(Input::Asked(0, Request::Attach(id, picked)), 1.0)
            .contains(&upload)
    );
    session.step(Input::Uploaded(id, Err(UploadError::Unavailable)), 1.0);
    assert!(
        session
            .step(Input::Asked(0, Request::Retry(id)), 1.0)
            .contains(&upload)
    );
    let attachment = AttachmentId(Uuid::from_u128(5));
    let frames = sent(session.step(Input::Uploaded(id, Ok(attachment)), 1.0));
    assert!(
        matches!(&frames[..], [ClientFrame::Post { attachment: Some(posted), .. }] if *posted == attachment)
    );
}

#[test]
fn whether_the_person_looks_is_said_when_it_changes_and_on_a_new_line() {
    let mut session = session(Sender::Agent, Some(CONVERSATION));
    let away = [ClientFrame::Presence(Presence::Away)];
    assert_eq!(sent(session.step(Input::Hidden, 1.0)), away);
    assert_eq!(sent(session.step(Input::Hidden, 1.0)), []);
    session.step(Input::Closed, 1.0);
    session.step(Input::Opened(None), 2_000.0);
    let frames = sent(session.step(
        Input::Frame(ServerFrame::Welcome { conversation: None }),
        2_000.0,
    ));
    assert!(frames.contains(&away[0]));
    let frames = sent(session.step(Input::Woken, 3_000.0));
    assert!(frames.contains(&ClientFrame::Presence(Presence::Online)));
}

#[test]
fn what_the_page_says_waits_for_the_line() {
    let mut session = session(Sender::Visitor, None);
    session.step(Input::Closed, 1.0);
    let track = ClientFrame::Track {
        event: "saw prices".to_owned(),
    };
    assert_eq!(
        sent(session.step(Input::Say(Box::new(track.clone())), 1.0)),
        []
    );
    session.step(Input::Opened(None), 2_000.0);
    let frames = sent(session.step(
        Input::Frame(ServerFrame::Welcome { conversation: None }),
        2_000.0,
    ));
    assert_eq!(frames, [track]);
}
