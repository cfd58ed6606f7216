//! Who is there on other nodes. Each node tells of changes, and with each beat of its heart how many it has told;
//! who has heard less asks for everything. A node that is silent is gone, and with it all who were there.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use beckon_domain::id::OrganizationId;
use beckon_domain::presence::{Presence, Present};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio::time::{Instant, interval};

use super::{Change, Presences, SeatId};
use crate::nats::PRESENCE;

/// How often a node says that it lives.
const BEAT: Duration = Duration::from_secs(3);

/// After so much silence a node is gone.
const EXPIRY: Duration = Duration::from_secs(12);

/// People told of in one word: NATS takes a megabyte at most.
const CHUNK: usize = 4_000;

/// Somebody who is there.
type There = (OrganizationId, Present, Presence);

/// What nodes tell each other.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Word {
    /// Somebody is there, or is no more; under the next number.
    Set(u64, There),
    /// I live, and have told so many changes.
    Beat(u64),
    /// Tell everything, please.
    Ask(u64),
    /// All who are here as of a number: the first part of it, or another one.
    All {
        told: u64,
        first: bool,
        there: Vec<There>,
    },
}

/// What another node has told.
struct Node {
    told: u64,
    heard: Instant,
    there: HashMap<(OrganizationId, Present), Presence>,
}

impl Presences {
    /// Listens to the other nodes, if there are any, until nobody needs these presences any more.
    pub(super) fn join_others(&self) {
        let bus = self.inner.bus.clone();
        if bus.inner().link().is_none() {
            return;
        }
        let (heard, words) = mpsc::unbounded_channel();
        let presences = Arc::downgrade(&self.inner);
        tokio::spawn(async move {
            if let Some(link) = bus.inner().link() {
                let take = move |node, word| heard.send((node, word)).is_ok();
                link.hear_from(PRESENCE.to_owned(), take).await;
            }
            drop(bus);
            let mut others = Others(HashMap::new());
            let mut words: mpsc::UnboundedReceiver<(u64, Word)> = words;
            let mut beat = interval(BEAT);
            loop {
                let heard = tokio::select! {
                    word = words.recv() => word,
                    _ = beat.tick() => None,
                };
                let Some(inner) = presences.upgrade() else {
                    return;
                };
                let presences = Presences { inner };
                match heard {
                    Some((node, word)) => others.hear(&presences, node, word),
                    None => others.beat(&presences),
                }
            }
        });
    }

    /// Tells the other nodes of somebody here.
    pub(super) fn tell_others(&self, there: There) {
        let mut told = self
            .inner
            .told
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *told += 1;
        self.say(&Word::Set(*told, there));
    }

    fn say(&self, word: &Word) {
        if let Some(link) = self.inner.bus.inner().link() {
            link.say(PRESENCE.to_owned(), word);
        }
    }

    fn told(&self) -> u64 {
        *self
            .inner
            .told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn say_all(&self) {
        let told = self.told();
        let there = self.all_here();
        let mut chunks = there.chunks(CHUNK);
        let mut first = true;
        while let Some(chunk) = chunks.next().or(first.then_some(&[])) {
            let there = chunk.to_vec();
            self.say(&Word::All { told, first, there });
            first = false;
        }
    }
}

/// The other nodes, under their numbers.
struct Others(HashMap<u64, Node>);

impl Others {
    fn hear(&mut self, presences: &Presences, from: u64, word: Word) {
        let new = || Node {
            told: 0,
            heard: Instant::now(),
            there: HashMap::new(),
        };
        let node = self.0.entry(from).or_insert_with(new);
        node.heard = Instant::now();
        match word {
            Word::Set(number, there) => {
                if number == node.told + 1 {
                    node.told = number;
                }
                node.set(presences, from, there);
            }
            Word::Beat(told) if told == node.told => {}
            Word::Beat(_) => presences.say(&Word::Ask(from)),
            Word::Ask(node) if node == presences.inner.bus.node() => presences.say_all(),
            Word::Ask(_) => {}
            Word::All { told, first, there } => {
                node.told = told;
                if first {
                    node.forget_all(presences, from);
                }
                for there in there {
                    node.set(presences, from, there);
                }
            }
        }
    }

    /// Says that this node lives, and forgets those that do not.
    fn beat(&mut self, presences: &Presences) {
        presences.say(&Word::Beat(presences.told()));
        self.0.retain(|number, node| {
            let lives = node.heard.elapsed() < EXPIRY;
            if !lives {
                tracing::warn!(node = number, "a node is gone");
                node.forget_all(presences, *number);
            }
            lives
        });
    }
}

impl Node {
    fn set(&mut self, presences: &Presences, number: u64, there: There) {
        let (organization, present, presence) = there;
        let presence = (presence != Presence::Offline).then_some(presence);
        match presence {
            Some(presence) => self.there.insert((organization, present), presence),
            None => self.there.remove(&(organization, present)),
        };
        let seat = SeatId::Node(number);
        presences.change(organization, present, Change { seat, presence });
    }

    fn forget_all(&mut self, presences: &Presences, number: u64) {
        for ((organization, present), _) in std::mem::take(&mut self.there) {
            let seat = SeatId::Node(number);
            let presence = None;
            presences.change(organization, present, Change { seat, presence });
        }
    }
}
