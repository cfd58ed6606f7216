//! `OpenAI`'s chat completions, and servers that speak like it.

use std::error::Error as _;
use std::sync::Arc;

use async_openai::Client;
use async_openai::config::OpenAIConfig;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use async_openai::types::chat::{
    ChatCompletionMessageToolCall, ChatCompletionMessageToolCalls,
    ChatCompletionRequestAssistantMessage, ChatCompletionRequestMessage,
    ChatCompletionRequestSystemMessage, ChatCompletionRequestToolMessage,
    ChatCompletionRequestUserMessage, ChatCompletionStreamOptions, ChatCompletionTool,
    ChatCompletionTools, CreateChatCompletionRequest, FunctionCall, FunctionObject, ResponseFormat,
    ResponseFormatJsonSchema,
};
use beckon_assistant::engine::{Engine, EngineError, Entry, Event, Request, Tool, ToolCall};
use futures::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};
use reqwest::header::HeaderMap;
use reqwest_openai as reqwest13;
use reqwest13::dns::{Addrs, Name, Resolve, Resolving};
use serde_json::Value;
use tower::service_fn;

use super::decode::{Answer, Decoder, decode};
use super::{CONNECT, ClientError, Connection, PATIENCE, TOKENS_MAX, refusal};
use crate::reach::{Reach, public_addresses};

/// `OpenAI`, or a server that speaks like it.
#[derive(Clone, Debug)]
pub struct OpenAi {
    client: Client<OpenAIConfig>,
    model: String,
}

impl OpenAi {
    /// Its own address.
    pub const BASE_URL: &'static str = "https://api.openai.com/v1";

    /// Over a connection.
    pub fn new(connection: Connection) -> Result<Self, ClientError> {
        let http = http_client(connection.reach)?;
        let config = OpenAIConfig::new()
            .with_api_base(connection.base_url)
            .with_api_key(connection.key.expose());
        // The client would try again by itself, for longer than a visitor waits.
        let once = service_fn(move |request: HttpRequestFactory| send(http.clone(), request));
        Ok(Self {
            client: Client::with_config(config).with_http_service(once),
            model: connection.model,
        })
    }
}

impl Engine for OpenAi {
    fn answer(&self, request: Request) -> BoxStream<'static, Result<Event, EngineError>> {
        let client = self.client.clone();
        let request = compose(&self.model, request);
        let opened = async move {
            let chunks = client
                .chat()
                .create_stream_byot::<_, Value>(request)
                .await
                .map_err(explain)?;
            Ok::<_, EngineError>(decode(chunks.map_err(explain), Chunks))
        };
        stream::once(opened).try_flatten().boxed()
    }
}

/// Sends a request once; a status other than success is told by what it means.
async fn send(
    http: reqwest13::Client,
    request: HttpRequestFactory,
) -> Result<reqwest13::Response, OpenAIError> {
    let request = request.build().await?;
    let response = http.execute(request).await.map_err(OpenAIError::Reqwest)?;
    let headers: &HeaderMap = response.headers();
    match refusal(response.status().as_u16(), headers) {
        Some(error) => Err(OpenAIError::Boxed(Box::new(error))),
        None => Ok(response),
    }
}

fn http_client(reach: Reach) -> Result<reqwest13::Client, ClientError> {
    let mut builder = reqwest13::Client::builder()
        .connect_timeout(CONNECT)
        .timeout(PATIENCE)
        .redirect(reqwest13::redirect::Policy::none())
        .no_proxy();
    if reach == Reach::Public {
        builder = builder.dns_resolver(Arc::new(PublicOnly));
    }
    builder
        .build()
        .map_err(|error| ClientError(error.to_string()))
}

/// Resolves names to public addresses alone.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move { Ok(Box::new(public_addresses(name.as_str()).await?) as Addrs) })
    }
}

