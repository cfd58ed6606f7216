//! Leads that are the same person: found, made one, and parted again, on a real database.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use beckon_domain::account::Identity;
use beckon_domain::attribution::Touch;
use beckon_domain::form::LeadForm;
use beckon_domain::id::{ClientMessageId, LeadId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{ActivityKind, LeadStatus};
use beckon_domain::lead_merge::{MergeField, Picks, Side};
use beckon_domain::site::Site;
use beckon_services::conversations::{self, Begun};
use beckon_services::leads::{self, LeadError, Submitted};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, draft, visit};

struct Shop {
    bed: Bed,
    owner: Identity,
    site: Site,
}

impl Shop {
    async fn new(pool: PgPool) -> Self {
        let bed = Bed::new(pool).await;
        let owner = bed.owner_of("shop").await;
        let site = bed.site_of(&owner).await;
        Self { bed, owner, site }
    }

    /// A visitor who writes, and the lead that comes of it.
    async fn lead(&self, text: &str) -> (Begun, LeadId) {
        let begun = self.bed.conversation(&self.owner, &self.site, text).await;
        self.bed.work().await;
        let conversation = begun.posted.conversation;
        let line = conversations::find(&self.bed.services, &self.owner, conversation).await;
        let lead = line.unwrap().lead.expect("they gave an address");
        (begun, lead)
    }

    /// Says something more.
    async fn say(&self, begun: &Begun, text: &str) {
        let draft = draft(begun.posted.conversation, ClientMessageId::random(), text);
        let organization = self.owner.organization;
        conversations::post_as_visitor(&self.bed.services, organization, begun.visitor, draft)
            .await
            .unwrap();
        self.bed.work().await;
    }

    async fn merge(&self, kept: LeadId, other: LeadId) -> beckon_domain::lead_merge::DoneMerge {
        leads::merge(&self.bed.services, &self.owner, kept, other, &Picks::new())
            .await
            .unwrap()
    }

    async fn of(&self, begun: &Begun) -> Option<LeadId> {
        let conversation = begun.posted.conversation;
        let line = conversations::find(&self.bed.services, &self.owner, conversation).await;
        line.unwrap().lead
    }

    /// Every row of leads and of what refers to them.
    async fn rows(&self) -> BTreeSet<String> {
        let tables: Vec<String> = sqlx::query_scalar(
            "select relation::text from lead_references() where relation <> 'lead_merge'::regclass union select 'lead'",
        )
        .fetch_all(&self.bed.owner)
        .await
        .unwrap();
        assert!(tables.len() > 7, "{tables:?}");
        let mut rows = BTreeSet::new();
        for table in tables {
            let sql = format!("select '{table} ' || to_jsonb(held)::text from {table} held");
            let of_table: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(&self.bed.owner)
                .await
                .unwrap();
            rows.extend(of_table);
        }
        rows
    }

    async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.bed.owner).await.unwrap();
    }
}

