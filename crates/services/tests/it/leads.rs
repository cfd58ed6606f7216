use beckon_domain::attribution::Touch;
use beckon_domain::form::LeadForm;
use beckon_domain::id::ClientMessageId;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{LeadSource, LeadStatus, LeadSummary, Timeline};
use beckon_domain::lead_list::{Asked, LeadQuery};
use beckon_domain::score::{Cause, Factor};
use beckon_services::leads::{self, LeadError};
use beckon_services::{conversations, dashboard};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, draft};

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_conversation_becomes_a_scored_lead(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let text = "Hi, I'm Maria Lopez, maria@example.com. I want solar right away, about $6k a month. It's my decision.";
    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            text,
        )
        .await
        .unwrap();
    bed.work().await;

    let line = conversations::find(&bed.services, &owner, begun.posted.conversation)
        .await
        .unwrap();
    assert_eq!(line.title, "Maria Lopez");
    let details = leads::details(&bed.services, &owner, line.lead.unwrap())
        .await
        .unwrap();
    let facts = &details.summary.facts;
    assert_eq!(
        facts.contact.email.as_ref().unwrap().as_str(),
        "maria@example.com"
    );
    assert_eq!(facts.budget.unwrap().monthly_cents(), Some(600_000));
    assert_eq!(facts.timeline, Some(Timeline::Immediate));
    assert_eq!(details.summary.source, LeadSource::AiChat);
    assert_eq!(details.conversation, Some(begun.posted.conversation));
    let factors: Vec<Factor> = details
        .summary
        .score
        .reasons
        .iter()
        .filter_map(|reason| match reason.cause {
            Cause::Factor(factor) => Some(factor),
            _ => None,
        })
        .collect();
    // The bed's visitor saw three pages in two minutes.
    assert_eq!(
        factors,
        [
            Factor::TargetIndustry,
            Factor::PageViews,
            Factor::TimeOnSite,
            Factor::Conversation,
            Factor::Budget,
            Factor::Timeline,
            Factor::DecisionMaker
        ]
    );
    assert_eq!(details.summary.score.value, 10 + 6 + 2 + 10 + 20 + 15 + 20);
    assert_eq!(line.score, Some(details.summary.score.value));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_said_later_is_noted_and_scored(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "I'm Bob, bob@example.com",
        )
        .await
        .unwrap();
    bed.work().await;
    let conversation = begun.posted.conversation;
    let lead = conversations::find(&bed.services, &owner, conversation)
        .await
        .unwrap()
        .lead
        .unwrap();
    let before = leads::details(&bed.services, &owner, lead)
        .await
        .unwrap()
        .summary
        .score
        .value;

    bed.advance(60);
    let id = ClientMessageId::random();
    conversations::post_as_visitor(
        &bed.services,
        owner.organization,
        begun.visitor,
        draft(conversation, id, "As soon as possible!"),
    )
    .await
    .unwrap();
    bed.work().await;
    let after = leads::details(&bed.services, &owner, lead).await.unwrap();
    assert_eq!(
        after.summary.score.value,
        before + 15 + 10,
        "immediate, and answered within an hour"
    );
    assert!(
        after
            .timeline
            .iter()
            .any(|entry| entry.detail == "timeline")
    );
}

/// A turn of the assistant is one transaction: taken again, it finds nothing to do.
#[sqlx::test(migrator = "MIGRATOR")]
async fn the_assistant_answers_once(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    sqlx::query(
        "insert into job (organization_id, id, kind, payload, run_at, created_at)
         select organization_id, gen_random_uuid(), kind, payload, run_at, created_at from job",
    )
    .execute(&bed.owner)
    .await
    .unwrap();
    bed.work().await;
    bed.work().await;
    let history = conversations::history(&bed.services, &owner, begun.posted.conversation)
        .await
        .unwrap();
    assert_eq!(history.len(), 3);
    let left: i64 = sqlx::query_scalar("select count(*) from job where kind = 'assistant.reply'")
        .fetch_one(&bed.owner)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_job_that_fails_is_tried_again_later_and_kept_in_the_end(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    sqlx::query(
        "insert into job (organization_id, id, kind, payload, run_at, created_at) values ($1, gen_random_uuid(), 'unknown', '{}', to_timestamp(0), now())",
    )
    .bind(owner.organization.0)
    .execute(&bed.owner)
    .await
    .unwrap();
    for _ in 0..30 {
        bed.work().await;
        bed.advance(4 * 3600 + 1);
    }
    let (attempts, error, failed): (i32, String, bool) =
        sqlx::query_as("select attempts, last_error, failed_at is not null from job")
            .fetch_one(&bed.owner)
            .await
            .unwrap();
    assert_eq!(
        (attempts, error.as_str(), failed),
        (12, "no such kind of job", true)
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_form_without_the_platform_has_nowhere_to_go(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let form = LeadForm {
        name: "Ana".into(),
        email: "ana@example.com".into(),
        consent: "yes".into(),
        ..LeadForm::default()
    };
    let result = bed.submit(Industry::Solar, form, Touch::default()).await;
    assert!(matches!(result, Err(LeadError::NotFound)));
    let empty = bed
        .submit(Industry::Solar, LeadForm::default(), Touch::default())
        .await;
    assert!(matches!(empty, Err(LeadError::Form(errors)) if errors.len() == 3));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn lists_are_paged_searched_and_moved_along(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    for n in 0..60 {
        bed.advance(1);
        let text = format!("I'm Person {n}, person{n}@example.com");
        bed.begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            &text,
        )
        .await
        .unwrap();
        bed.work().await;
    }
    let everything = LeadQuery::default();
    let first = leads::page(&bed.services, &owner, &everything)
        .await
        .unwrap();
    let next = first.next.as_ref().unwrap();
    let second = leads::page(&bed.services, &owner, next).await.unwrap();
    assert_eq!((first.leads.len(), second.leads.len()), (50, 10));
    assert_eq!(second.next, None);
    let is_twice = |lead: &LeadSummary| second.leads.iter().any(|other| other.id == lead.id);
    assert!(!first.leads.iter().any(is_twice));

    let search = LeadQuery {
        search: "PERSON7@".into(),
        ..LeadQuery::default()
    };
    let found = leads::page(&bed.services, &owner, &search).await.unwrap();
    let found = found.leads;
    assert_eq!(found.len(), 1);
    for _ in 0..2 {
        leads::set_status(&bed.services, &owner, found[0].id, LeadStatus::Converted)
            .await
            .unwrap();
    }
    let converted = Asked::read([("status", "converted")]).query;
    let listed = leads::page(&bed.services, &owner, &converted).await;
    assert_eq!(listed.unwrap().leads.len(), 1);
    let details = leads::details(&bed.services, &owner, found[0].id)
        .await
        .unwrap();
    assert_eq!(
        details
            .timeline
            .iter()
            .filter(|entry| entry.detail == "New → Converted")
            .count(),
        1
    );

    let figures = dashboard::figures(&bed.services, &owner).await.unwrap();
    assert_eq!(
        (figures.total, figures.converted, figures.per_day.len()),
        (60, 1, 30)
    );
    assert_eq!(figures.per_day.iter().map(|day| day.count).sum::<i64>(), 60);
    let other = bed.owner_of("other").await;
    assert_eq!(bed.leads(&other).await, []);
}
