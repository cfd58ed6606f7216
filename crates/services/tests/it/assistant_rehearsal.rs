//! Conversations that are replayed with a site's assistant.

use beckon_assistant::replay::Line;
use beckon_domain::assistant::{AssistantSection, Engine};
use beckon_domain::widget::Language;
use beckon_services::assistant::knowledge::{self, NewKnowledge};
use beckon_services::assistant::rehearsal::Rehearsal;
use beckon_services::assistant::settings::{change, state};
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

    let leads = bed.leads(&owner).await;
    assert!(leads.is_empty());
    let used = state(services, &owner, site.id).await.unwrap().used;
    assert_eq!(used.calls, 3, "what it costs is counted");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn anthropic_rehearses_in_place_of_the_sites_own_engine(pool: PgPool) {
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
    let rules = AssistantSection::Rules("Never quote a price.".to_owned());
    change(&bed.services, &owner, site.id, rules).await.unwrap();
    let noted = r#"{"name":"Ada Byron"}"#;
    let asked = r#"{"query":"warranty"}"#;
    let script = [
        Said::Calls(
            "One moment.",
            vec![("note_lead_details", noted), ("search_knowledge", asked)],
        ),
        Said::Text("Ten years, Ada."),
        Said::Status(529),
        Said::Status(529),
    ];
    // The site's own engine is another, with a model of its own.
    let model = Model::answer_for(&mut bed, &owner, site.id, script).await;
    let (services, key) = (&bed.services, site.key.to_string());
    let engine = Some(Engine::Anthropic);
    let mut rehearsal = Rehearsal::of_site(services, &key, engine).await.unwrap();

    let first = rehearsal
        .answer(services, line("I'm Ada Byron. What warranty do you give?"))
        .await
        .unwrap();
    assert!(first.answer.reply.ends_with("Ten years, Ada."), "{first:?}");
    assert_eq!(first.instead_of, None);
    assert_eq!(first.answer.lead.name.as_deref(), Some("Ada Byron"));
    let requests = model.requests();
    assert_eq!(requests[0]["model"], Engine::Anthropic.default_model());
    let instructions = requests[0]["system"].to_string();
    assert!(
        instructions.contains("Never quote a price."),
        "{instructions}"
    );
    let told = requests[1]["messages"].to_string();
    assert!(
        told.contains("tool_result") && told.contains("ten years"),
        "{told}"
    );

    let second = rehearsal
        .answer(services, line("as soon as possible"))
        .await
        .unwrap();
    assert_eq!(second.instead_of, engine, "it was overloaded twice");
    assert!(!second.answer.reply.is_empty());
    let leads = bed.leads(&owner).await;
    assert!(leads.is_empty(), "nothing is kept");
    let used = state(services, &owner, site.id).await.unwrap().used;
    // Of those that were refused, nothing is used.
    assert_eq!((used.tokens_in, used.tokens_out), (2_000, 200));
    assert!(used.cost_micros > 0);
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
