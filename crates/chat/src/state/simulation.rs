//! The promise of the protocol, tested against a server and a line that do their worst.

use std::collections::VecDeque;

use beckon_domain::conversation::{Message, MessageKind, MessageNumber, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId, MessageId};
use beckon_domain::protocol::{ClientFrame, Refusal, ServerFrame, VERSION, VisitorToken};
use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::{Action, ConnectionStatus, Entry, EntryState, Input, Millis, Request, Session};

const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(7));

pub(super) fn message(number: MessageNumber, sender: Sender, client_id: ClientMessageId, content: &str) -> Message {
    Message {
        id: MessageId(Uuid::new_v4()),
        conversation: CONVERSATION,
        number,
        client_id,
        sender,
        sender_name: None,
        kind: MessageKind::Text,
        content: content.to_owned(),
        created_at: DateTime::from_timestamp(1_700_000_000 + number, 0).unwrap(),
    }
}

/// A server as the protocol describes it.
#[derive(Default)]
struct Server {
    log: Vec<Message>,
    known: bool,
    following: bool,
    refuse_next: bool,
    heard_hello: bool,
}

impl Server {
    fn hear(&mut self, frame: ClientFrame) -> Vec<ServerFrame> {
        match frame {
            ClientFrame::Hello { version, .. } => {
                assert_eq!(version, VERSION);
                assert!(!self.heard_hello, "a second hello on one line");
                self.heard_hello = true;
                vec![ServerFrame::Welcome { conversation: self.known.then_some(CONVERSATION) }]
            }
            ClientFrame::Follow { conversation, after } => {
                assert_eq!(conversation, CONVERSATION);
                self.following = true;
                let rest: Vec<_> = self.log.iter().filter(|message| message.number > after).cloned().collect();
                rest.chunks(3).map(|page| ServerFrame::Messages(page.to_vec())).collect()
            }
            ClientFrame::Post { client_id, content, .. } => self.post(client_id, &content),
            ClientFrame::Ping => vec![ServerFrame::Pong],
            _ => vec![],
        }
    }

    fn post(&mut self, client_id: ClientMessageId, content: &str) -> Vec<ServerFrame> {
        assert!(self.heard_hello, "a post before the hello");
        if std::mem::take(&mut self.refuse_next) {
            return vec![ServerFrame::Refused { client_id: Some(client_id), reason: Refusal::Unavailable }];
        }
        let mut answer = Vec::new();
        if !std::mem::replace(&mut self.known, true) {
            let token = VisitorToken("secret".to_owned());
            answer.push(ServerFrame::Known { token, conversation: CONVERSATION });
        }
        let stored = self.log.iter().find(|message| message.client_id == client_id).map(|message| message.number);
        let number = stored.unwrap_or_else(|| {
            answer.extend(self.commit(Sender::Visitor, client_id, content));
            MessageNumber::try_from(self.log.len()).unwrap()
        });
        answer.push(ServerFrame::Acknowledged { client_id, conversation: CONVERSATION, number });
        answer
    }

    fn commit(&mut self, sender: Sender, client_id: ClientMessageId, content: &str) -> Option<ServerFrame> {
        let number = MessageNumber::try_from(self.log.len()).unwrap() + 1;
        self.log.push(message(number, sender, client_id, content));
        self.following.then(|| ServerFrame::Messages(vec![self.log.last().unwrap().clone()]))
    }
}

