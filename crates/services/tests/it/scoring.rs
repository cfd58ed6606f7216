use beckon_domain::account::{Identity, Role};
use beckon_domain::condition::{Condition, Field, Operator};
use beckon_domain::id::LeadId;
use beckon_domain::lead::LeadStatus;
use beckon_domain::score::{Cause, RulesError, Score, ScoreCause, ScoreRule, ScoreRules};
use beckon_services::leads::{self, ScoringError};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

const DAY: i64 = 24 * 60 * 60;

fn rule(field: Field, operator: Operator, value: &str, points: i32) -> ScoreRule {
    ScoreRule {
        name: format!("{points} for {}", field.as_str()),
        condition: Condition::new(field, operator, value).unwrap(),
        points,
        each_at_most: None,
        fades_in_days: None,
        is_active: true,
    }
}

fn rules(rules: Vec<ScoreRule>) -> ScoreRules {
    ScoreRules {
        rules,
        ..ScoreRules::default()
    }
}

/// A lead that came through the chat.
async fn lead(bed: &Bed, owner: &Identity) -> LeadId {
    let site = bed.site_of(owner).await;
    let begun = bed
        .conversation(owner, &site, "I'm Bob from Austin, bob@example.com")
        .await;
    bed.work().await;
    let conversation = begun.posted.conversation;
    let line = beckon_services::conversations::find(&bed.services, owner, conversation).await;
    line.unwrap().lead.unwrap()
}

