//! Conversations that are replayed with a site's assistant.

use beckon_assistant::replay::Line;
use beckon_domain::assistant::Engine;
use beckon_domain::widget::Language;
use beckon_services::assistant::knowledge::{self, NewKnowledge};
use beckon_services::assistant::rehearsal::Rehearsal;
use beckon_services::assistant::settings::state;
use beckon_services::leads::{self, LeadFilter};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;
use crate::model::{Model, Said};

fn line(text: &str) -> Line {
    Line {
        conversation: "a".to_owned(),
        text: text.to_owned(),
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_sites_knowledge_and_model_answer_and_nothing_is_kept(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let entry = NewKnowledge {
        language: Language::En,
        title: "Warranty".to_owned(),
        content: "Every roof comes with a warranty of ten years.".to_owned(),
        source: String::new(),
    };
    knowledge::save(&bed.services, &owner, site.id, None, entry)
        .await
        .unwrap();
    let script = [
        Said::Text("Hello Ada!"),
        Said::Status(500),
        Said::Status(500),
    ];
    let model = Model::answer_for(&mut bed, &owner, site.id, script).await;
    let services = &bed.services;

    let key = site.key.to_string();
    let mut by_model = Rehearsal::of_site(services, &key, None).await.unwrap();
    let first = by_model
        .answer(services, line("I'm Ada Byron, ada@example.com"))
        .await
        .unwrap();
    assert_eq!(first.answer.reply, "Hello Ada!");
    assert_eq!(first.answer.lead.name.as_deref(), Some("Ada Byron"));
    assert_eq!(first.instead_of, None);
    let second = by_model
        .answer(services, line("as soon as possible"))
        .await
        .unwrap();
    assert_eq!(
        second.instead_of,
        Some(Engine::Openai),
        "it failed twice, and that is told"
    );
    assert!(!second.answer.reply.is_empty());
    assert_eq!(model.requests().len(), 3);
    let said = &model.requests()[1]["messages"];
    assert!(
        said.to_string().contains("Hello Ada!"),
        "it is told what was said: {said}"
    );

    let mut by_itself = Rehearsal::of_site(services, &key, Some(Engine::Builtin))
        .await
        .unwrap();
    let asked = by_itself
        .answer(services, line("What warranty do you give?"))
        .await
        .unwrap();
    assert!(
        asked.answer.reply.contains("ten years"),
        "{}",
        asked.answer.reply
    );
    assert_eq!(asked.instead_of, None);

    let leads = leads::list(services, &owner, &LeadFilter::default(), None)
        .await
        .unwrap();
    assert!(leads.is_empty());
    let used = state(services, &owner, site.id).await.unwrap().used;
    assert_eq!(used.calls, 3, "what it costs is counted");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_missing_is_said(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let refused = async |key: &str, engine| {
        let rehearsal = Rehearsal::of_site(&bed.services, key, engine).await;
        rehearsal
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    assert!(
        refused("shop", None)
            .await
            .contains("no site with the key `shop`")
    );
    assert!(
        refused("bk_aaaaaaaaaaaaaaaaaaaa", None)
            .await
            .contains("no site")
    );
    let key = site.key.to_string();
    let no_key = refused(&key, Some(Engine::Anthropic)).await;
    assert!(no_key.contains("ANTHROPIC_API_KEY"), "{no_key}");
}
