//! Two nodes with a real NATS server between them. Wants `nats-server` (scripts/setup --tests installs it).

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::net::TcpListener;
use std::process::Stdio;
use std::time::Duration;

use beckon_domain::conversation::{PartialAnswer, Sender};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, OrganizationId};
use beckon_domain::presence::{Presence, Present};
use beckon_realtime::{Bus, Event, Heard, Listener, Presences, Topic};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

const ORGANIZATION: OrganizationId = OrganizationId(Uuid::from_u128(1));
const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(2));
const ANN: Present = Present::Member(AccountId(Uuid::from_u128(3)));
const TOPIC: Topic = Topic::Conversation(ORGANIZATION, CONVERSATION);

/// Long enough for a busy machine, short enough to fail.
const PATIENCE: Duration = Duration::from_mins(1);

struct Nats {
    port: u16,
    child: Child,
}

impl Nats {
    async fn start() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let child = run(port).await;
        Self { port, child }
    }

    async fn restart(&mut self) {
        self.child.kill().await.unwrap();
        self.child = run(self.port).await;
    }

    fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    async fn bus(&self) -> Bus {
        Bus::over_nats(&self.url()).await.unwrap()
    }
}

async fn run(port: u16) -> Child {
    let child = Command::new("nats-server")
        .args(["-a", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("nats-server can't be started; scripts/setup --tests installs it");
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(begun.elapsed() < PATIENCE, "nats-server does not listen");
        sleep(Duration::from_millis(20)).await;
    }
    child
}

fn read(upto: i64) -> Event {
    Event::Read {
        conversation: CONVERSATION,
        sender: Sender::Agent,
        upto,
    }
}

async fn hear(ear: &mut Listener) -> Heard {
    timeout(PATIENCE, ear.hear()).await.expect("nothing came")
}

/// The next event; being told to ask the log (as after connecting) is passed over.
async fn event(ear: &mut Listener) -> Event {
    loop {
        if let Heard::Event(told) = hear(ear).await {
            return (*told).clone();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_misses_nothing_from_then_on() {
    let nats = Nats::start().await;
    let (here, there) = (nats.bus().await, nats.bus().await);
    let mut heard = 0;
    for round in 0..50_u32 {
        // A topic of its own: what was published in a round that only heard of lag may come in the next.
        let conversation = ConversationId(Uuid::from_u128(100 + u128::from(round)));
        let topic = Topic::Conversation(ORGANIZATION, conversation);
        let mut ear = there.listen();
        ear.follow(topic).await;
        here.publish(topic, read(round.into()));
        match hear(&mut ear).await {
            Heard::Event(told) => {
                assert_eq!(*told, read(round.into()), "once it follows");
                there.publish(topic, read(1_000));
                assert_eq!(event(&mut ear).await, read(1_000), "its own node");
                heard += 1;
            }
            // The nodes have just met, and tell each other to ask the log.
            Heard::Lagged => {}
        }
    }
    assert!(heard > 40);
    let (mut one, mut two) = (there.listen(), there.listen());
    one.follow(TOPIC).await;
    two.follow(TOPIC).await;
    drop(one);
    here.publish(TOPIC, read(7));
    assert_eq!(
        event(&mut two).await,
        read(7),
        "one leaves, the other stays"
    );
    assert_ne!(here.listen().id(), there.listen().id());
}

/// Publishes until it is heard: nodes that have just met, or met again, tell each other to ask the log.
async fn until_heard(here: &Bus, ear: &mut Listener) {
    let begun = Instant::now();
    loop {
        here.publish(TOPIC, read(1));
        if let Ok(Heard::Event(_)) = timeout(Duration::from_millis(100), ear.hear()).await {
            return;
        }
        assert!(
            begun.elapsed() < PATIENCE,
            "the nodes don't find each other"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_told_on_all_nodes_while_it_comes() {
    let nats = Nats::start().await;
    let (here, there) = (nats.bus().await, nats.bus().await);
    let mut ear = there.listen();
    ear.follow(TOPIC).await;
    until_heard(&here, &mut ear).await;
    let partial = Event::Partial(PartialAnswer {
        conversation: CONVERSATION,
        client_id: ClientMessageId(Uuid::from_u128(4)),
        revision: 1_790_000_000_000,
        content: "Once upon a time".to_owned(),
    });
    here.publish(TOPIC, partial.clone());
    while event(&mut ear).await != partial {}
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_while_away_is_to_be_asked_of_the_log() {
    let mut nats = Nats::start().await;
    let (here, there) = (nats.bus().await, nats.bus().await);
    let mut ear = there.listen();
    ear.follow(TOPIC).await;
    until_heard(&here, &mut ear).await;
    nats.restart().await;
    while !matches!(hear(&mut ear).await, Heard::Lagged) {}
    until_heard(&here, &mut ear).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_there_is_known_on_all_nodes_until_theirs_is_gone() {
    let nats = Nats::start().await;
    // A runtime of its own, so that all of the node can stop at once.
    let node = tokio::runtime::Runtime::new().unwrap();
    let bus = node.spawn(Bus::over_nats(nats.url().leak())).await;
    let here = node.spawn(async { Presences::new(bus.unwrap().unwrap()) });
    let here = here.await.unwrap();
    let seat = here.arrive(ORGANIZATION, ANN);
    let second = nats.bus().await;
    let mut ear = second.listen();
    ear.follow(Topic::Inbox(ORGANIZATION)).await;
    let there = Presences::new(second);
    let told = |presence| Event::Presence {
        present: ANN,
        presence,
    };
    // Told by a heartbeat.
    while there.of(ORGANIZATION, ANN) != Presence::Online {
        hear(&mut ear).await;
    }
    assert!(there.team_is_online(ORGANIZATION));
    let second_tab = there.arrive(ORGANIZATION, ANN);
    seat.set(Presence::Away);
    second_tab.set(Presence::Away);
    while event(&mut ear).await != told(Presence::Away) {}
    drop(second_tab);
    node.shutdown_background();
    assert_eq!(event(&mut ear).await, told(Presence::Offline));
}
