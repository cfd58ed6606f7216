//! Leads find who takes care of them, on a real database and with members who really are connected.

use beckon_domain::account::Identity;
use beckon_domain::condition::{Condition, Field, Operator};
use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::notification::{NotificationKind, Subject};
use beckon_domain::presence::Present;
use beckon_domain::routing::{
    Cause, Hindrance, LogLine, Outcome, RoutingRule, RoutingRules, Share, Target,
};
use beckon_realtime::Seat;
use beckon_services::leads::{self, RoutingServiceError};
use beckon_services::{conversations, notifications};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::assistant_books::can_be_met;
use crate::bed::Bed;

/// An organization that gives its leads out, with two agents.
struct Floor {
    bed: Bed,
    owner: Identity,
    agents: [Identity; 2],
}

impl Floor {
    async fn new(pool: PgPool, rules: Vec<RoutingRule>) -> Self {
        let bed = Bed::new(pool).await;
        let owner = bed.owner_of("shop").await;
        let agents = [
            bed.colleague_of(&owner, "ada").await,
            bed.colleague_of(&owner, "bob").await,
        ];
        let floor = Self { bed, owner, agents };
        floor.set(rules).await;
        floor
    }

    async fn set(&self, rules: Vec<RoutingRule>) {
        let rules = RoutingRules {
            is_active: true,
            rules,
        };
        let before = leads::routing(&self.bed.services, &self.owner)
            .await
            .unwrap();
        leads::set_routing(&self.bed.services, &self.owner, &rules, before.revision)
            .await
            .unwrap();
        self.bed.work().await;
    }

    /// Connects somebody for as long as the seat is kept.
    fn arrives(&self, who: &Identity) -> Seat {
        let present = Present::Member(who.account);
        self.bed
            .services
            .presences
            .arrive(who.organization, present)
    }

    /// A lead that comes in through the chat.
    async fn lead(&self, text: &str) -> LeadId {
        let site = self.bed.site_of(&self.owner).await;
        let begun = self.bed.conversation(&self.owner, &site, text).await;
        self.bed.work().await;
        let conversation = begun.posted.conversation;
        let line = conversations::find(&self.bed.services, &self.owner, conversation).await;
        line.unwrap().lead.unwrap()
    }

    async fn assignee(&self, lead: LeadId) -> Option<AccountId> {
        let details = leads::details(&self.bed.services, &self.owner, lead).await;
        details.unwrap().summary.assignee
    }

    async fn log(&self, lead: LeadId) -> Vec<LogLine> {
        let details = leads::details(&self.bed.services, &self.owner, lead).await;
        details.unwrap().routing
    }

    async fn last_outcome(&self, lead: LeadId) -> Outcome {
        self.log(lead).await[0].outcome.clone()
    }

    async fn share(&self, who: &Identity, share: Share) {
        leads::set_share(&self.bed.services, &self.owner, who.account, share)
            .await
            .unwrap();
    }

    async fn waiting(&self) -> u32 {
        leads::routing(&self.bed.services, &self.owner)
            .await
            .unwrap()
            .waiting
    }

    /// Time goes by, and what is due is done.
    async fn later(&self, seconds: i64) {
        self.bed.advance(seconds);
        self.bed.work().await;
    }
}

fn person(n: usize) -> String {
    format!("I'm Person {n}, person{n}@example.com")
}

