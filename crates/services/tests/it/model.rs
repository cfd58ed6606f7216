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
    /// Says this piece by piece, so many milliseconds apart, and ends like this.
    Pieces(u64, Vec<&'static str>, End),
}

/// How an answer that comes in pieces ends.
#[derive(Clone, Debug)]
pub(crate) enum End {
    /// As it should.
    Whole,
    /// With these tools, and their arguments.
    Calls(Vec<(&'static str, &'static str)>),
    /// In the middle.
    Cut,
}

/// Which wire it speaks.
#[derive(Clone, Copy, Debug, Default)]
enum Wire {
    #[default]
    Openai,
    Anthropic,
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
        let address = format!("http://{}", listener.local_addr().unwrap());
        let routes = Router::new()
            .route("/v1/chat/completions", post(complete))
            .route("/v1/messages", post(message))
            .with_state(model.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let account = |address: &str| ProviderAccount {
            key: Some(ProviderKey::new("sk-for-tests")),
            base_url: Some(BaseUrl::parse(address).unwrap()),
        };
        let openai = account(&format!("{address}/v1"));
        bed.services = bed
            .services
            .clone()
            .with_providers(Providers::new(openai, account(&address)));
        bed.services.engines = Engines::with_patience(Patience {
            first: Duration::from_millis(500),
            between: Duration::from_millis(500),
            turn: Duration::from_secs(5),
        });
        choose(bed, owner, site, "").await;
        model
    }

    /// The same, as Anthropic.
    pub(crate) async fn answer_as_anthropic(
        bed: &mut Bed,
        owner: &Identity,
        site: SiteId,
        script: impl IntoIterator<Item = Said>,
    ) -> Self {
        let model = Self::answer_for(bed, owner, site, script).await;
        choose_engine(
            bed,
            owner,
            site,
            (Engine::Anthropic, "claude-haiku-4-5"),
            "",
        )
        .await;
        model
    }

    /// Puts more on its script.
    pub(crate) fn say(&self, script: impl IntoIterator<Item = Said>) {
        self.script.lock().unwrap().extend(script);
    }

    fn next(&self, body: &str) -> Said {
        let request = serde_json::from_str(body).unwrap();
        self.requests.lock().unwrap().push(request);
        let next = self.script.lock().unwrap().pop_front();
        next.unwrap_or(Said::Status(500))
    }

    /// What it was asked.
    pub(crate) fn requests(&self) -> Vec<Value> {
        self.requests.lock().unwrap().clone()
    }
}

/// Makes a site's engine `OpenAI`, with a budget.
pub(crate) async fn choose(bed: &Bed, owner: &Identity, site: SiteId, budget: &str) {
    choose_engine(bed, owner, site, (Engine::Openai, "gpt-5-mini"), budget).await;
}

async fn choose_engine(
    bed: &Bed,
    owner: &Identity,
    site: SiteId,
    (engine, model): (Engine, &str),
    budget: &str,
) {
    let section = AssistantSection::Engine {
        engine,
        model: model.to_owned(),
        base_url: String::new(),
        input_price: String::new(),
        output_price: String::new(),
        budget: budget.to_owned(),
    };
    change(&bed.services, owner, site, section).await.unwrap();
}

async fn complete(State(model): State<Model>, body: String) -> Response {
    match model.next(&body) {
        Said::Pieces(wait, pieces, end) => slowly(wait, pieces, end, Wire::Openai),
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

/// Anthropic's wire.
async fn message(State(model): State<Model>, body: String) -> Response {
    match model.next(&body) {
        Said::Pieces(wait, pieces, end) => slowly(wait, pieces, end, Wire::Anthropic),
        Said::Text(text) => anthropic_events(text, &[]),
        Said::Calls(text, calls) => anthropic_events(text, &calls),
        Said::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        other => panic!("not on this wire: {other:?}"),
    }
}

fn slowly(wait: u64, pieces: Vec<&'static str>, end: End, wire: Wire) -> Response {
    let pieces = pieces.into_iter().map(move |piece| match wire {
        Wire::Openai => json!({"choices": [{"delta": {"content": piece}}]}),
        Wire::Anthropic => {
            json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}})
        }
    });
    let last = match (end, wire) {
        (End::Cut, _) => Vec::new(),
        (End::Whole, Wire::Openai) => ending(&[]),
        (End::Calls(calls), Wire::Openai) => ending(&calls),
        (End::Whole, Wire::Anthropic) => vec![
            json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 100}}),
            json!({"type": "message_stop"}),
        ],
        (End::Calls(_), Wire::Anthropic) => panic!("not on this wire"),
    };
    let begin = match wire {
        Wire::Openai => None,
        Wire::Anthropic => Some(
            json!({"type": "message_start", "message": {"usage": {"input_tokens": 1_000, "output_tokens": 1}}}),
        ),
    };
    let chunks = begin.into_iter().chain(pieces).chain(last);
    let body = futures::stream::iter(chunks).then(move |chunk| async move {
        tokio::time::sleep(Duration::from_millis(wait)).await;
        Ok::<_, Infallible>(format!("data: {chunk}\n\n"))
    });
    let body = Body::from_stream(body);
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

fn anthropic_events(text: &str, calls: &[(&str, &str)]) -> Response {
    let usage = json!({"input_tokens": 1_000, "output_tokens": 1});
    let said = json!({"type": "text_delta", "text": text});
    let mut events = vec![
        json!({"type": "message_start", "message": {"usage": usage}}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "content_block_delta", "index": 0, "delta": said}),
        json!({"type": "content_block_stop", "index": 0}),
    ];
    for (at, (name, arguments)) in calls.iter().enumerate() {
        let index = at + 1;
        let block = json!({"type": "tool_use", "id": format!("c{at}"), "name": name, "input": {}});
        let delta = json!({"type": "input_json_delta", "partial_json": arguments});
        events.extend([
            json!({"type": "content_block_start", "index": index, "content_block": block}),
            json!({"type": "content_block_delta", "index": index, "delta": delta}),
            json!({"type": "content_block_stop", "index": index}),
        ]);
    }
    let reason = if calls.is_empty() {
        "end_turn"
    } else {
        "tool_use"
    };
    events.extend([
        json!({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 100}}),
        json!({"type": "message_stop"}),
    ]);
    let lines = events.iter().map(|event| format!("data: {event}\n\n"));
    let body: String = lines.collect();
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

fn events(text: &str, calls: &[(&str, &str)]) -> Response {
    let mut chunks = vec![json!({"choices": [{"delta": {"content": text}}]})];
    chunks.extend(ending(calls));
    let lines: Vec<String> = chunks
        .iter()
        .map(|chunk| format!("data: {chunk}\n\n"))
        .collect();
    let body = lines.concat() + "data: [DONE]\n\n";
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

/// What comes after the text.
fn ending(calls: &[(&str, &str)]) -> Vec<Value> {
    let mut chunks = Vec::new();
    for (index, (name, arguments)) in calls.iter().enumerate() {
        let call = json!({"index": index, "id": format!("c{index}"), "function": {"name": name, "arguments": arguments}});
        chunks.push(json!({"choices": [{"delta": {"tool_calls": [call]}}]}));
    }
    chunks.push(json!({"choices": [{"delta": {}, "finish_reason": "stop"}]}));
    chunks
        .push(json!({"choices": [], "usage": {"prompt_tokens": 1_000, "completion_tokens": 100}}));
    chunks
}
