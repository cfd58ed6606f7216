//! Leads changed by hand, many at once, and back, on a real database.

use beckon_domain::account::Identity;
use beckon_domain::id::LeadId;
use beckon_domain::lead::{ActivityKind, LeadStatus};
use beckon_domain::lead_change::{CHANGED_MAX, LeadChange};
use beckon_domain::lead_list::{Asked, LeadQuery};
use beckon_domain::notification::NotificationKind;
use beckon_services::leads::{self, LeadError};
use beckon_services::{conversations, notifications};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

const LOST: LeadChange = LeadChange::Status(LeadStatus::Lost);

struct Shop {
    bed: Bed,
    owner: Identity,
    agent: Identity,
}

impl Shop {
    async fn new(pool: PgPool) -> Self {
        let bed = Bed::new(pool).await;
        let owner = bed.owner_of("shop").await;
        let agent = bed.colleague_of(&owner, "ada").await;
        Self { bed, owner, agent }
    }

    /// Leads that come in through the chat.
    async fn leads(&self, how_many: usize) -> Vec<LeadId> {
        let site = self.bed.site_of(&self.owner).await;
        for n in 0..how_many {
            let text = format!("I'm Person {n}, person{n}@example.com");
            self.bed.conversation(&self.owner, &site, &text).await;
        }
        self.bed.work().await;
        let leads = self.bed.leads(&self.owner).await;
        leads.into_iter().map(|lead| lead.id).collect()
    }