fn austin(target: Target, waits: bool) -> RoutingRule {
    RoutingRule {
        name: "Austin".to_owned(),
        conditions: vec![Condition::new(Field::Location, Operator::Contains, "austin").unwrap()],
        target,
        waits,
        is_active: true,
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn leads_go_round_among_those_who_are_there(pool: PgPool) {
    let floor = Floor::new(pool, Vec::new()).await;
    let _seats = floor.agents.each_ref().map(|agent| floor.arrives(agent));
    let mut got = [0, 0];
    for n in 0..6 {
        let lead = floor.lead(&person(n)).await;
        let assignee = floor.assignee(lead).await.unwrap();
        let place = floor.agents.iter().position(|a| a.account == assignee);
        got[place.expect("the owner is not there")] += 1;
        let why = Cause::Turn;
        let given = Outcome::Given { to: assignee, why };
        assert_eq!(floor.last_outcome(lead).await, given);
    }
    assert_eq!(got, [3, 3]);

    // The conversation is theirs, they are told, and the assistant goes on.
    let services = &floor.bed.services;
    let bell = notifications::bell(services, &floor.agents[0], None).await;
    let lines = bell.unwrap().lines;
    let routed = lines.iter().filter(|l| l.kind == NotificationKind::Routed);
    let routed: Vec<_> = routed.collect();
    assert_eq!(routed.len(), 3);
    let Subject::Conversation(conversation) = routed[0].about else {
        panic!("{:?}", routed[0].about);
    };
    let line = conversations::find(services, &floor.owner, conversation)
        .await
        .unwrap();
    assert_eq!(line.assignee, Some(floor.agents[0].account));
    let silent = beckon_services::assistant::is_silent(services, &floor.owner, conversation).await;
    assert!(!silent.unwrap());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_waits_is_given_out_once_somebody_frees_up(pool: PgPool) {
    let floor = Floor::new(pool, Vec::new()).await;
    let one = Share {
        capacity: Some(1),
        ..Share::default()
    };
    floor.share(&floor.agents[0], one).await;
    let first = floor.lead(&person(0)).await;
    let second = floor.lead(&person(1)).await;
    assert_eq!(floor.assignee(first).await, None);
    let Outcome::Waits { hindered, .. } = floor.last_outcome(first).await else {
        panic!("somebody got it");
    };
    assert_eq!(hindered.len(), 3);
    assert!(hindered.iter().all(|(_, why)| *why == Hindrance::Offline));
    assert_eq!(floor.waiting().await, 2);

    // Ada comes, and takes one at a time, the oldest first.
    let ada = Some(floor.agents[0].account);
    let _seat = floor.arrives(&floor.agents[0]);
    floor.later(11).await;
    assert_eq!(floor.assignee(first).await, ada);
    assert_eq!(floor.assignee(second).await, None);
    floor.later(30).await;
    assert_eq!(floor.assignee(second).await, None);
    let lost = beckon_domain::lead::LeadStatus::Lost;
    leads::set_status(&floor.bed.services, &floor.agents[0], first, lost)
        .await
        .unwrap();
    floor.later(11).await;
    assert_eq!(floor.assignee(second).await, ada);
    assert_eq!(floor.waiting().await, 0);
    assert_eq!(floor.log(second).await.len(), 2, "it waited, and was given");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn rules_send_leads_to_their_people_and_teams(pool: PgPool) {
    let floor = Floor::new(pool, Vec::new()).await;
    let bob = &floor.agents[1];
    floor
        .set(vec![austin(Target::Member(bob.account), true)])
        .await;
    let _ada = floor.arrives(&floor.agents[0]);
    let text = "I'm Person 0 from Austin, person0@example.com";
    let lead = floor.lead(text).await;
    assert_eq!(floor.assignee(lead).await, None, "it waits for Bob");
    let elsewhere = floor.lead(&person(1)).await;
    assert_eq!(
        floor.assignee(elsewhere).await,
        Some(floor.agents[0].account)
    );
    let _bob = floor.arrives(bob);
    floor.later(11).await;
    assert_eq!(floor.assignee(lead).await, Some(bob.account));
    let why = Cause::Rule {
        name: "Austin".to_owned(),
    };
    let to = bob.account;
    assert_eq!(floor.last_outcome(lead).await, Outcome::Given { to, why });
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_comes_back_meets_who_they_know(pool: PgPool) {
    let floor = Floor::new(pool, Vec::new()).await;
    let ada = {
        let _seat = floor.arrives(&floor.agents[0]);
        let lead = floor.lead("I'm Eva Klein, eva@example.com").await;
        floor.assignee(lead).await
    };
    assert_eq!(ada, Some(floor.agents[0].account));
    // Another browser, the same address; Ada is not there.
    let _seat = floor.arrives(&floor.agents[1]);
    let again = floor.lead("Eva Klein again, eva@example.com").await;
    assert_eq!(floor.assignee(again).await, ada);
    let Outcome::Given { why, .. } = floor.last_outcome(again).await else {
        panic!("it waits");
    };
    assert_eq!(why, Cause::Returning);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn hours_and_breaks_are_kept(pool: PgPool) {
    let floor = Floor::new(pool, Vec::new()).await;
    let _seats = floor.agents.each_ref().map(|agent| floor.arrives(agent));
    let services = &floor.bed.services;
    // The clock shows a time of the afternoon in Berlin.
    can_be_met(&floor.bed, &floor.agents[0], "3:00-4:00").await;
    leads::pause_routing(services, &floor.agents[1], true)
        .await
        .unwrap();
    let lead = floor.lead(&person(0)).await;
    assert_eq!(floor.assignee(lead).await, None);
    let view = leads::routing(services, &floor.owner).await.unwrap();
    let why = |who: &Identity| {
        let part = view.parts.iter().find(|part| part.account == who.account);
        part.unwrap().hindrance
    };
    assert_eq!(why(&floor.agents[0]), Some(Hindrance::OffHours));
    assert_eq!(why(&floor.agents[1]), Some(Hindrance::Paused));
    leads::pause_routing(services, &floor.agents[1], false)
        .await
        .unwrap();
    floor.later(11).await;
    assert_eq!(floor.assignee(lead).await, Some(floor.agents[1].account));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn only_admins_change_rules_and_of_two_the_second_is_told(pool: PgPool) {
    let floor = Floor::new(pool, Vec::new()).await;
    let services = &floor.bed.services;
    let rules = RoutingRules::default();
    let refused = leads::set_routing(services, &floor.agents[0], &rules, 1).await;
    assert!(matches!(refused, Err(RoutingServiceError::NotAllowed)));
    let stale = leads::set_routing(services, &floor.owner, &rules, 0).await;
    assert!(matches!(stale, Err(RoutingServiceError::Changed)));
    let stranger = RoutingRules {
        rules: vec![austin(
            Target::Member(AccountId::generate(services.clock.now())),
            false,
        )],
        ..rules
    };
    let unknown = leads::set_routing(services, &floor.owner, &stranger, 1).await;
    assert!(matches!(unknown, Err(RoutingServiceError::Rules(_))));
}