/// A visitor's page, a server, and a line between them.
struct World {
    session: Session,
    server: Server,
    connected: bool,
    /// The line is dead and nobody has noticed.
    dead: bool,
    up: VecDeque<ClientFrame>,
    down: VecDeque<ServerFrame>,
    now: Millis,
    shown: Vec<Entry>,
    status: ConnectionStatus,
    written: Vec<String>,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            session: Session::new(Sender::Visitor, || 0.5),
            server: Server::default(),
            connected: false,
            dead: false,
            up: VecDeque::new(),
            down: VecDeque::new(),
            now: 1_000.0,
            shown: Vec::new(),
            status: ConnectionStatus::Connecting,
            written: Vec::new(),
        };
        world.step(Input::Asked(0, Request::Begin(None)));
        world
    }

    fn step(&mut self, input: Input) {
        for action in self.session.step(input, self.now) {
            match action {
                Action::Connect => {
                    assert!(!self.connected, "connected twice");
                    self.connected = true;
                    (self.server.following, self.server.heard_hello) = (false, false);
                    self.step(Input::Opened(None));
                }
                Action::Close => self.cut(),
                Action::Send(frame) => self.up.push_back(frame),
                Action::Show(_, shown) => {
                    let numbers: Vec<_> = shown.entries.iter().filter_map(|entry| entry.number).collect();
                    assert!(numbers.is_sorted_by(|a, b| a < b), "out of order: {numbers:?}");
                    self.shown = shown.entries;
                }
                Action::Stand(standing) => {
                    assert_eq!(standing.refusal, None);
                    self.status = standing.status;
                }
                _ => {}
            }
        }
    }

    fn cut(&mut self) {
        (self.connected, self.dead) = (false, false);
        self.up.clear();
        self.down.clear();
    }

    fn write(&mut self) {
        let content = self.written.len().to_string();
        self.written.push(content.clone());
        self.step(Input::Asked(0, Request::Write(ClientMessageId::random(), content)));
    }

    fn server_hears(&mut self) {
        if let Some(frame) = self.up.pop_front()
            && !self.dead
        {
            self.down.extend(self.server.hear(frame));
        }
    }

    fn client_hears(&mut self) {
        if let Some(frame) = self.down.pop_front() {
            self.step(Input::Frame(frame));
        }
    }

    fn answer(&mut self) {
        if self.server.known {
            let frame = self.server.commit(Sender::Assistant, ClientMessageId::random(), "hm");
            self.down.extend(frame.filter(|_| self.connected && !self.dead));
        }
    }

    fn make(&mut self, step: Step) {
        match step {
            Step::Write => self.write(),
            Step::ServerHears => self.server_hears(),
            Step::ClientHears => self.client_hears(),
            Step::Answer => self.answer(),
            Step::Refuse => self.server.refuse_next = true,
            Step::Repeat => self.repeat(),
            Step::Silence => self.die(),
            Step::Break if self.connected => {
                self.cut();
                self.step(Input::Closed);
            }
            Step::Break => {}
            Step::Wake => self.step(Input::Woken),
            Step::Wait(milliseconds) => {
                self.now += f64::from(milliseconds);
                self.step(Input::Tick);
            }
        }
    }

    /// A frame comes a second time, and late.
    fn repeat(&mut self) {
        let frame = self.down.front().cloned();
        self.down.extend(frame.filter(|frame| {
            matches!(frame, ServerFrame::Messages(_) | ServerFrame::Acknowledged { .. } | ServerFrame::Refused { .. })
        }));
    }

    fn die(&mut self) {
        self.dead = self.connected;
        self.up.clear();
        self.down.clear();
    }

    /// Lets the line be good until nothing is left to do.
    fn settle(&mut self) {
        self.server.refuse_next = false;
        for _ in 0..10_000 {
            if self.up.is_empty() && self.down.is_empty() {
                let pending = self.shown.iter().any(|entry| entry.state == EntryState::Pending);
                let behind = self.shown.len() < self.server.log.len();
                if self.status == ConnectionStatus::Online && !pending && !behind {
                    return;
                }
                self.now = self.session.next_due().unwrap().max(self.now + 1.0);
                self.step(Input::Tick);
            }
            self.server_hears();
            self.client_hears();
        }
        panic!("did not come to rest: {:?}", self.session);
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Write,
    ServerHears,
    ClientHears,
    Answer,
    Refuse,
    Repeat,
    Silence,
    Break,
    Wake,
    Wait(u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Write),
        9 => Just(Step::ServerHears),
        9 => Just(Step::ClientHears),
        3 => Just(Step::Answer),
        1 => Just(Step::Refuse),
        1 => Just(Step::Repeat),
        1 => Just(Step::Silence),
        2 => Just(Step::Break),
        1 => Just(Step::Wake),
        5 => (0_u32..16_000).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_is_lost_doubled_or_out_of_order(steps in steps()) {
        let mut world = World::new();
        for step in steps {
            world.make(step);
        }
        // What the server said on a line that died unnoticed is only missed until the line is doubted.
        world.make(Step::Break);
        world.settle();

        let stored: Vec<_> = world.server.log.iter().filter(|message| message.sender == Sender::Visitor).collect();
        let contents: Vec<_> = stored.iter().map(|message| message.content.clone()).collect();
        prop_assert_eq!(contents, world.written);

        let shown: Vec<_> = world.shown.iter().map(|entry| (entry.number, entry.key, entry.content.clone())).collect();
        let expected: Vec<_> = world.server.log.iter().map(|m| (Some(m.number), m.client_id, m.content.clone())).collect();
        prop_assert_eq!(shown, expected);
    }
}

#[test]
fn a_dead_line_is_noticed_by_the_missing_acknowledgement() {
    let mut world = World::new();
    world.step(Input::Tick);
    world.settle();
    world.write();
    world.die();
    world.make(Step::Wait(9_999));
    assert_eq!(world.status, ConnectionStatus::Online);
    world.make(Step::Wait(1));
    assert_eq!(world.status, ConnectionStatus::Offline);
    world.settle();
    assert_eq!(world.server.log.len(), 1);
}

#[test]
fn messages_go_out_one_at_a_time() {
    let mut world = World::new();
    world.settle();
    world.write();
    world.write();
    assert_eq!(world.up.len(), 1);
    world.settle();
    assert_eq!(world.server.log.len(), 2);
}
