use beckon_domain::account::Role;
use beckon_domain::assistant::{
    AssistantError, AssistantField, AssistantSection, BaseUrl, Engine, Question, Tone, Usage,
};
use beckon_domain::widget::Language;
use beckon_integrations::provider::ProviderKey;
use beckon_services::assistant::knowledge::{self, NewKnowledge};
use beckon_services::assistant::settings::{change, set_key, state};
use beckon_services::assistant::{AssistantServiceError, ProviderAccount, Providers};
use beckon_store::MIGRATOR;
use beckon_store::assistant::{knowledge as known, usage};
use sqlx::PgPool;

use crate::bed::Bed;

fn engine(engine: Engine, base_url: &str) -> AssistantSection {
    AssistantSection::Engine {
        engine,
        model: String::new(),
        base_url: base_url.to_owned(),
        input_price: String::new(),
        output_price: String::new(),
        budget: "20".to_owned(),
    }
}

fn field_error(error: AssistantServiceError) -> (AssistantField, AssistantError) {
    match error {
        AssistantServiceError::Field(error) => (error.field, error.error),
        other => panic!("{other}"),
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn sections_are_changed_one_by_one(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let services = &bed.services;
    let settings = state(services, &owner, site).await.unwrap().settings;
    assert_eq!(settings.engine, Engine::Builtin);

    change(services, &owner, site, engine(Engine::Openai, ""))
        .await
        .unwrap();
    let persona = AssistantSection::Persona {
        name: "Nora".to_owned(),
        tone: Tone::Brief,
        goals: "Get a visit booked.\nBe honest.".to_owned(),
    };
    change(services, &owner, site, persona).await.unwrap();
    let settings = state(services, &owner, site).await.unwrap().settings;
    assert_eq!(settings.engine, Engine::Openai);
    assert_eq!(settings.model(), "gpt-5-mini");
    assert_eq!(settings.budget_cents, Some(2_000));
    assert_eq!(settings.persona.goals.len(), 2);

    let questions = AssistantSection::Questions {
        order: vec![Question::Name],
        own: String::new(),
    };
    let error = change(services, &owner, site, questions).await.unwrap_err();
    let expected = (AssistantField::Order, AssistantError::Essential);
    assert_eq!(field_error(error), expected);

    let mut agent = bed.colleague_of(&owner, "Kim").await;
    assert_eq!(agent.role, Role::Agent);
    let refused = change(services, &agent, site, engine(Engine::Builtin, "")).await;
    assert!(matches!(refused, Err(AssistantServiceError::NotAllowed)));
    agent = bed.owner_of("other").await;
    let refused = change(services, &agent, site, engine(Engine::Builtin, "")).await;
    assert!(matches!(refused, Err(AssistantServiceError::NotFound)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_providers_address_is_public_or_the_installations(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let local = "http://127.0.0.1:11434/v1";
    for refused in [local, "https://10.0.0.1/v1", "http://api.example.com/v1"] {
        let section = engine(Engine::Openai, refused);
        let error = change(&bed.services, &owner, site, section)
            .await
            .unwrap_err();
        let expected = (AssistantField::BaseUrl, AssistantError::Unreachable);
        assert_eq!(field_error(error), expected, "{refused}");
    }
    let account = ProviderAccount {
        key: Some(ProviderKey::new("sk-installation")),
        base_url: Some(BaseUrl::parse(local).unwrap()),
    };
    bed.services = bed
        .services
        .with_providers(Providers::new(account, ProviderAccount::default()));
    for allowed in [local, "https://api.example.com/v1"] {
        let section = engine(Engine::Openai, allowed);
        change(&bed.services, &owner, site, section).await.unwrap();
    }
    let section = engine(Engine::Anthropic, local);
    assert!(change(&bed.services, &owner, site, section).await.is_err());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_key_is_told_by_its_last_characters_only(pool: PgPool) {
    let bed = Bed::new(pool.clone()).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let services = &bed.services;
    set_key(services, &owner, site, Engine::Openai, "sk-secret-7890")
        .await
        .unwrap();
    let told = state(services, &owner, site).await.unwrap();
    assert_eq!(told.keys[0].own.as_deref(), Some("7890"));
    assert!(!told.keys[0].installation);
    assert!(!format!("{told:?}").contains("secret"));
    let kept: Vec<u8> = sqlx::query_scalar("select sealed from assistant_key")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains("secret"));

    let refused = set_key(services, &owner, site, Engine::Openai, "a b").await;
    assert_eq!(
        field_error(refused.unwrap_err()),
        (AssistantField::Key(Engine::Openai), AssistantError::Key)
    );
    set_key(services, &owner, site, Engine::Openai, "")
        .await
        .unwrap();
    let told = state(services, &owner, site).await.unwrap();
    assert_eq!(told.keys[0].own, None);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn knowledge_is_found_in_its_language_and_on_its_site_only(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let elsewhere = bed.site_of(&owner).await.id;
    let new = |language, title: &str, content: &str| NewKnowledge {
        language,
        title: title.to_owned(),
        content: content.to_owned(),
        source: "https://shop.example.com/faq".to_owned(),
    };
    let entries = [
        (
            site,
            new(
                Language::En,
                "Do you finance solar panels?",
                "Yes, over ten years.",
            ),
        ),
        (
            site,
            new(
                Language::En,
                "Warranty",
                "Panels have 25 years, inverters 10.",
            ),
        ),
        (
            site,
            new(
                Language::Es,
                "¿Cuánto tarda la instalación?",
                "De dos a tres días.",
            ),
        ),
        (
            elsewhere,
            new(Language::En, "Financing of panels", "We don't."),
        ),
    ];
    let mut ids = Vec::new();
    for (at, entry) in entries {
        let id = knowledge::save(&bed.services, &owner, at, None, entry);
        ids.push(id.await.unwrap().id);
    }
    let mut tx = bed.services.store.tenant(owner.organization).await.unwrap();
    let mut found = async |question: &str| {
        let hits = known::search(&mut tx, site, question, 3).await.unwrap();
        hits.into_iter()
            .map(|hit| (hit.entry.title, hit.coverage))
            .collect::<Vec<_>>()
    };
    let hits = found("can I finance the panels?").await;
    assert_eq!(hits[0].0, "Do you finance solar panels?");
    assert!(hits.iter().all(|(title, _)| title != "Financing of panels"));
    assert_eq!(found("how long is the warranty").await[0].0, "Warranty");
    let hits = found("cuanto tardan en instalar").await;
    assert_eq!(hits[0].0, "¿Cuánto tarda la instalación?");
    for nothing in ["", "the", "&|!:*()'\"\\ <->", "mortgage"] {
        assert_eq!(found(nothing).await, [], "{nothing}");
    }
    drop(tx);

    let wrong_site = knowledge::delete(&bed.services, &owner, elsewhere, ids[0]).await;
    assert!(matches!(wrong_site, Err(AssistantServiceError::NotFound)));
    knowledge::delete(&bed.services, &owner, site, ids[0])
        .await
        .unwrap();
    let left = knowledge::list(&bed.services, &owner, site, None)
        .await
        .unwrap();
    assert_eq!(left.len(), 2);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_used_adds_up_by_month(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let used = Usage {
        calls: 1,
        tokens_in: 100,
        tokens_out: 20,
        cost_micros: 65,
    };
    let today = bed.services.clock.now().date_naive();
    let mut tx = bed.services.store.tenant(owner.organization).await.unwrap();
    for day in [today, today, today - chrono::Days::new(40)] {
        usage::add(&mut tx, site, day, (Engine::Openai, "gpt-5-mini"), used)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let told = state(&bed.services, &owner, site).await.unwrap().used;
    assert_eq!((told.calls, told.cost_micros), (2, 130));
}
