use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use tokio::sync::mpsc;

use crate::event::{Event, ListenerId, Told, Topic};
use crate::nats::{ConnectError, Link};

/// Events that wait for a listener before it counts as too slow.
const QUEUE: usize = 64;

/// What a listener hears.
#[derive(Clone, Debug)]
pub enum Heard {
    /// Something happened.
    Event(Told),
    /// It was too slow and missed something: ask the log.
    Lagged,
}

struct Line {
    id: ListenerId,
    /// Nothing in place of an event only wakes.
    sender: mpsc::Sender<Option<Told>>,
    lagged: AtomicBool,
}

impl Line {
    fn tell(&self, told: Told) {
        // What is fleeting takes no room from what has to be read from the log once it is missed.
        if told.is_fleeting() && self.sender.capacity() < QUEUE / 2 {
            return;
        }
        if self.sender.try_send(Some(told)).is_err() {
            self.lagged.store(true, Ordering::Release);
        }
    }

    fn lag(&self) {
        if !self.lagged.swap(true, Ordering::AcqRel) {
            // Without room there is something to wake up for already.
            let _ = self.sender.try_send(None);
        }
    }
}

/// Everybody who listens: on this node, and on all if it is connected to them. Cheap to clone.
#[derive(Clone, Default)]
pub struct Bus {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    /// Tells this node's listeners from those of others.
    node: u64,
    topics: DashMap<Topic, Vec<Arc<Line>>>,
    listeners: AtomicU64,
    /// To the other nodes, if there are any.
    link: OnceLock<Link>,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            node: rand::random(),
            topics: DashMap::new(),
            listeners: AtomicU64::new(0),
            link: OnceLock::new(),
        }
    }
}

impl Inner {
    /// The way to the other nodes.
    pub(crate) fn link(&self) -> Option<&Link> {
        self.link.get()
    }

    /// Tells those on this node.
    pub(crate) fn tell(&self, topic: Topic, event: Event) {
        let Some(lines) = self.topics.get(&topic) else {
            return;
        };
        let told = Told::new(event);
        for line in lines.iter() {
            line.tell(told.clone());
        }
    }

    /// Everybody on this node may have missed something.
    pub(crate) fn lag_all(&self) {
        for lines in &self.topics {
            for line in lines.iter() {
                line.lag();
            }
        }
    }
}

impl Bus {
    /// A bus that spans all nodes connected to this NATS server.
    pub async fn over_nats(url: &str) -> Result<Self, ConnectError> {
        let bus = Self::default();
        let inner = &bus.inner;
        let link = Link::connect(url, inner.node, Arc::downgrade(inner)).await?;
        let link = inner.link.get_or_init(|| link);
        link.listen_to_all(inner).await;
        Ok(bus)
    }

    /// A listener that follows nothing yet.
    pub fn listen(&self) -> Listener {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let id = ListenerId {
            node: self.inner.node,
            number: self.inner.listeners.fetch_add(1, Ordering::Relaxed),
        };
        Listener {
            bus: self.clone(),
            line: Arc::new(Line {
                id,
                sender,
                lagged: AtomicBool::new(false),
            }),
            topics: HashSet::new(),
            receiver,
        }
    }

    /// Tells all who follow the topic, on whichever node. Never waits: who is too slow is marked as lagged.
    pub fn publish(&self, topic: Topic, event: Event) {
        if let Some(link) = self.inner.link() {
            link.publish(topic, &event);
        }
        self.inner.tell(topic, event);
    }

    /// Tells those on this node alone, of what other nodes find out by themselves.
    pub(crate) fn publish_here(&self, topic: Topic, event: Event) {
        self.inner.tell(topic, event);
    }

    /// This node's number among all.
    pub(crate) fn node(&self) -> u64 {
        self.inner.node
    }

    /// What the presences need of the other nodes.
    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    /// How many listeners follow a topic on this node.
    pub fn followers(&self, topic: Topic) -> usize {
        self.inner.topics.get(&topic).map_or(0, |lines| lines.len())
    }
}

/// One connection's ear. Dropped, it follows nothing any more.
pub struct Listener {
    bus: Bus,
    line: Arc<Line>,
    topics: HashSet<Topic>,
    receiver: mpsc::Receiver<Option<Told>>,
}

impl Listener {
    /// Tells this listener from others, as [`Event::Typing`]'s origin.
    pub fn id(&self) -> ListenerId {
        self.line.id
    }