async fn score(bed: &Bed, owner: &Identity, lead: LeadId) -> Score {
    let details = leads::details(&bed.services, owner, lead).await.unwrap();
    details.summary.score
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn changed_rules_are_followed_by_every_lead_and_its_history(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let id = lead(&bed, &owner).await;
    let before = score(&bed, &owner, id).await;

    let texas = rule(Field::Location, Operator::Contains, "austin", 12);
    let revision = leads::set_rules(&bed.services, &owner, &rules(vec![texas]), 0)
        .await
        .unwrap();
    assert_eq!(revision, 1);
    let waiting = leads::scoring(&bed.services, &owner)
        .await
        .unwrap()
        .rescoring
        .unwrap();
    assert_eq!(
        (waiting.done, waiting.of, waiting.finished_at),
        (0, 1, None)
    );
    bed.work().await;

    let after = score(&bed, &owner, id).await;
    assert_eq!(after.value, before.value + 12);
    let last = after.reasons.last().unwrap();
    assert_eq!(last.cause, Cause::Rule("12 for location".to_owned()));
    let done = leads::scoring(&bed.services, &owner).await.unwrap();
    let rescoring = done.rescoring.unwrap();
    assert_eq!((rescoring.done, rescoring.of), (1, 1));
    assert!(rescoring.finished_at.is_some());
    let history = leads::score_history(&bed.services, &owner, id)
        .await
        .unwrap();
    let told: Vec<(u8, ScoreCause)> = history
        .iter()
        .map(|change| (change.score.value, change.cause))
        .collect();
    assert_eq!(
        told,
        [
            (after.value, ScoreCause::Rules),
            (before.value, ScoreCause::Activity)
        ]
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_an_editor_previews_is_what_leads_get(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let id = lead(&bed, &owner).await;
    let wanted = rules(vec![
        rule(Field::Industry, Operator::Equals, "solar", 30),
        ScoreRule {
            each_at_most: Some(9),
            ..rule(Field::PageViews, Operator::GreaterThan, "0", -4)
        },
        rule(Field::Status, Operator::Equals, "new", 5),
    ]);
    let samples = leads::samples(&bed.services, &owner).await.unwrap();
    assert_eq!(samples.len(), 1);
    assert_eq!(samples[0].title, "Bob");
    let previewed = Score::with_rules(&samples[0].profile, &wanted);
    leads::set_rules(&bed.services, &owner, &wanted, 0)
        .await
        .unwrap();
    bed.work().await;
    assert_eq!(score(&bed, &owner, id).await, previewed);

    leads::set_status(&bed.services, &owner, id, LeadStatus::Contacted)
        .await
        .unwrap();
    assert_eq!(
        score(&bed, &owner, id).await.value,
        previewed.value - 5,
        "the status is one of the fields"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn points_fade_while_nothing_is_heard(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let id = lead(&bed, &owner).await;
    let before = score(&bed, &owner, id).await.value;
    let fading = ScoreRule {
        fades_in_days: Some(10),
        ..rule(Field::Email, Operator::IsKnown, "", 20)
    };
    leads::set_rules(&bed.services, &owner, &rules(vec![fading]), 0)
        .await
        .unwrap();
    bed.work().await;
    assert_eq!(score(&bed, &owner, id).await.value, before + 20);

    bed.advance(5 * DAY);
    bed.work().await;
    assert_eq!(score(&bed, &owner, id).await.value, before + 10);
    bed.advance(30 * DAY);
    bed.work().await;
    assert_eq!(score(&bed, &owner, id).await.value, before);
    let causes = leads::score_history(&bed.services, &owner, id)
        .await
        .unwrap();
    let causes: Vec<ScoreCause> = causes.into_iter().map(|change| change.cause).collect();
    assert_eq!(
        causes,
        [
            ScoreCause::Time,
            ScoreCause::Time,
            ScoreCause::Rules,
            ScoreCause::Activity
        ]
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn rules_are_changed_by_admins_one_after_the_other(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let agent = bed.colleague_of(&owner, "ann").await;
    assert_eq!(agent.role, Role::Agent);
    let some = rules(vec![rule(Field::Phone, Operator::IsKnown, "", 5)]);
    let refused = leads::set_rules(&bed.services, &agent, &some, 0).await;
    assert!(matches!(refused, Err(ScoringError::NotAllowed)));
    assert!(
        !leads::scoring(&bed.services, &agent)
            .await
            .unwrap()
            .may_change
    );

    assert_eq!(
        leads::set_rules(&bed.services, &owner, &some, 0)
            .await
            .unwrap(),
        1
    );
    let late = leads::set_rules(&bed.services, &owner, &some, 0).await;
    assert!(matches!(late, Err(ScoringError::Changed)));
    let early = leads::set_rules(&bed.services, &owner, &some, 2).await;
    assert!(matches!(early, Err(ScoringError::Changed)));
    assert_eq!(
        leads::set_rules(&bed.services, &owner, &some, 1)
            .await
            .unwrap(),
        2
    );

    let wrong = rules(vec![ScoreRule {
        points: 0,
        ..some.rules[0].clone()
    }]);
    let refused = leads::set_rules(&bed.services, &owner, &wrong, 2).await;
    assert!(matches!(
        refused,
        Err(ScoringError::Rules(RulesError::Rule { at: 0, .. }))
    ));
    assert_eq!(
        leads::scoring(&bed.services, &owner).await.unwrap().rules,
        some
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn scoring_anew_goes_on_from_batch_to_batch_and_stops_for_newer_rules(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let first = lead(&bed, &owner).await;
    // More than two batches of leads like the first one.
    sqlx::query(
        "insert into lead (organization_id, id, site_id, industry, source, first_touch, last_touch, score, score_reasons, location, created_at)
         select organization_id, gen_random_uuid(), site_id, industry, source, first_touch, last_touch, 0, '[]', 'Austin', created_at
         from lead, generate_series(1, 1200) where id = $1",
    )
    .bind(first.0)
    .execute(&bed.owner)
    .await
    .unwrap();
    let old = rules(vec![rule(
        Field::Location,
        Operator::Contains,
        "austin",
        12,
    )]);
    let new = rules(vec![rule(Field::Location, Operator::Contains, "austin", 7)]);
    leads::set_rules(&bed.services, &owner, &old, 0)
        .await
        .unwrap();
    // One batch by the old rules, all by the new ones.
    beckon_services::jobs::run_due(&bed.services).await.unwrap();
    let half = leads::scoring(&bed.services, &owner)
        .await
        .unwrap()
        .rescoring
        .unwrap();
    assert_eq!((half.done, half.of, half.finished_at), (500, 1_201, None));
    leads::set_rules(&bed.services, &owner, &new, 1)
        .await
        .unwrap();
    bed.work().await;
    let done = leads::scoring(&bed.services, &owner)
        .await
        .unwrap()
        .rescoring
        .unwrap();
    assert_eq!((done.done, done.of), (1_201, 1_201));
    let others: i64 = sqlx::query_scalar(
        r#"select count(*) from lead where not score_reasons @> '[{"rule": "7 for location", "points": 7}]'"#,
    )
    .fetch_one(&bed.owner)
    .await
    .unwrap();
    assert_eq!(others, 0);
}
