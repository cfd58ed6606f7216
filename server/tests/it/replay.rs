//! `beckon assistant replay --site KEY`: the binary itself, over a test's database and with a provider on the true wire.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use beckon_domain::assistant::{AssistantSection, Engine, Tone};
use beckon_domain::lead_list::LeadQuery;
use beckon_domain::widget::Language;
use beckon_services::assistant::knowledge::{self, NewKnowledge};
use beckon_services::assistant::settings;
use beckon_services::{Clock, Secret, Services, leads};
use beckon_store::{MIGRATOR, Store};
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;
use sqlx::{ConnectOptions as _, PgPool};
use tokio::net::TcpListener;

use crate::bed::Bed;

/// What the site pays with.
const KEY: &str = "sk-ant-of-the-site-0123456789";

/// The installation's secret, as long as the configuration wants it.
const SECRET: &str = "a secret for tests that is long enough for a server";

/// A server over the test's database, with the secret of the binary.
async fn bed(pool: &PgPool) -> Bed {
    let options = pool.connect_options();
    let options = options.as_ref().clone().username("beckon_app");
    let pool = PgPoolOptions::new().connect_with(options).await.unwrap();
    let (store, secret) = (Store::new(pool), Secret::new(SECRET));
    Bed::over(Services::new(store, Clock::system(), secret)).await
}

/// A provider that speaks Anthropic's protocol: it says this in a stream, or fails.
#[derive(Clone, Default)]
struct Provider {
    says: Arc<Mutex<Option<&'static str>>>,
    asked: Arc<Mutex<Vec<(HeaderMap, Value)>>>,
}

impl Provider {
    async fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let this = self.clone();
        let answer = post(move |head: HeaderMap, body: String| async move {
            let asked = (head, serde_json::from_str(&body).unwrap());
            this.asked.lock().unwrap().push(asked);
            let says = *this.says.lock().unwrap();
            says.map_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response(), stream)
        });
        let routes = Router::new().route("/v1/messages", answer);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        address
    }

    fn say(&self, text: Option<&'static str>) {
        *self.says.lock().unwrap() = text;
    }
}

fn stream(text: &str) -> Response {
    let events = [
        json!({"type": "message_start", "message": {"usage": {"input_tokens": 90, "output_tokens": 1}}}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}),
        json!({"type": "content_block_stop", "index": 0}),
        json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 12}}),
        json!({"type": "message_stop"}),
    ];
    let lines = events.iter().map(|event| format!("data: {event}\n\n"));
    let body = lines.collect::<Vec<_>>().concat();
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

/// The binary, over the test's database.
async fn replay(pool: &PgPool, provider: &str, options: &[&str], input: &str) -> Output {
    let owner = pool.connect_options();
    let app = owner.as_ref().clone().username("beckon_app");
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_beckon"));
    command
        .args(["assistant", "replay"])
        .args(options)
        .env("DATABASE_URL", owner.to_url_lossy().as_str())
        .env("BECKON_DATABASE_APP_URL", app.to_url_lossy().as_str())
        .env("BECKON_SECRET", SECRET)
        .env("BECKON_DATA_DIR", folder.path())
        .env("ANTHROPIC_BASE_URL", provider)
        .env_remove("ANTHROPIC_API_KEY")
        .env_remove("OPENAI_API_KEY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let input = input.to_owned();
    let run = move || {
        let mut child = command.spawn().unwrap();
        // It may have ended before it reads anything.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}

fn answers(output: &Output) -> Vec<Value> {
    let lines = str::from_utf8(&output.stdout).unwrap().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_sites_settings_knowledge_and_key_are_read_from_the_database(pool: PgPool) {
    let bed = bed(&pool).await;
    let (owner, site, _) = bed.buyer("acme").await;
    let services = &bed.services;
    let provider = Provider::default();
    let address = provider.start().await;
    let entry = NewKnowledge {
        language: Language::En,
        title: "Warranty".to_owned(),
        content: "Every roof comes with a warranty of ten years.".to_owned(),
        source: String::new(),
    };
    knowledge::save(services, &owner, site.id, None, entry)
        .await
        .unwrap();
    let persona = AssistantSection::Persona {
        name: "Nora".to_owned(),
        tone: Tone::default(),
        goals: String::new(),
    };
    let engine = AssistantSection::Engine {
        engine: Engine::Anthropic,
        model: "claude-of-the-site".to_owned(),
        base_url: String::new(),
        input_price: String::new(),
        output_price: String::new(),
        budget: String::new(),
    };
    for section in [persona, engine] {
        settings::change(services, &owner, site.id, section)
            .await
            .unwrap();
    }
    settings::set_key(services, &owner, site.id, Engine::Anthropic, KEY)
        .await
        .unwrap();
    let key = site.key.to_string();
    let asks = "{\"conversation\":\"a\",\"text\":\"I'm Ada Byron. What warranty do you give?\"}\n";

    provider.say(Some("Ten years, Ada."));
    let by_model = replay(&pool, &address, &["--site", &key], asks).await;
    assert_eq!(by_model.status.code(), Some(0), "{by_model:?}");
    let answered = &answers(&by_model)[0];
    assert_eq!(answered["reply"], "Ten years, Ada.");
    assert_eq!(answered["lead"]["name"], "Ada Byron");
    let (head, request) = provider.asked.lock().unwrap()[0].clone();
    assert_eq!(
        head["x-api-key"], KEY,
        "sealed with the installation's secret"
    );
    assert_eq!(request["model"], "claude-of-the-site");
    let instructions = request["system"].to_string();
    assert!(instructions.contains("Nora"), "{instructions}");

    provider.say(None);
    let failed = replay(&pool, &address, &["--site", &key], asks).await;
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    let told = String::from_utf8_lossy(&failed.stderr).into_owned();
    let said = "line 1: Anthropic gave no answer, so the built-in engine did";
    assert!(told.contains(said), "{told}");
    assert!(!told.contains(KEY));

    let before = provider.asked.lock().unwrap().len();
    let options = ["--site", key.as_str(), "--engine", "builtin"];
    let only_asks = "{\"conversation\":\"a\",\"text\":\"What warranty do you give?\"}\n";
    let by_itself = replay(&pool, &address, &options, only_asks).await;
    assert_eq!(by_itself.status.code(), Some(0), "{by_itself:?}");
    let reply = answers(&by_itself)[0]["reply"].to_string();
    assert!(reply.contains("ten years"), "{reply}");
    assert_eq!(provider.asked.lock().unwrap().len(), before);

    let listed = leads::page(services, &owner, &LeadQuery::default()).await;
    assert!(listed.unwrap().leads.is_empty(), "nothing is kept");
    let used = settings::state(services, &owner, site.id)
        .await
        .unwrap()
        .used;
    assert_eq!(
        (used.tokens_in, used.tokens_out),
        (90, 12),
        "but what it costs"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_cannot_be_replayed_is_said_before_a_line_is_read(pool: PgPool) {
    let bed = bed(&pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let key = site.key.to_string();
    for (options, said) in [
        (
            ["--site", "bk_aaaaaaaaaaaaaaaaaaaa", "--engine", "builtin"],
            "no site with the key",
        ),
        (
            ["--site", key.as_str(), "--engine", "openai"],
            "OPENAI_API_KEY",
        ),
    ] {
        let refused = replay(&pool, "http://127.0.0.1:9", &options, "").await;
        assert_eq!(refused.status.code(), Some(2), "{refused:?}");
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(told.contains(said), "{told}");
    }
}
