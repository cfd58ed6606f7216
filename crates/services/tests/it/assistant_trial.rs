use beckon_domain::account::Role;
use beckon_domain::assistant::{
    AssistantError, AssistantField, AssistantSection, Engine, HandoffReason, Question, Shift, Tone,
    Trial, TrialReply,
};
use beckon_domain::id::SiteId;
use beckon_domain::widget::Language;
use beckon_services::assistant::settings::state;
use beckon_services::assistant::teach::{import, look_up};
use beckon_services::assistant::{AssistantServiceError, questions, trial};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

/// A rule that hands over at a word.
fn handover(words: &str) -> AssistantSection {
    AssistantSection::Handover {
        on_frustration: true,
        unanswered: "1".to_owned(),
        words: words.to_owned(),
        score: String::new(),
    }
}

/// The next message of a trial.
fn after(reply: &TrialReply) -> Trial {
    Trial {
        state: reply.state.clone(),
        unanswered: reply.unanswered,
        ..Trial::default()
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_trial_uses_what_is_typed_and_keeps_nothing(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let say = async |draft: Vec<AssistantSection>, trial: Trial, text: &str| {
        trial::try_out(&bed.services, &owner, site, draft, trial, text).await
    };
    let first = "My name is Ana Lopez and my budget is $6,000 a month";
    let reply = say(vec![], Trial::default(), first).await.unwrap();
    assert_eq!(reply.known.contact.name.as_deref(), Some("Ana Lopez"));
    assert!(reply.known.budget.is_some());
    assert_eq!((reply.handoff, reply.engine), (None, Engine::Builtin));

    let text = "I will ask my lawyer";
    let reply = say(vec![], after(&reply), text).await.unwrap();
    assert_eq!(reply.handoff, None);
    let reply = say(vec![handover("Lawyer")], after(&reply), text).await;
    let reply = reply.unwrap();
    assert_eq!(reply.handoff, Some(HandoffReason::Rule));
    assert_eq!(reply.known.contact.name.as_deref(), Some("Ana Lopez"));
    let reply = say(vec![], Trial::default(), "Can I talk to a person?").await;
    assert_eq!(reply.unwrap().handoff, Some(HandoffReason::Request));

    let saved = state(&bed.services, &owner, site).await.unwrap().settings;
    assert!(saved.handover.words.is_empty());
    let mut tx = bed.services.store.tenant(owner.organization).await.unwrap();
    for table in ["lead", "conversation", "message"] {
        let sql = format!("select count(*) from {table}");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(count, 0, "{table}");
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_trial_is_refused_where_it_must_be(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let say = async |trial: Trial, text: &str| {
        let draft = vec![handover("")];
        trial::try_out(&bed.services, &owner, site, draft, trial, text).await
    };
    let broken = Trial {
        state: "{\"industry\":7}".to_owned(),
        ..Trial::default()
    };
    for (trial, text) in [
        (Trial::default(), "  "),
        (broken, "hello"),
        (Trial::default(), &"x".repeat(2_001)),
    ] {
        let refused = say(trial, text).await;
        assert!(
            matches!(refused, Err(AssistantServiceError::Field(error)) if error.field == AssistantField::Trial)
        );
    }
    let persona = AssistantSection::Persona {
        name: "x".repeat(61),
        tone: Tone::Brief,
        goals: String::new(),
    };
    let trial = Trial::default();
    let refused = trial::try_out(&bed.services, &owner, site, vec![persona], trial, "hi").await;
    assert!(
        matches!(refused, Err(AssistantServiceError::Field(error)) if error.error == AssistantError::TooLong(60))
    );
    let stranger = bed.owner_of("other").await;
    let elsewhere = trial::try_out(
        &bed.services,
        &stranger,
        site,
        vec![],
        Trial::default(),
        "hi",
    )
    .await;
    assert!(matches!(elsewhere, Err(AssistantServiceError::NotFound)));
    let agent = beckon_domain::account::Identity {
        role: Role::Agent,
        ..owner.clone()
    };
    let refused = trial::try_out(&bed.services, &agent, site, vec![], Trial::default(), "hi").await;
    assert!(matches!(refused, Err(AssistantServiceError::NotAllowed)));
    let mut refused = 0;
    for _ in 0..60 {
        refused += usize::from(say(Trial::default(), "hello").await.is_err());
    }
    assert!(refused > 0, "nobody tries without end");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_text_becomes_entries_in_its_order(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await.id;
    let add = async |site: SiteId, text: &str| {
        import(&bed.services, &owner, site, Language::En, text).await
    };
    let text = "# Warranty\nTen years.\n\nQ: Do you offer financing?\nA: Yes, for twelve months.";
    assert_eq!(add(site, text).await.unwrap().len(), 2);
    let listed = beckon_services::assistant::knowledge::list(&bed.services, &owner, site, None);
    let titles: Vec<String> = listed
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.title)
        .collect();
    assert_eq!(titles, ["Warranty", "Do you offer financing?"]);
    let found = look_up(&bed.services, &owner, site, "how long is the warranty?").await;
    assert_eq!(found.unwrap()[0].title, "Warranty");

    let too_long = format!("# Fine\nYes.\n# Long\n{}", "word ".repeat(2_000));
    for bad in ["", too_long.as_str()] {
        let refused = add(site, bad).await;
        assert!(
            matches!(refused, Err(AssistantServiceError::Field(error)) if error.field == AssistantField::Import)
        );
    }
    let found = look_up(&bed.services, &owner, site, "fine").await.unwrap();
    assert!(found.is_empty(), "all of a text is kept, or nothing");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_usual_order_is_kept_as_none(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let usual = Question::of(site.industry).to_vec();
    let change = async |shift: &str| {
        let order = (usual.clone(), Shift::of_str(shift));
        let changed = questions::change(&bed.services, &owner, site.id, order, String::new()).await;
        changed.unwrap().questions.order
    };
    assert_eq!(change("").await, []);
    let moved = change("name:up").await;
    assert!(moved.contains(&Question::Name) && moved != usual);
    assert_eq!(moved.len(), usual.len());
}
