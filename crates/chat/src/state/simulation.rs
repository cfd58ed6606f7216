//! The promise of the protocol, tested against a server and a line that do their worst.

mod server;

use std::collections::{BTreeSet, VecDeque};
use std::mem;

use beckon_domain::conversation::Sender;
use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::{ClientFrame, ServerFrame};
use beckon_domain::reaction::Emoji;
use proptest::prelude::*;

pub(super) use self::server::message;
use self::server::{Heard, Server};
use super::{
    Action, ConnectionStatus, Deed, Edge, EntryState, Input, Me, Millis, Request, Session, Shown,
};

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
    shown: Shown,
    status: ConnectionStatus,
    written: Vec<String>,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            session: Session::new(Me::VISITOR, || 0.5),
            server: Server::default(),
            connected: false,
            dead: false,
            up: VecDeque::new(),
            down: VecDeque::new(),
            now: 1_000.0,
            shown: Shown::default(),
            status: ConnectionStatus::Connecting,
            written: Vec::new(),
        };
        world.step(Input::Asked(0, Request::Begin(None)));
        world
    }

    fn step(&mut self, input: Input) {
        for action in self.session.step(input, self.now) {
            match action {
                Action::Do(Deed::Connect) => {
                    assert!(!self.connected, "connected twice");
                    self.connected = true;
                    self.server.line = Heard::Nothing;
                    self.step(Input::Opened(None));
                }
                Action::Do(Deed::Close) => self.cut(),
                Action::Do(Deed::Send(frame)) => self.up.push_back(*frame),
                Action::Show(_, shown) => {
                    let numbers: Vec<_> = shown
                        .entries
                        .iter()
                        .filter_map(|entry| entry.number)
                        .collect();
                    assert!(
                        numbers.is_sorted_by(|a, b| a < b),
                        "out of order: {numbers:?}"
                    );
                    let keys: BTreeSet<_> = shown.entries.iter().map(|entry| entry.key.0).collect();
                    assert_eq!(keys.len(), shown.entries.len(), "a line is there twice");
                    self.shown = shown;
                }
                Action::Stand(standing) => {
                    assert_eq!(standing.refusal, None);
                    self.status = standing.status;
                }
                Action::Do(Deed::Remember(..) | Deed::Upload(..) | Deed::CancelUpload(_)) => {}
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
        self.step(Input::Asked(
            0,
            Request::Write(ClientMessageId::random(), content),
        ));
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
            let id = mem::replace(&mut self.server.coming.client_id, ClientMessageId::random());
            let frame = self.server.commit(Sender::Assistant, id, "hm");
            self.down
                .extend(frame.filter(|_| self.connected && !self.dead));
        }
    }

    /// Tells of an answer while it comes, or takes back what was told.
    fn begin_answer(&mut self, content: &str) {
        self.server.coming.revision += 1;
        self.server.coming.content = content.to_owned();
        let frame = ServerFrame::Partial(self.server.coming.clone());
        self.down
            .extend(Some(frame).filter(|_| self.connected && !self.dead));
    }

    fn make(&mut self, step: Step) {
        match step {
            Step::Write => self.write(),
            Step::ServerHears => self.server_hears(),
            Step::ClientHears => self.client_hears(),
            Step::Answer => self.answer(),
            Step::BeginAnswer => self.begin_answer("h"),
            Step::TakeBack => self.begin_answer(""),
            Step::Earlier => self.step(Input::Asked(0, Request::Earlier)),
            Step::Later => self.step(Input::Asked(0, Request::Later)),
            Step::Jump(number) => self.step(Input::Asked(0, Request::Jump(number.into()))),
            Step::Newest => self.step(Input::Asked(0, Request::Newest)),
            Step::React(number) => {
                self.step(Input::Asked(0, Request::React(number.into(), Emoji::Heart)));
            }
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
            matches!(
                frame,
                ServerFrame::Messages(_)
                    | ServerFrame::Partial(_)
                    | ServerFrame::History { .. }
                    | ServerFrame::Acknowledged { .. }
                    | ServerFrame::Refused { .. }
            )
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
        self.step(Input::Asked(0, Request::Newest));
        for _ in 0..10_000 {
            if self.up.is_empty() && self.down.is_empty() {
                let pending = self
                    .shown
                    .entries
                    .iter()
                    .any(|entry| entry.state == EntryState::Pending);
                let last = self.shown.entries.last().and_then(|entry| entry.number);
                let behind = last.unwrap_or(0) < self.server.last();
                let calm = self.status == ConnectionStatus::Online && !pending && !behind;
                if calm && self.shown.earlier == Edge::End {
                    return;
                }
                if calm && self.shown.earlier == Edge::More {
                    self.step(Input::Asked(0, Request::Earlier));
                    continue;
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
    BeginAnswer,
    TakeBack,
    Earlier,
    Later,
    Jump(u8),
    Newest,
    React(u8),
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
        2 => Just(Step::BeginAnswer),
        1 => Just(Step::TakeBack),
        1 => Just(Step::Earlier),
        1 => Just(Step::Later),
        1 => (1_u8..30).prop_map(Step::Jump),
        1 => Just(Step::Newest),
        1 => (1_u8..12).prop_map(Step::React),
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

        let shown: Vec<_> = world.shown.entries.iter().map(|entry| (entry.number, entry.key, entry.content.clone())).collect();
        let expected: Vec<_> = world.server.log.iter().map(|m| (Some(m.number), m.client_id, m.content.clone())).collect();
        prop_assert_eq!(shown, expected);

        // What the reader sees of reactions is what the server holds.
        for entry in &world.shown.entries {
            let is_set = world.server.hearts.contains(&entry.number.unwrap());
            prop_assert_eq!(entry.chips.iter().any(|chip| chip.mine), is_set);
        }
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
