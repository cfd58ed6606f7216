mod nodes;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use beckon_domain::id::{AccountId, ConversationId, OrganizationId};
use beckon_domain::presence::{Presence, Present};
use dashmap::DashMap;
use tokio::runtime::Handle;
use tokio::time::sleep;

use crate::{Bus, Event, Topic};

/// How long somebody whose last connection ended is still shown: loading a page again is no leaving.
const GRACE: Duration = Duration::from_secs(5);

/// Who is there, known from live connections alone: the most present of somebody's connections counts.
/// What changes is told over the [`Bus`]. Cheap to clone.
#[derive(Clone)]
pub struct Presences {
    inner: Arc<Inner>,
}

struct Inner {
    bus: Bus,
    organizations: DashMap<OrganizationId, Organization>,
    seats: AtomicU64,
    /// Changes of which the other nodes were told.
    told: Mutex<u64>,
}

/// Through what somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SeatId {
    /// A connection to this node.
    Here(u64),
    /// All their connections to another node.
    Node(u64),
}

/// Those of one organization who have a connection.
#[derive(Default)]
struct Organization {
    members: HashMap<AccountId, Seats>,
    visitors: HashMap<ConversationId, Seats>,
}

impl Organization {
    fn seats(&self, present: Present) -> Option<&Seats> {
        match present {
            Present::Member(account) => self.members.get(&account),
            Present::Visitor(conversation) => self.visitors.get(&conversation),
        }
    }

    fn of(&self, present: Present) -> Presence {
        self.seats(present)
            .map_or(Presence::Offline, Seats::presence)
    }

    fn here(&self, present: Present) -> Presence {
        self.seats(present).map_or(Presence::Offline, Seats::here)
    }

    fn set(&mut self, present: Present, seat: SeatId, presence: Option<Presence>) {
        match present {
            Present::Member(account) => set(&mut self.members, account, seat, presence),
            Present::Visitor(conversation) => {
                set(&mut self.visitors, conversation, seat, presence);
            }
        }
    }

    fn team_is_online(&self) -> bool {
        let mut members = self.members.values();
        members.any(|seats| seats.presence() == Presence::Online)
    }

    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.visitors.is_empty()
    }
}

/// How somebody's connections look, each under its seat.
#[derive(Default)]
struct Seats(Vec<(SeatId, Presence)>);

impl Seats {
    fn presence(&self) -> Presence {
        let each = self.0.iter().map(|(_, presence)| *presence);
        each.max().unwrap_or_default()
    }

    /// By the connections to this node alone.
    fn here(&self) -> Presence {
        let here = self
            .0
            .iter()
            .filter(|(seat, _)| matches!(seat, SeatId::Here(_)));
        here.map(|(_, presence)| *presence)
            .max()
            .unwrap_or_default()
    }
}

/// Notes how a connection looks; `None` when it has ended.
fn set<K: Eq + Hash>(
    present: &mut HashMap<K, Seats>,
    key: K,
    seat: SeatId,
    presence: Option<Presence>,
) {
    match (present.entry(key), presence) {
        (Entry::Occupied(mut entry), presence) => {
            let seats = &mut entry.get_mut().0;
            seats.retain(|(id, _)| *id != seat);
            seats.extend(presence.map(|presence| (seat, presence)));
            if seats.is_empty() {
                entry.remove();
            }
        }
        (Entry::Vacant(entry), Some(presence)) => {
            entry.insert(Seats(vec![(seat, presence)]));
        }
        (Entry::Vacant(_), None) => {}
    }
}

impl Presences {
    /// With nobody there yet. Over a bus that spans several nodes, those who are there on any of them count.
    pub fn new(bus: Bus) -> Self {
        let presences = Self {
            inner: Arc::new(Inner {
                bus,
                organizations: DashMap::new(),
                seats: AtomicU64::new(0),
                told: Mutex::new(0),
            }),
        };
        presences.join_others();
        presences
    }

    /// Somebody's connection begins. They are online until the seat says otherwise, or is dropped.
    pub fn arrive(&self, organization: OrganizationId, present: Present) -> Seat {
        let seat = Seat {
            presences: self.clone(),
            organization,
            present,
            id: self.inner.seats.fetch_add(1, Ordering::Relaxed),
        };
        seat.set(Presence::Online);
        seat
    }

    /// Whether somebody is there.
    pub fn of(&self, organization: OrganizationId, present: Present) -> Presence {
        let organization = self.inner.organizations.get(&organization);
        organization.map_or(Presence::Offline, |organization| organization.of(present))
    }

    /// The members who have a connection.
    pub fn members(&self, organization: OrganizationId) -> Vec<(AccountId, Presence)> {
        let organization = self.inner.organizations.get(&organization);
        organization.map_or_else(Vec::new, |organization| {
            let members = organization.members.iter();
            members
                .map(|(account, seats)| (*account, seats.presence()))
                .collect()
        })
    }

    /// Whether any member is online.
    pub fn team_is_online(&self, organization: OrganizationId) -> bool {
        let organization = self.inner.organizations.get(&organization);
        organization.is_some_and(|organization| organization.team_is_online())
    }

