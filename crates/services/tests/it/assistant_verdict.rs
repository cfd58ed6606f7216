use beckon_domain::account::Identity;
use beckon_domain::assistant::{DatedVerdict, Engine};
use beckon_domain::conversation::ConversationStatus;
use beckon_domain::id::ConversationId;
use beckon_services::{assistant, conversations, jobs};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;
use crate::model::{Model, Said};

const GOOD: &str = r#"{"score":81,"buying_intent":"high","pain_points":["high bills"],"objections":[],"next_steps":["Call"],"red_flags":[],"summary":"Ready."}"#;

async fn verdicts(bed: &Bed, owner: &Identity) -> Vec<DatedVerdict> {
    while jobs::run_outside(&bed.services).await.unwrap() > 0 {}
    let leads = bed.leads(owner).await;
    assistant::verdicts(&bed.services, owner, leads[0].id)
        .await
        .unwrap()
}

async fn conversation(
    bed: &Bed,
    owner: &Identity,
    site: &beckon_domain::site::Site,
) -> ConversationId {
    let text = "I'm Ada Byron, ada@example.com. My bills are too high, I want to begin right away.";
    let begun = bed.conversation(owner, site, text).await;
    bed.work().await;
    begun.posted.conversation
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_quiet_conversation_is_judged_by_rules_without_a_model(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    conversation(&bed, &owner, &site).await;
    assert!(
        verdicts(&bed, &owner).await.is_empty(),
        "it is not quiet yet"
    );
    bed.advance(601);
    let judged = verdicts(&bed, &owner).await;
    assert_eq!((judged.len(), judged[0].engine), (1, Engine::Builtin));
    assert!(judged[0].verdict.summary.contains("Ada Byron"));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_models_verdict_is_validated_and_asked_for_twice_at_most(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let script = [
        Said::Text("Hello!"),
        Said::Text("About 80, I'd say."),
        Said::Text(GOOD),
    ];
    let model = Model::answer_for(&mut bed, &owner, site.id, script).await;
    let id = conversation(&bed, &owner, &site).await;
    let closed = ConversationStatus::Closed;
    conversations::set_status(&bed.services, &owner, id, closed)
        .await
        .unwrap();
    let judged = verdicts(&bed, &owner).await;
    assert_eq!(
        (judged[0].verdict.score, judged[0].engine),
        (81, Engine::Openai)
    );
    let requests = model.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(
        requests[1]["response_format"]["json_schema"]["name"],
        "verdict"
    );

    model.say([
        Said::Text("Hello again!"),
        Said::Text(r#"{"score":900}"#),
        Said::Text("no"),
    ]);
    let id = conversation(&bed, &owner, &site).await;
    conversations::set_status(&bed.services, &owner, id, closed)
        .await
        .unwrap();
    let judged = verdicts(&bed, &owner).await;
    assert_eq!(judged[0].engine, Engine::Builtin);
    assert_eq!(model.requests().len(), 6);
}