const ANN: &str = "I'm Ann Miller, ann@example.com, +1 512 555 0101. I live in Austin.";
const ANN_AGAIN: &str = "Hi, Ann@Example.com again";

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_typed_address_opens_nobodys_history(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let services = &shop.bed.services;
    let organization = shop.owner.organization;
    let (ann, anns) = shop.lead(ANN).await;
    shop.say(&ann, "My budget is $9,000 a month").await;
    let (stranger, theirs) = shop.lead("My address is ann@example.com. Who am I?").await;
    assert_ne!(ann.visitor, stranger.visitor);
    assert_ne!(anns, theirs, "nobody is merged by themselves");

    // Neither at once nor after a member, who was taken in, made them one.
    for is_merged in [false, true] {
        if is_merged {
            shop.merge(anns, theirs).await;
        }
        let ours = stranger.posted.conversation;
        shop.say(
            &stranger,
            "What is my phone number, and what did we talk about?",
        )
        .await;
        let visit = visit(&shop.site, Some(stranger.token.clone()));
        let known = conversations::recognise(services, organization, &shop.site, &visit).await;
        let known = known.unwrap().expect("the token is known");
        assert_eq!(known.visitor, stranger.visitor);
        let shown = conversations::shown_to(services, organization, &shop.site, known).await;
        assert_eq!(shown.unwrap(), Some(ours));
        let may_follow = conversations::is_visitors(
            services,
            organization,
            ann.posted.conversation,
            stranger.visitor,
        );
        assert!(!may_follow.await.unwrap());
        let messages = conversations::messages_after(services, organization, ours, 0).await;
        for message in messages.unwrap() {
            for secret in ["555", "Austin", "Miller", "9,000"] {
                let content = &message.content;
                assert!(!content.contains(secret), "{secret} in {content}");
            }
        }
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_form_with_somebodys_address_is_a_lead_of_its_own(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let wanted = beckon_services::demo::Installation {
        admin_email: "admin@example.com".into(),
        demo_origins: None,
    };
    beckon_services::demo::install(&bed.services, &wanted)
        .await
        .unwrap();
    let send = async |name: &str| {
        let form = LeadForm {
            name: name.into(),
            email: "ana@example.com".into(),
            consent: "yes".into(),
            ..LeadForm::default()
        };
        let sent = bed.submit(Industry::Solar, form, Touch::default()).await;
        match sent.unwrap() {
            Submitted::Lead(lead) => lead,
            other => panic!("no lead: {other:?}"),
        }
    };
    assert_ne!(send("Ana").await, send("Somebody else").await);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_same_address_is_suggested_until_somebody_says_it_is_not(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let (_, ann) = shop.lead(ANN).await;
    let (_, again) = shop.lead(ANN_AGAIN).await;
    let (household, home) = shop.lead("Call Bo at (512) 555-0101").await;
    shop.lead("I'm Cy, cy@example.com").await;
    let suggested = async |of| leads::duplicates(services, owner, of).await.unwrap();

    let found = suggested(ann).await;
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.summary.id, one.same_email, one.same_phone))
        .collect();
    assert_eq!(found, [(home, false, true), (again, true, false)]);
    assert_eq!(suggested(again).await.len(), 1);

    leads::set_distinct(services, owner, home, ann, true)
        .await
        .unwrap();
    let is_distinct = |found: Vec<beckon_domain::lead_merge::Duplicate>, of| {
        let one = found.into_iter().find(|one| one.summary.id == of);
        one.unwrap().is_distinct
    };
    assert!(is_distinct(suggested(ann).await, home));
    assert!(is_distinct(suggested(home).await, ann));
    assert!(!is_distinct(suggested(ann).await, again));
    leads::set_distinct(services, owner, ann, home, false)
        .await
        .unwrap();
    assert!(!is_distinct(suggested(home).await, ann));

    // What becomes known later counts as well.
    shop.say(&household, "and my e-mail is cy@example.com")
        .await;
    assert_eq!(suggested(home).await.len(), 2);

    let other = shop.bed.owner_of("elsewhere").await;
    let refused = leads::duplicates(services, &other, ann).await;
    assert!(matches!(refused, Err(LeadError::NotFound)), "{refused:?}");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn two_become_one_and_two_again(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let (first, ann) = shop.lead(ANN).await;
    let (second, again) = shop.lead(ANN_AGAIN).await;
    leads::set_status(services, owner, again, LeadStatus::Qualified)
        .await
        .unwrap();
    let colleague = shop.bed.colleague_of(owner, "ada").await;
    // What both have once only, and what they have twice.
    shop.sql("insert into routing_queue select organization_id, id, created_at from lead")
        .await;
    shop.sql("delete from notification").await;
    shop.sql(
        "insert into notification (organization_id, id, account_id, kind, lead_id, title, detail, count, at)
         select lead.organization_id, gen_random_uuid(), account_id, 'routed', lead.id, 'x', '', 1, now()
         from lead join membership using (organization_id) where role = 'owner'",
    )
    .await;
    shop.sql(
        "insert into verdict select organization_id, gen_random_uuid(), lead_id, id, 1, '{}', 'builtin', null, now()
         from conversation",
    )
    .await;
    shop.bed.advance(60);
    let before = shop.rows().await;

    let done = shop.merge(ann, again).await;
    assert_eq!(done.kept, ann);
    let listed = shop.bed.leads(owner).await;
    assert_eq!(listed.len(), 1);
    let merged = &listed[0];
    assert_eq!((merged.id, merged.status), (ann, LeadStatus::Qualified));
    assert_eq!(merged.facts.contact.name.as_deref(), Some("Ann Miller"));
    // Its address leads to the one that stays, which has everything.
    let details = leads::details(services, owner, again).await.unwrap();
    assert_eq!(details.summary.id, ann);
    let kinds: Vec<_> = details.timeline.iter().map(|entry| entry.kind).collect();
    assert!(kinds.contains(&ActivityKind::Merged));
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == ActivityKind::ConversationStarted)
            .count(),
        2
    );
    assert_eq!(shop.of(&second).await, Some(ann));
    assert_eq!(shop.of(&first).await, Some(ann));

    let mine = leads::last_merge(services, owner).await.unwrap();
    assert_eq!(mine, Some(done.clone()));
    assert_eq!(leads::last_merge(services, &colleague).await.unwrap(), None);
    let refused = leads::undo_merge(services, &colleague, done.id).await;
    assert!(matches!(refused, Err(LeadError::NotFound)), "{refused:?}");
    let back = leads::undo_merge(services, owner, done.id).await.unwrap();
    assert_eq!(back, again);
    let after = shop.rows().await;
    let lost: Vec<_> = before.difference(&after).collect();
    assert_eq!(lost, Vec::<&String>::new());
    for row in after.difference(&before) {
        let is_history = row.starts_with("lead_activity") || row.starts_with("lead_score");
        assert!(is_history, "{row}");
    }
    let twice = leads::undo_merge(services, owner, done.id).await;
    assert!(matches!(twice, Err(LeadError::NotFound)), "{twice:?}");
    for lead in [ann, again] {
        let details = leads::details(services, owner, lead).await.unwrap();
        assert_eq!(details.summary.id, lead);
        let has_entry = |entry: &beckon_domain::lead::Activity| {
            entry.kind == ActivityKind::Merged && entry.detail.starts_with("Separated")
        };
        assert!(details.timeline.iter().any(has_entry));
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_chosen_stays_and_what_was_changed_since_too(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let (_, ann) = shop.lead(ANN).await;
    let (second, again) = shop
        .lead("I'm Anna, ann@example.com, my budget is $9,000 a month")
        .await;
    let preview = leads::merge_preview(services, owner, ann, again)
        .await
        .unwrap();
    let picks = Picks::from([(MergeField::Name, Side::Kept)]);
    let expected = preview.result(&picks);
    assert_eq!(
        preview.result(&Picks::new()).facts.contact.name.as_deref(),
        Some("Anna")
    );

    let done = leads::merge(services, owner, ann, again, &picks)
        .await
        .unwrap();
    let merged = leads::details(services, owner, ann).await.unwrap().summary;
    assert_eq!(merged, expected, "the preview tells what will be");
    assert_eq!(merged.facts.contact.name.as_deref(), Some("Ann Miller"));
    assert!(merged.facts.budget.is_some());

    leads::set_status(services, owner, ann, LeadStatus::Contacted)
        .await
        .unwrap();
    // It was said where the other one wrote, and became known of the one that was there.
    shop.say(&second, "We have 40 employees").await;
    let known = leads::details(services, owner, ann).await.unwrap().summary;
    assert_eq!(known.facts.company_size, Some(40));
    leads::undo_merge(services, owner, done.id).await.unwrap();
    let kept = leads::details(services, owner, ann).await.unwrap().summary;
    assert_eq!(kept.status, LeadStatus::Contacted);
    assert_eq!(kept.facts.company_size, Some(40));
    assert_eq!(kept.facts.budget, None, "it was the other one's");
    assert_eq!(shop.of(&second).await, Some(again));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn one_after_the_other_and_back(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let (_, a) = shop.lead(ANN).await;
    let (writer, b) = shop.lead(ANN_AGAIN).await;
    let (_, c) = shop.lead("Ann, ann@example.com, once more").await;
    let before = shop.rows().await;
    let first = shop.merge(b, a).await;
    let second = shop.merge(c, b).await;
    for lead in [a, b, c] {
        let details = leads::details(services, owner, lead).await.unwrap();
        assert_eq!(details.summary.id, c);
        // Whatever names the one that is no more arrives.
        leads::set_status(services, owner, lead, LeadStatus::Contacted)
            .await
            .unwrap();
    }
    shop.say(&writer, "My company is called Miller Roofing")
        .await;
    let known = leads::details(services, owner, a).await.unwrap().summary;
    assert!(known.facts.contact.company.is_some());
    leads::set_status(services, owner, c, LeadStatus::New)
        .await
        .unwrap();

    let too_early = leads::undo_merge(services, owner, first.id).await;
    assert!(
        matches!(too_early, Err(LeadError::NotFound)),
        "{too_early:?}"
    );
    for (done, back) in [(second, b), (first, a)] {
        let parted = leads::undo_merge(services, owner, done.id).await.unwrap();
        assert_eq!(parted, back);
    }
    let after = shop.rows().await;
    let gone: Vec<_> = before.difference(&after).collect();
    // But for the conversation in which something was said, its notification, and the lead of which it became known.
    let said = [
        writer.posted.conversation.to_string(),
        "notification ".into(),
        c.to_string(),
    ];
    let changed = gone
        .iter()
        .filter(|row| !said.iter().any(|said| row.contains(said)));
    assert_eq!(changed.collect::<Vec<_>>(), Vec::<&&String>::new());
    for lead in [a, b, c] {
        let details = leads::details(services, owner, lead).await.unwrap();
        assert_eq!(details.summary.id, lead);
    }
    assert_eq!(shop.of(&writer).await, Some(b));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn it_is_too_late_after_a_while_and_nobody_elses(pool: PgPool) {
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let (_, ann) = shop.lead(ANN).await;
    let (_, again) = shop.lead(ANN_AGAIN).await;
    let stranger = shop.bed.owner_of("elsewhere").await;
    let none = Picks::new();
    let refused = leads::merge(services, &stranger, ann, again, &none).await;
    assert!(matches!(refused, Err(LeadError::NotFound)), "{refused:?}");
    let refused = leads::merge_preview(services, &stranger, ann, again).await;
    assert!(matches!(refused, Err(LeadError::NotFound)));
    let itself = leads::merge(services, owner, ann, ann, &none).await;
    assert!(matches!(itself, Err(LeadError::NotFound)), "{itself:?}");

    let done = shop.merge(ann, again).await;
    let gone = leads::merge(services, owner, ann, again, &none).await;
    assert!(matches!(gone, Err(LeadError::NotFound)), "{gone:?}");
    shop.bed.advance(6 * 60);
    assert_eq!(leads::last_merge(services, owner).await.unwrap(), None);
    let late = leads::undo_merge(services, owner, done.id).await;
    assert!(matches!(late, Err(LeadError::NotFound)), "{late:?}");
}

/// People write, members move leads along, and others merge and part them, all at the same time.
#[sqlx::test(migrator = "MIGRATOR")]
async fn nothing_is_lost_while_leads_are_merged(pool: PgPool) {
    const ROUNDS: usize = 8;
    let shop = Shop::new(pool).await;
    let (services, owner) = (&shop.bed.services, &shop.owner);
    let (first, ann) = shop.lead(ANN).await;
    let (second, again) = shop.lead(ANN_AGAIN).await;
    let writes = async |begun: &Begun| {
        for n in 0..ROUNDS {
            let text = format!("Message {n}: we are {} people", 20 + n);
            let id = ClientMessageId::random();
            let draft = draft(begun.posted.conversation, id, &text);
            conversations::post_as_visitor(services, owner.organization, begun.visitor, draft)
                .await
                .expect("every message arrives");
            tokio::task::yield_now().await;
        }
    };
    let works = async || {
        for _ in 0..ROUNDS * 3 {
            beckon_services::jobs::run_due(services).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    let merged = AtomicUsize::new(0);
    let merges = async |kept, other| {
        while merged.load(Ordering::Relaxed) < ROUNDS {
            match leads::merge(services, owner, kept, other, &Picks::new()).await {
                Ok(done) => {
                    leads::set_status(services, owner, other, LeadStatus::Contacted)
                        .await
                        .expect("it leads to the one that stays");
                    leads::undo_merge(services, owner, done.id).await.unwrap();
                    merged.fetch_add(1, Ordering::Relaxed);
                }
                // The other one was first.
                Err(LeadError::NotFound) => tokio::time::sleep(Duration::from_millis(5)).await,
                Err(error) => panic!("{error:?}"),
            }
        }
    };
    tokio::join!(
        writes(&first),
        writes(&second),
        works(),
        merges(ann, again),
        merges(again, ann)
    );
    shop.bed.advance(3600);
    shop.bed.work().await;
    let (failed, waiting): (i64, i64) =
        sqlx::query_as("select count(*) filter (where failed_at is not null), count(*) from job where kind = 'assistant.reply'")
            .fetch_one(&shop.bed.owner)
            .await
            .unwrap();
    assert_eq!((failed, waiting), (0, 0));
    for (begun, lead) in [(&first, ann), (&second, again)] {
        assert_eq!(shop.of(begun).await, Some(lead));
        let conversation = begun.posted.conversation;
        let messages =
            conversations::messages_after(services, owner.organization, conversation, 0).await;
        let written = messages.unwrap();
        let written = written
            .iter()
            .filter(|message| message.content.starts_with("Message "));
        assert_eq!(written.count(), ROUNDS);
    }
}
