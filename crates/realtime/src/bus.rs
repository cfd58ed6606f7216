use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use dashmap::DashMap;
use tokio::sync::mpsc;

use crate::event::{Event, ListenerId, Told, Topic};

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
    sender: mpsc::Sender<Told>,
    lagged: AtomicBool,
}

/// Everybody who listens on this node. Cheap to clone.
#[derive(Clone, Default)]
pub struct Bus {
    inner: Arc<Inner>,
}

struct Inner {
    /// Tells this node's listeners from those of others.
    node: u64,
    topics: DashMap<Topic, Vec<Arc<Line>>>,
    listeners: AtomicU64,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            node: rand::random(),
            topics: DashMap::new(),
            listeners: AtomicU64::new(0),
        }
    }
}

impl Bus {
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

    /// Tells all who follow the topic. Never waits: who is too slow is marked as lagged.
    pub fn publish(&self, topic: Topic, event: Event) {
        let Some(lines) = self.inner.topics.get(&topic) else {
            return;
        };
        let told = Told::new(event);
        for line in lines.iter() {
            if line.sender.try_send(told.clone()).is_err() {
                line.lagged.store(true, Ordering::Release);
            }
        }
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
    receiver: mpsc::Receiver<Told>,
}

impl Listener {
    /// Tells this listener from others, as [`Event::Typing`]'s origin.
    pub fn id(&self) -> ListenerId {
        self.line.id
    }

    /// Follows a topic from now on. Following twice is following once.
    pub fn follow(&mut self, topic: Topic) {
        if self.topics.insert(topic) {
            self.bus
                .inner
                .topics
                .entry(topic)
                .or_default()
                .push(Arc::clone(&self.line));
        }
    }

    /// Follows a topic no more.
    pub fn unfollow(&mut self, topic: Topic) {
        if self.topics.remove(&topic) {
            self.leave(topic);
        }
    }

    fn leave(&self, topic: Topic) {
        if let Some(mut lines) = self.bus.inner.topics.get_mut(&topic) {
            lines.retain(|line| line.id != self.line.id);
        }
        self.bus
            .inner
            .topics
            .remove_if(&topic, |_, lines| lines.is_empty());
    }

    /// Waits for what happens next. Safe to cancel.
    pub async fn hear(&mut self) -> Heard {
        if self.line.lagged.swap(false, Ordering::AcqRel) {
            while self.receiver.try_recv().is_ok() {}
            return Heard::Lagged;
        }
        match self.receiver.recv().await {
            Some(told) => Heard::Event(told),
            // The line holds a sender, so the channel can't close while the listener lives.
            None => std::future::pending().await,
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
    use beckon_domain::conversation::{MessageNumber, Sender};
    use beckon_domain::id::{ConversationId, OrganizationId};

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
        mine.follow(topic(1));
        mine.follow(topic(1));
        other.follow(topic(2));
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
        slow.follow(topic(1));
        for upto in 0..100 {
            bus.publish(topic(1), read(upto));
        }
        assert!(matches!(slow.hear().await, Heard::Lagged));
        bus.publish(topic(1), read(100));
        assert!(matches!(slow.hear().await, Heard::Event(_)));
    }

    #[tokio::test]
    async fn a_dropped_listener_leaves_nothing_behind() {
        let bus = Bus::default();
        let mut listener = bus.listen();
        listener.follow(topic(1));
        assert_eq!(bus.followers(topic(1)), 1);
        drop(listener);
        assert_eq!(bus.followers(topic(1)), 0);
        assert!(bus.inner.topics.is_empty());
    }
}