    /// Follows a topic from now on: once this is back, nothing that is published anywhere is missed. Following
    /// twice is following once.
    pub async fn follow(&mut self, topic: Topic) {
        if !self.topics.insert(topic) {
            return;
        }
        let inner = &self.bus.inner;
        let mut lines = inner.topics.entry(topic).or_default();
        lines.push(Arc::clone(&self.line));
        drop(lines);
        if let Some(link) = inner.link() {
            link.follow(topic, inner).await;
        }
    }

    /// Follows a topic no more.
    pub fn unfollow(&mut self, topic: Topic) {
        if self.topics.remove(&topic) {
            self.leave(topic);
        }
    }

    fn leave(&self, topic: Topic) {
        let inner = &self.bus.inner;
        if let Some(mut lines) = inner.topics.get_mut(&topic) {
            lines.retain(|line| line.id != self.line.id);
        }
        let last = inner.topics.remove_if(&topic, |_, lines| {
            // Held meanwhile: nobody begins to follow between the two.
            if let (true, Some(link)) = (lines.is_empty(), inner.link()) {
                link.unfollow(topic);
            }
            lines.is_empty()
        });
        drop(last);
    }

    /// Waits for what happens next. Safe to cancel.
    pub async fn hear(&mut self) -> Heard {
        loop {
            if self.line.lagged.swap(false, Ordering::AcqRel) {
                while self.receiver.try_recv().is_ok() {}
                return Heard::Lagged;
            }
            match self.receiver.recv().await {
                Some(Some(told)) => return Heard::Event(told),
                Some(None) => {}
                // The line holds a sender, so the channel can't close while the listener lives.
                None => std::future::pending().await,
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for topic in std::mem::take(&mut self.topics) {
            self.leave(topic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beckon_domain::conversation::{MessageNumber, PartialAnswer, Sender};
    use beckon_domain::id::{ClientMessageId, ConversationId, OrganizationId};

    fn read(upto: MessageNumber) -> Event {
        Event::Read {
            conversation: ConversationId(uuid(1)),
            sender: Sender::Visitor,
            upto,
        }
    }

    fn uuid(n: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(n)
    }

    fn topic(organization: u128) -> Topic {
        Topic::Conversation(OrganizationId(uuid(organization)), ConversationId(uuid(1)))
    }

    #[tokio::test]
    async fn only_followers_of_the_topic_hear() {
        let bus = Bus::default();
        let (mut mine, mut other) = (bus.listen(), bus.listen());
        mine.follow(topic(1)).await;
        mine.follow(topic(1)).await;
        other.follow(topic(2)).await;
        bus.publish(topic(1), read(7));
        assert!(
            matches!(mine.hear().await, Heard::Event(event) if matches!(*event, Event::Read { upto: 7, .. }))
        );
        assert!(
            mine.receiver.try_recv().is_err(),
            "following twice is hearing once"
        );
        assert!(
            other.receiver.try_recv().is_err(),
            "the same conversation id under another organization is another topic"
        );
    }

    #[tokio::test]
    async fn a_slow_listener_is_told_that_it_missed_something() {
        let bus = Bus::default();
        let mut slow = bus.listen();
        slow.follow(topic(1)).await;
        for upto in 0..100 {
            bus.publish(topic(1), read(upto));
        }
        assert!(matches!(slow.hear().await, Heard::Lagged));
        bus.publish(topic(1), read(100));
        assert!(matches!(slow.hear().await, Heard::Event(_)));
    }

    #[tokio::test]
    async fn what_is_fleeting_makes_nobody_too_slow() {
        let bus = Bus::default();
        let mut slow = bus.listen();
        slow.follow(topic(1)).await;
        for revision in 0..1_000 {
            let partial = PartialAnswer {
                conversation: ConversationId(uuid(1)),
                client_id: ClientMessageId(uuid(2)),
                revision,
                content: "Once upon".to_owned(),
            };
            bus.publish(topic(1), Event::Partial(partial));
        }
        bus.publish(topic(1), read(7));
        loop {
            match slow.hear().await {
                Heard::Event(told) if *told == read(7) => break,
                Heard::Event(told) => assert!(told.is_fleeting()),
                Heard::Lagged => panic!("it missed nothing that counts"),
            }
        }
    }

    #[tokio::test]
    async fn a_dropped_listener_leaves_nothing_behind() {
        let bus = Bus::default();
        let mut listener = bus.listen();
        listener.follow(topic(1)).await;
        assert_eq!(bus.followers(topic(1)), 1);
        drop(listener);
        assert_eq!(bus.followers(topic(1)), 0);
        assert!(bus.inner.topics.is_empty());
    }
}