    /// Changes one seat and tells what that changes for others. Told while the organization is held, so that
    /// nobody hears of two changes the wrong way round; telling never waits.
    fn change(&self, organization: OrganizationId, present: Present, change: Change) {
        let mut held = self.inner.organizations.entry(organization).or_default();
        let before = (held.of(present), held.team_is_online());
        let here = held.here(present);
        held.set(present, change.seat, change.presence);
        let after = (held.of(present), held.team_is_online());
        if after.0 != before.0 {
            self.tell(organization, present, after.0);
        }
        if after.1 != before.1 {
            let event = Event::TeamOnline(after.1);
            let topic = Topic::Team(organization);
            self.inner.bus.publish_here(topic, event);
        }
        let here_now = held.here(present);
        if here_now != here {
            self.tell_others((organization, present, here_now));
        }
        let empty = held.is_empty();
        drop(held);
        if empty {
            let organizations = &self.inner.organizations;
            organizations.remove_if(&organization, |_, organization| organization.is_empty());
        }
    }

    /// All who are connected to this node.
    fn all_here(&self) -> Vec<(OrganizationId, Present, Presence)> {
        let mut all = Vec::new();
        for organization in &self.inner.organizations {
            let members = organization.members.iter();
            let visitors = organization.visitors.iter();
            let people = members
                .map(|(account, seats)| (Present::Member(*account), seats.here()))
                .chain(visitors.map(|(id, seats)| (Present::Visitor(*id), seats.here())))
                .filter(|(_, presence)| *presence != Presence::Offline);
            all.extend(people.map(|(present, presence)| (*organization.key(), present, presence)));
        }
        all
    }

    fn tell(&self, organization: OrganizationId, present: Present, presence: Presence) {
        let topic = match present {
            Present::Member(_) => Topic::Inbox(organization),
            Present::Visitor(conversation) => Topic::Conversation(organization, conversation),
        };
        let event = Event::Presence { present, presence };
        self.inner.bus.publish_here(topic, event);
    }
}

/// What one connection is now; without a presence it has ended.
struct Change {
    seat: SeatId,
    presence: Option<Presence>,
}

/// One connection of somebody. Dropped, it counts a little longer, and then no more.
pub struct Seat {
    presences: Presences,
    organization: OrganizationId,
    present: Present,
    id: u64,
}

impl Seat {
    /// The connection looks otherwise now.
    pub fn set(&self, presence: Presence) {
        let change = Change {
            seat: SeatId::Here(self.id),
            presence: Some(presence),
        };
        self.presences
            .change(self.organization, self.present, change);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (presences, organization, present) =
            (self.presences.clone(), self.organization, self.present);
        let change = Change {
            seat: SeatId::Here(self.id),
            presence: None,
        };
        let leave = move || presences.change(organization, present, change);
        // Without a runtime the process ends, and there is nobody left to tell.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                sleep(GRACE).await;
                leave();
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Heard, Listener};
    use uuid::Uuid;

    const ORGANIZATION: OrganizationId = OrganizationId(Uuid::from_u128(1));
    const OTHER: OrganizationId = OrganizationId(Uuid::from_u128(2));
    const ANN: Present = Present::Member(AccountId(Uuid::from_u128(3)));

    async fn bed() -> (Presences, Listener) {
        let bus = Bus::default();
        let mut ear = bus.listen();
        ear.follow(Topic::Inbox(ORGANIZATION)).await;
        ear.follow(Topic::Team(ORGANIZATION)).await;
        (Presences::new(bus), ear)
    }

    async fn hear(ear: &mut Listener) -> Event {
        match ear.hear().await {
            Heard::Event(told) => (*told).clone(),
            Heard::Lagged => panic!("lagged"),
        }
    }

    fn told(presence: Presence) -> Event {
        Event::Presence {
            present: ANN,
            presence,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_most_present_of_several_tabs_counts() {
        let (presences, mut ear) = bed().await;
        let first = presences.arrive(ORGANIZATION, ANN);
        assert_eq!(hear(&mut ear).await, told(Presence::Online));
        assert_eq!(hear(&mut ear).await, Event::TeamOnline(true));
        let second = presences.arrive(ORGANIZATION, ANN);
        first.set(Presence::Away);
        assert_eq!(presences.of(ORGANIZATION, ANN), Presence::Online);
        second.set(Presence::Away);
        assert_eq!(hear(&mut ear).await, told(Presence::Away));
        assert_eq!(hear(&mut ear).await, Event::TeamOnline(false));
        drop((first, second));
        assert_eq!(hear(&mut ear).await, told(Presence::Offline));
        assert_eq!(presences.members(ORGANIZATION), []);
        assert!(presences.inner.organizations.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn loading_a_page_again_is_no_leaving() {
        let (presences, mut ear) = bed().await;
        let before = presences.arrive(ORGANIZATION, ANN);
        assert_eq!(hear(&mut ear).await, told(Presence::Online));
        assert_eq!(hear(&mut ear).await, Event::TeamOnline(true));
        drop(before);
        sleep(GRACE / 2).await;
        let after = presences.arrive(ORGANIZATION, ANN);
        sleep(GRACE * 2).await;
        assert_eq!(presences.of(ORGANIZATION, ANN), Presence::Online);
        after.set(Presence::Away);
        assert_eq!(
            hear(&mut ear).await,
            told(Presence::Away),
            "nothing was told of the reload"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn another_organization_hears_and_sees_nothing() {
        let (presences, _) = bed().await;
        let mut other = presences.inner.bus.listen();
        other.follow(Topic::Inbox(OTHER)).await;
        other.follow(Topic::Team(OTHER)).await;
        let _seat = presences.arrive(ORGANIZATION, ANN);
        assert_eq!(presences.of(OTHER, ANN), Presence::Offline);
        assert!(!presences.team_is_online(OTHER));
        let heard = tokio::time::timeout(GRACE, other.hear()).await;
        assert!(heard.is_err(), "{heard:?}");
    }
}
