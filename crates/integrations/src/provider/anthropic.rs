//! Anthropic's Messages API, over plain HTTP and server-sent events.

use beckon_assistant::engine::{Engine, EngineError, Entry, Event, Request, Tool};
use eventsource_stream::EventStream;
use futures::future::ready;
use futures::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};
use reqwest::{Client, Response};
use serde_json::{Value, json};

use super::decode::{Answer, Decoder, decode};
use super::{ClientError, Connection, PATIENCE, TOKENS_MAX, refusal};
use crate::reach;

/// The version of the API that is spoken here.
const VERSION: &str = "2023-06-01";

/// Anthropic.
#[derive(Clone, Debug)]
pub struct Anthropic {
    http: Client,
    connection: Connection,
}

impl Anthropic {
    /// Its own address.
    pub const BASE_URL: &'static str = "https://api.anthropic.com";

    /// Over a connection.
    pub fn new(connection: Connection) -> Result<Self, ClientError> {
        let http = reach::client(connection.reach, PATIENCE)
            .map_err(|error| ClientError(error.to_string()))?;
        Ok(Self { http, connection })
    }
}

impl Engine for Anthropic {
    fn answer(&self, request: Request) -> BoxStream<'static, Result<Event, EngineError>> {
        let is_structured = request.schema.is_some();
        let body = compose(&self.connection.model, request);
        let call = self
            .http
            .post(format!("{}/v1/messages", self.connection.base_url))
            .header("x-api-key", self.connection.key.expose())
            .header("anthropic-version", VERSION)
            .json(&body);
        let opened = async move {
            let response = call.send().await.map_err(|error| explain(&error))?;
            match refusal(response.status().as_u16(), response.headers()) {
                Some(error) => Err(error),
                None => Ok(decode(events(response), Events { is_structured })),
            }
        };
        stream::once(opened).try_flatten().boxed()
    }
}

/// The data of the events of a response, until it is told that there are no more.
fn events(response: Response) -> BoxStream<'static, Result<Value, EngineError>> {
    let bytes = stream::try_unfold(response, |mut response| async move {
        let chunk = response.chunk().await?;
        Ok::<_, reqwest::Error>(chunk.map(|chunk| (chunk, response)))
    });
    EventStream::new(bytes.boxed())
        .map(|event| {
            let event = event.map_err(|_| EngineError::Cut)?;
            serde_json::from_str(&event.data).map_err(|_| EngineError::Malformed("not JSON"))
        })
        .try_take_while(|data: &Value| ready(Ok(data["type"] != "message_stop")))
        .boxed()
}

fn compose(model: &str, request: Request) -> Value {
    let mut body = json!({
        "model": model,
        "max_tokens": TOKENS_MAX,
        "system": request.instructions,
        "messages": messages(request.entries),
        "stream": true,
    });
    let mut tools: Vec<Value> = request.tools.into_iter().map(tool).collect();
    // It has no answers by a schema, but tools with one, and can be told to use one.
    if let Some((name, schema)) = request.schema {
        tools
            .push(json!({"name": name, "description": "Give the answer.", "input_schema": schema}));
        body["tool_choice"] = json!({"type": "tool", "name": name});
    }
    if !tools.is_empty() {
        body["tools"] = tools.into();
    }
    body
}

fn tool(tool: Tool) -> Value {
    json!({"name": tool.name(), "description": tool.description(), "input_schema": tool.schema()})
}

/// Roles take turns, and the visitor begins: results of tools stand with what the visitor said.
fn messages(entries: Vec<Entry>) -> Vec<Value> {
    let mut messages: Vec<(&str, Vec<Value>)> = Vec::new();
    for entry in entries {
        let (role, blocks) = blocks(entry);
        match messages.last_mut() {
            Some((last, content)) if *last == role => content.extend(blocks),
            None if role == "assistant" => {
                let greeting = json!({"type": "text", "text": "(The visitor opened the chat.)"});
                messages.push(("user", vec![greeting]));
                messages.push((role, blocks));
            }
            _ => messages.push((role, blocks)),
        }
    }
    let message = |(role, content)| json!({"role": role, "content": content});
    messages.into_iter().map(message).collect()
}

fn blocks(entry: Entry) -> (&'static str, Vec<Value>) {
    let text = |text: String| json!({"type": "text", "text": text});
    match entry {
        Entry::Visitor(said) => ("user", vec![text(said)]),
        Entry::Assistant(said) => ("assistant", vec![text(said)]),
        Entry::Calls(said, calls) => {
            let said = (!said.is_empty()).then(|| text(said));
            let calls = calls.into_iter().map(|call| {
                let input: Value = serde_json::from_str(&call.arguments).unwrap_or(json!({}));
                json!({"type": "tool_use", "id": call.id, "name": call.name, "input": input})
            });
            ("assistant", said.into_iter().chain(calls).collect())
        }
        Entry::Result { call, content } => {
            let result = json!({"type": "tool_result", "tool_use_id": call, "content": content});
            ("user", vec![result])
        }
    }
}

/// Events of a message.
struct Events {
    /// The answer is what the only tool is called with.
    is_structured: bool,
}

impl Decoder for Events {
    fn take(&mut self, event: &Value, answer: &mut Answer) -> Result<(), EngineError> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let index = event["index"].as_u64().unwrap_or_default();
        match event["type"].as_str().unwrap_or_default() {
            "message_start" => {
                let usage = &event["message"]["usage"];
                answer.spent(
                    usage["input_tokens"].as_u64(),
                    usage["output_tokens"].as_u64(),
                );
            }
            "content_block_start" if !self.is_structured => {
                let block = &event["content_block"];
                if block["type"] == "tool_use" {
                    answer.call(index, &text(&block["id"]), &text(&block["name"]), "")?;
                } else {
                    answer.text(&text(&block["text"]))?;
                }
            }
            "content_block_delta" => {
                let delta = &event["delta"];
                let arguments = text(&delta["partial_json"]);
                answer.text(&text(&delta["text"]))?;
                if self.is_structured {
                    answer.text(&arguments)?;
                } else if !arguments.is_empty() {
                    answer.call(index, "", "", &arguments)?;
                }
            }
            "message_delta" => {
                answer.spent(None, event["usage"]["output_tokens"].as_u64());
                match event["delta"]["stop_reason"].as_str() {
                    None => {}
                    Some("max_tokens") => return Err(EngineError::Cut),
                    Some("refusal") => return Err(EngineError::Refused(200)),
                    Some(_) => answer.finish(),
                }
            }
            "error" => return Err(told(&event["error"]["type"])),
            // Pings, ends of blocks, and what a later version adds.
            _ => {}
        }
        Ok(())
    }
}

/// An error that is told in the middle of an answer.
fn told(kind: &Value) -> EngineError {
    match kind.as_str().unwrap_or_default() {
        "rate_limit_error" => EngineError::RateLimited { retry_after: None },
        "authentication_error" | "permission_error" => EngineError::Unauthorized,
        "invalid_request_error" => EngineError::Refused(400),
        _ => EngineError::Overloaded(529),
    }
}

fn explain(error: &reqwest::Error) -> EngineError {
    if error.is_timeout() {
        EngineError::Timeout
    } else {
        EngineError::Unreachable
    }
}