    async fn statuses(&self, leads: &[LeadId]) -> Vec<LeadStatus> {
        let mut statuses = Vec::new();
        for lead in leads {
            let details = leads::details(&self.bed.services, &self.owner, *lead).await;
            statuses.push(details.unwrap().summary.status);
        }
        statuses
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn many_are_moved_along_and_back(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let leads = shop.leads(4).await;
    leads::set_status(services, owner, leads[0], LeadStatus::Qualified)
        .await
        .unwrap();
    leads::set_status(services, owner, leads[1], LeadStatus::Lost)
        .await
        .unwrap();

    shop.bed.advance(60);
    let gone = LeadId::generate(services.clock.now());
    let chosen = [leads[2], leads[0], leads[1], leads[0], gone];
    let done = leads::change(services, owner, &chosen, LOST).await.unwrap();
    let done = done.expect("two of them were something else");
    assert_eq!(done.leads, 2);
    assert_eq!(
        leads::last_change(services, owner).await.unwrap(),
        Some(done)
    );
    let [lost, new] = [LeadStatus::Lost, LeadStatus::New];
    assert_eq!(shop.statuses(&leads).await, [lost, lost, lost, new]);
    let details = leads::details(services, owner, leads[0]).await.unwrap();
    let entry = &details.timeline[0];
    assert_eq!(
        (entry.kind, entry.detail.as_str()),
        (ActivityKind::StatusChanged, "Qualified → Lost")
    );

    // It is nobody else's to undo, and what a colleague changed since stays.
    let refused = leads::undo_change(services, &shop.agent, done.id).await;
    assert!(matches!(refused, Err(LeadError::NotFound)), "{refused:?}");
    assert_eq!(
        leads::last_change(services, &shop.agent).await.unwrap(),
        None
    );
    leads::set_status(services, &shop.agent, leads[2], LeadStatus::Contacted)
        .await
        .unwrap();
    let back = leads::undo_change(services, owner, done.id).await.unwrap();
    assert_eq!(back, 1);
    let [qualified, contacted] = [LeadStatus::Qualified, LeadStatus::Contacted];
    assert_eq!(
        shop.statuses(&leads).await,
        [qualified, lost, contacted, new]
    );
    let again = leads::undo_change(services, owner, done.id).await;
    assert!(matches!(again, Err(LeadError::NotFound)), "{again:?}");
    assert_eq!(leads::last_change(services, owner).await.unwrap(), None);

    let nothing = leads::change(services, owner, &leads[1..2], LOST).await;
    assert_eq!(nothing.unwrap(), None, "it was no news");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_change_can_be_undone_for_a_while(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let leads = shop.leads(1).await;
    let done = leads::change(services, owner, &leads, LOST).await.unwrap();
    shop.bed.advance(6 * 60);
    assert_eq!(leads::last_change(services, owner).await.unwrap(), None);
    let late = leads::undo_change(services, owner, done.unwrap().id).await;
    assert!(matches!(late, Err(LeadError::NotFound)), "{late:?}");
    assert_eq!(shop.statuses(&leads).await, [LeadStatus::Lost]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn whoever_is_given_leads_is_told_once_and_has_their_conversations(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner, agent) = (&shop.bed.services, &shop.owner, &shop.agent);
    let leads = shop.leads(3).await;
    let to_agent = LeadChange::Assignee(Some(agent.account));
    let done = leads::change(services, owner, &leads, to_agent)
        .await
        .unwrap()
        .unwrap();
    let bell = notifications::bell(services, agent, None).await.unwrap();
    let routed = bell.lines.iter();
    let routed: Vec<_> = routed
        .filter(|line| line.kind == NotificationKind::Routed)
        .map(|line| line.detail.as_str())
        .collect();
    assert_eq!(routed, [format!("from {}, with 2 others", owner.name)]);
    for lead in &leads {
        let details = leads::details(services, owner, *lead).await.unwrap();
        assert_eq!(details.summary.assignee, Some(agent.account));
        let conversation = details.conversation.unwrap();
        let line = conversations::find(services, owner, conversation)
            .await
            .unwrap();
        assert_eq!(line.assignee, Some(agent.account));
    }
    assert_eq!(
        leads::undo_change(services, owner, done.id).await.unwrap(),
        3
    );
    for lead in &leads {
        let details = leads::details(services, owner, *lead).await.unwrap();
        assert_eq!(details.summary.assignee, None);
    }

    let stranger = shop.bed.owner_of("elsewhere").await;
    let to_stranger = LeadChange::Assignee(Some(stranger.account));
    let refused = leads::change(services, owner, &leads, to_stranger).await;
    assert!(
        matches!(refused, Err(LeadError::NoSuchMember)),
        "{refused:?}"
    );
    let theirs = leads::change(services, &stranger, &leads, LOST).await;
    assert_eq!(theirs.unwrap(), None, "leads of others don't exist");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_whole_list_is_changed_unless_it_is_too_long(pool: PgPool) {
    let shop = Shop::new(pool.clone()).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    shop.leads(1).await;
    let most = i32::try_from(CHANGED_MAX).unwrap();
    sqlx::query(
        "insert into lead (organization_id, id, site_id, name, industry, source, first_touch, last_touch, score, score_reasons,
             created_at)
         select organization_id, gen_random_uuid(), site_id, 'Copy ' || n, industry, source, '{}', '{}', 0, '[]', created_at
         from lead, generate_series(1, $1) n",
    )
    .bind(most)
    .execute(&pool)
    .await
    .unwrap();
    let refused = leads::change_list(services, owner, &LeadQuery::default(), LOST).await;
    assert!(
        matches!(refused, Err(LeadError::TooManyLeads)),
        "{refused:?}"
    );
    let untouched = Asked::read([("f", "status.equals.lost")]).query;
    let page = leads::page(services, owner, &untouched).await.unwrap();
    assert_eq!(page.leads, []);

    let copies = Asked::read([("q", "copy")]).query;
    let done = leads::change_list(services, owner, &copies, LOST)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(done.leads, CHANGED_MAX);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn two_who_change_the_same_leads_at_once_do_not_wait_for_each_other_for_ever(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner, agent) = (&shop.bed.services, &shop.owner, &shop.agent);
    let leads = shop.leads(8).await;
    let backwards: Vec<LeadId> = leads.iter().rev().copied().collect();
    let mine = LeadChange::Assignee(Some(owner.account));
    let theirs = LeadChange::Assignee(Some(agent.account));
    for _ in 0..5 {
        let (one, other) = tokio::join!(
            leads::change(services, owner, &leads, mine),
            leads::change(services, agent, &backwards, theirs),
        );
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let mut assignees = Vec::new();
        for lead in &leads {
            let details = leads::details(services, owner, *lead).await.unwrap();
            assignees.push(details.summary.assignee);
        }
        assignees.dedup();
        assert_eq!(assignees.len(), 1, "one after the other");
    }
}