fn compose(model: &str, request: Request) -> CreateChatCompletionRequest {
    let system = ChatCompletionRequestSystemMessage::from(request.instructions);
    let said = request.entries.into_iter().map(message);
    let tools: Vec<ChatCompletionTools> = request.tools.into_iter().map(tool).collect();
    CreateChatCompletionRequest {
        model: model.to_owned(),
        messages: std::iter::once(system.into()).chain(said).collect(),
        tools: (!tools.is_empty()).then_some(tools),
        response_format: request
            .schema
            .map(|(name, schema)| ResponseFormat::JsonSchema {
                json_schema: ResponseFormatJsonSchema {
                    description: None,
                    name: name.to_owned(),
                    schema,
                    strict: Some(true),
                },
            }),
        max_completion_tokens: Some(TOKENS_MAX),
        stream: Some(true),
        stream_options: Some(ChatCompletionStreamOptions {
            include_usage: Some(true),
            include_obfuscation: None,
        }),
        ..CreateChatCompletionRequest::default()
    }
}

fn message(entry: Entry) -> ChatCompletionRequestMessage {
    match entry {
        Entry::Visitor(text) => ChatCompletionRequestUserMessage::from(text).into(),
        Entry::Assistant(text) => ChatCompletionRequestAssistantMessage::from(text).into(),
        Entry::Calls(text, calls) => ChatCompletionRequestAssistantMessage {
            content: (!text.is_empty()).then(|| text.into()),
            tool_calls: Some(calls.into_iter().map(call).collect()),
            ..ChatCompletionRequestAssistantMessage::default()
        }
        .into(),
        Entry::Result { call, content } => ChatCompletionRequestToolMessage {
            content: content.into(),
            tool_call_id: call,
        }
        .into(),
    }
}

fn call(call: ToolCall) -> ChatCompletionMessageToolCalls {
    ChatCompletionMessageToolCall {
        id: call.id,
        function: FunctionCall {
            name: call.name,
            arguments: call.arguments,
        },
    }
    .into()
}

fn tool(tool: Tool) -> ChatCompletionTools {
    ChatCompletionTools::Function(ChatCompletionTool {
        function: FunctionObject {
            name: tool.name().to_owned(),
            description: Some(tool.description().to_owned()),
            parameters: Some(tool.schema()),
            strict: None,
        },
    })
}

/// Chunks of a chat completion.
struct Chunks;

impl Decoder for Chunks {
    fn take(&mut self, chunk: &Value, answer: &mut Answer) -> Result<(), EngineError> {
        if !chunk["error"].is_null() {
            return Err(EngineError::Overloaded(500));
        }
        let usage = &chunk["usage"];
        answer.spent(
            usage["prompt_tokens"].as_u64(),
            usage["completion_tokens"].as_u64(),
        );
        // The last chunk has the usage and no choice.
        let choice = &chunk["choices"][0];
        let delta = &choice["delta"];
        answer.text(delta["content"].as_str().unwrap_or_default())?;
        if delta["refusal"].as_str().is_some_and(|why| !why.is_empty()) {
            return Err(EngineError::Refused(200));
        }
        for (at, piece) in delta["tool_calls"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let function = &piece["function"];
            answer.call(
                piece["index"].as_u64().unwrap_or(at as u64),
                &text(&piece["id"]),
                &text(&function["name"]),
                &text(&function["arguments"]),
            )?;
        }
        match choice["finish_reason"].as_str() {
            None => Ok(()),
            Some("length") => Err(EngineError::Cut),
            Some("content_filter") => Err(EngineError::Refused(200)),
            Some(_) => {
                answer.finish();
                Ok(())
            }
        }
    }
}

fn explain(error: OpenAIError) -> EngineError {
    match error {
        OpenAIError::Boxed(error) => error
            .downcast_ref::<EngineError>()
            .cloned()
            .unwrap_or(EngineError::Unreachable),
        OpenAIError::Reqwest(error) if error.is_timeout() => EngineError::Timeout,
        OpenAIError::Reqwest(error) if error.is_body() || error.source().is_none() => {
            EngineError::Cut
        }
        OpenAIError::Reqwest(_) => EngineError::Unreachable,
        OpenAIError::JSONDeserialize(..) => EngineError::Malformed("not JSON"),
        OpenAIError::StreamError(_) => EngineError::Cut,
        _ => EngineError::Malformed("not what was asked for"),
    }
}
