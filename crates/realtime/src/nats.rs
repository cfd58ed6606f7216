//! The bus between nodes: what is published on one is heard on all, over NATS. It may lose what it likes; then
//! everybody is told to ask the log.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use async_nats::{Client, ConnectOptions, Event as Change, Subscriber};
use beckon_domain::protocol::{decode, encode};
use bytes::Bytes;
use dashmap::DashMap;
use futures::StreamExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::{OnceCell, mpsc, oneshot};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::bus::Inner;
use crate::event::{Event, Topic};

/// Events that wait to be sent before the other nodes are told that they missed some.
const QUEUE: usize = 4096;

/// How long a listener waits for NATS to take note of it. Later is early enough: then everybody asks the log.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where nodes tell each other that something was lost.
const LAGGED: &str = "beckon.lagged";

/// Where nodes tell each other who is there.
pub(crate) const PRESENCE: &str = "beckon.presence";

/// NATS can't be reached.
#[derive(Debug, thiserror::Error)]
#[error("can't connect to NATS: {0}")]
pub struct ConnectError(#[from] async_nats::ConnectError);

/// This node's connection to the others.
pub(crate) struct Link {
    client: Client,
    node: u64,
    outgoing: mpsc::Sender<(String, Bytes)>,
    /// Whether something could not be sent since the others were told so.
    lost: Arc<AtomicBool>,
    interests: DashMap<Topic, Arc<Interest>>,
    /// Those who wait for NATS to have taken all that was sent before.
    syncs: DashMap<u64, oneshot::Sender<()>>,
    next_sync: AtomicU64,
}

/// That somebody on this node follows a topic; the task that listens to it, once it does.
#[derive(Default)]
struct Interest(OnceCell<Listening>);

/// A task that listens. Dropped, it ends.
struct Listening(AbortHandle);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Link {
    /// Connects; what is heard goes to those who listen on `bus`.
    pub(crate) async fn connect(
        url: &str,
        node: u64,
        bus: Weak<Inner>,
    ) -> Result<Self, ConnectError> {
        let (report, changes) = mpsc::unbounded_channel();
        let client = ConnectOptions::new()
            .name("beckon")
            .event_callback(move |change| {
                let report = report.clone();
                async move {
                    // Nobody hears it when the bus is gone.
                    let _ = report.send(change);
                }
            })
            .connect(url)
            .await?;
        let (outgoing, queue) = mpsc::channel(QUEUE);
        let lost = Arc::new(AtomicBool::new(false));
        tokio::spawn(send(client.clone(), node, queue, Arc::clone(&lost)));
        tokio::spawn(watch(changes, bus, Arc::clone(&lost)));
        Ok(Self {
            client,
            node,
            outgoing,
            lost,
            interests: DashMap::new(),
            syncs: DashMap::new(),
            next_sync: AtomicU64::new(0),
        })
    }

    /// Listens to what all nodes say to all.
    pub(crate) async fn listen_to_all(&self, bus: &Arc<Inner>) {
        let weak = Arc::downgrade(bus);
        self.hear(LAGGED.to_owned(), move |()| {
            weak.upgrade().inspect(|bus| bus.lag_all()).is_some()
        })
        .await;
        let (weak, subject) = (Arc::downgrade(bus), self.sync_subject());
        let Ok(mut echo) = self.client.subscribe(subject).await else {
            return;
        };
        tokio::spawn(async move {
            while let (Some(message), Some(bus)) = (echo.next().await, weak.upgrade()) {
                if let (Some(link), Ok(sync)) = (bus.link(), decode::<u64>(&message.payload)) {
                    drop(link.syncs.remove(&sync));
                }
            }
        });
    }

    /// Says something to the other nodes. Never waits: what finds no room is lost, and the others are told.
    pub(crate) fn say(&self, subject: String, word: &impl Serialize) -> bool {
        let payload = encode(&(self.node, word)).into();
        let sent = self.outgoing.try_send((subject, payload)).is_ok();
        if !sent {
            self.lost.store(true, Ordering::Release);
        }
        sent
    }

    /// Tells the other nodes of an event.
    pub(crate) fn publish(&self, topic: Topic, event: &Event) {
        if event.is_fleeting() && self.outgoing.capacity() < QUEUE / 2 {
            return;
        }
        if let Some(subject) = subject(topic) {
            self.say(subject, event);
        }
    }

    /// Hears what other nodes say from now on, as long as `take` says that somebody is interested.
    pub(crate) async fn hear<T: DeserializeOwned + Send + 'static>(
        &self,
        subject: String,
        mut take: impl FnMut(T) -> bool + Send + 'static,
    ) -> Option<AbortHandle> {
        self.hear_from(subject, move |_, word| take(word)).await
    }

    /// The same, with the node that says it.
    pub(crate) async fn hear_from<T: DeserializeOwned + Send + 'static>(
        &self,
        subject: String,
        take: impl FnMut(u64, T) -> bool + Send + 'static,
    ) -> Option<AbortHandle> {
        match self.client.subscribe(subject).await {
            Ok(subscriber) => {
                Some(tokio::spawn(pass_on(subscriber, self.node, take)).abort_handle())
            }
            Err(error) => {
                tracing::error!(%error, "NATS takes no subscription");
                None
            }
        }
    }

    /// Somebody follows a topic; comes back when nothing published from now on is missed.
    pub(crate) async fn follow(&self, topic: Topic, bus: &Arc<Inner>) {
        let Some(subject) = subject(topic) else {
            return;
        };
        let interest = Arc::clone(&self.interests.entry(topic).or_default());
        let weak = Arc::downgrade(bus);
        let begin = async || {
            let take = move |event| {
                weak.upgrade()
                    .inspect(|bus| bus.tell(topic, event))
                    .is_some()
            };
            let listening = self.hear(subject, take).await.map(Listening).ok_or(())?;
            self.sync().await;
            Ok::<_, ()>(listening)
        };
        // Without NATS there is nothing to be missed but what asking the log brings later.
        let _ = interest.0.get_or_try_init(begin).await;
    }

    /// The last one on this node who followed a topic has left.
    pub(crate) fn unfollow(&self, topic: Topic) {
        self.interests.remove(&topic);
    }

    /// Waits until NATS has taken note of all that was asked of it before: it works in order, so when it gives back
    /// a word, it has.
    async fn sync(&self) {
        let (done, back) = oneshot::channel();
        let sync = self.next_sync.fetch_add(1, Ordering::Relaxed);
        self.syncs.insert(sync, done);
        let asked = self
            .client
            .publish(self.sync_subject(), encode(&sync).into());
        // What it has not noted in time, it notes when it is back; then everybody asks the log.
        let _ = timeout(PATIENCE, async { (asked.await.is_ok(), back.await) }).await;
        self.syncs.remove(&sync);
    }

    fn sync_subject(&self) -> String {
        format!("beckon.sync.{:016x}", self.node)
    }
}

