//! A provider that answers by a script, over the true wire.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use beckon_domain::account::Identity;
use beckon_domain::assistant::{AssistantSection, BaseUrl, Engine};
use beckon_domain::id::SiteId;
use beckon_integrations::provider::ProviderKey;
use beckon_services::assistant::settings::change;
use beckon_services::assistant::{Engines, Patience, ProviderAccount, Providers};
use futures::StreamExt as _;
use serde_json::{Value, json};

use crate::bed::Bed;

/// What it does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    /// Says this.
    Text(&'static str),
    /// Wants these tools, with these arguments, and says this beside.
    Calls(&'static str, Vec<(&'static str, &'static str)>),
    /// Fails.
    Status(u16),
    /// Says nothing for a while, in milliseconds, and then this.
    Slow(u64, &'static str),
    /// Says nothing for a while, in milliseconds, and then wants these tools.
    SlowCalls(u64, Vec<(&'static str, &'static str)>),
    /// Says this and never ends.
    Stuck(&'static str),
}

/// The provider. What is left of its script when that is over: failures.
#[derive(Clone, Default)]
pub(crate) struct Model {
    script: Arc<Mutex<VecDeque<Said>>>,
    requests: Arc<Mutex<Vec<Value>>>,
}

impl Model {
    /// Starts one, and makes it the installation's `OpenAI`, and that of the site.
    pub(crate) async fn answer_for(
        bed: &mut Bed,
        owner: &Identity,
        site: SiteId,
        script: impl IntoIterator<Item = Said>,
    ) -> Self {
        let model = Self::default();
        model.say(script);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/v1", listener.local_addr().unwrap());
        let routes = Router::new()
            .route("/v1/chat/completions", post(complete))
            .with_state(model.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let account = ProviderAccount {
            key: Some(ProviderKey::new("sk-for-tests")),
            base_url: Some(BaseUrl::parse(&address).unwrap()),
        };
        bed.services = bed
            .services
            .clone()
            .with_providers(Providers::new(account, ProviderAccount::default()));
        bed.services.engines = Engines::with_patience(Patience {
            first: Duration::from_millis(500),
            between: Duration::from_millis(500),
            turn: Duration::from_secs(5),
        });
        choose(bed, owner, site, "").await;
        model
    }

    /// Puts more on its script.
    pub(crate) fn say(&self, script: impl IntoIterator<Item = Said>) {
        self.script.lock().unwrap().extend(script);
    }

    /// What it was asked.
    pub(crate) fn requests(&self) -> Vec<Value> {
        self.requests.lock().unwrap().clone()
    }
}

/// Makes a site's engine `OpenAI`, with a budget.
pub(crate) async fn choose(bed: &Bed, owner: &Identity, site: SiteId, budget: &str) {
    let section = AssistantSection::Engine {
        engine: Engine::Openai,
        model: "gpt-5-mini".to_owned(),
        base_url: String::new(),
        input_price: String::new(),
        output_price: String::new(),
        budget: budget.to_owned(),
    };
    change(&bed.services, owner, site, section).await.unwrap();
}

async fn complete(State(model): State<Model>, body: String) -> Response {
    let request = serde_json::from_str(&body).unwrap();
    model.requests.lock().unwrap().push(request);
    let next = model.script.lock().unwrap().pop_front();
    match next.unwrap_or(Said::Status(500)) {
        Said::Text(text) => events(text, &[]),
        Said::Calls(text, calls) => events(text, &calls),
        Said::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Said::Slow(wait, text) => {
            tokio::time::sleep(Duration::from_millis(wait)).await;
            events(text, &[])
        }
        Said::SlowCalls(wait, calls) => {
            tokio::time::sleep(Duration::from_millis(wait)).await;
            events("", &calls)
        }
        Said::Stuck(text) => {
            let chunk = json!({"choices": [{"delta": {"content": text}}]});
            let begun = futures::stream::iter([Ok::<_, Infallible>(format!("data: {chunk}\n\n"))]);
            let body = Body::from_stream(begun.chain(futures::stream::pending()));
            ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
        }
    }
}

fn events(text: &str, calls: &[(&str, &str)]) -> Response {
    let mut chunks = vec![json!({"choices": [{"delta": {"content": text}}]})];
    for (index, (name, arguments)) in calls.iter().enumerate() {
        let call = json!({"index": index, "id": format!("c{index}"), "function": {"name": name, "arguments": arguments}});
        chunks.push(json!({"choices": [{"delta": {"tool_calls": [call]}}]}));
    }
    chunks.push(json!({"choices": [{"delta": {}, "finish_reason": "stop"}]}));
    chunks
        .push(json!({"choices": [], "usage": {"prompt_tokens": 1_000, "completion_tokens": 100}}));
    let lines: Vec<String> = chunks
        .iter()
        .map(|chunk| format!("data: {chunk}\n\n"))
        .collect();
    let body = lines.concat() + "data: [DONE]\n\n";
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}