/// Under which name a topic's events travel; none for what each node finds out by itself.
fn subject(topic: Topic) -> Option<String> {
    match topic {
        Topic::Conversation(organization, conversation) => {
            Some(format!("beckon.conversation.{organization}.{conversation}"))
        }
        Topic::Inbox(organization) => Some(format!("beckon.inbox.{organization}")),
        Topic::Member(organization, account) => {
            Some(format!("beckon.member.{organization}.{account}"))
        }
        Topic::Team(_) => None,
    }
}

/// Sends what waits, and after a loss tells the others.
async fn send(
    client: Client,
    node: u64,
    mut queue: mpsc::Receiver<(String, Bytes)>,
    lost: Arc<AtomicBool>,
) {
    while let Some((subject, payload)) = queue.recv().await {
        if let Err(error) = client.publish(subject, payload).await {
            tracing::warn!(%error, "other nodes are not told");
            lost.store(true, Ordering::Release);
        }
        if lost.swap(false, Ordering::AcqRel) {
            let word = encode(&(node, ())).into();
            // If this is lost too, the connection broke, and coming back says the same.
            let _ = client.publish(LAGGED, word).await;
        }
    }
}

/// After the connection was away, nobody here knows what was said, and nobody elsewhere what was said here.
async fn watch(
    mut changes: mpsc::UnboundedReceiver<Change>,
    bus: Weak<Inner>,
    lost: Arc<AtomicBool>,
) {
    while let (Some(change), Some(bus)) = (changes.recv().await, bus.upgrade()) {
        match change {
            Change::Connected => {
                tracing::info!("connected to NATS");
                lost.store(true, Ordering::Release);
                bus.lag_all();
                // Something to send, so that the others are told at once.
                if let Some(link) = bus.link() {
                    link.say(LAGGED.to_owned(), &());
                }
            }
            Change::SlowConsumer(_) => bus.lag_all(),
            other => tracing::warn!(change = %other, "NATS"),
        }
    }
}

/// Hands on what other nodes say.
async fn pass_on<T: DeserializeOwned>(
    mut subscriber: Subscriber,
    node: u64,
    mut take: impl FnMut(u64, T) -> bool + Send,
) {
    while let Some(message) = subscriber.next().await {
        match decode::<(u64, T)>(&message.payload) {
            Ok((from, _)) if from == node => {}
            Ok((from, word)) => {
                if !take(from, word) {
                    return;
                }
            }
            Err(error) => tracing::warn!(%error, "another node can't be understood"),
        }
    }
}
