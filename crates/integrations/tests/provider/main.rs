//! The wire protocols of providers, against a server that does what servers do when they do badly.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod anthropic;
mod openai;
mod server;

use beckon_assistant::engine::{Engine, EngineError, Entry, Event, Request, Spent, Tool, ToolCall};
use beckon_integrations::provider::{Connection, ProviderKey};
use beckon_integrations::reach::Reach;
use futures::StreamExt as _;

fn connection(base_url: String) -> Connection {
    Connection {
        base_url,
        key: ProviderKey::new("sk-test-key"),
        model: "test-model".to_owned(),
        reach: Reach::Anywhere,
    }
}

fn request() -> Request {
    Request {
        instructions: "Be kind.".to_owned(),
        entries: vec![
            Entry::Assistant("Hi!".to_owned()),
            Entry::Visitor("What does it cost?".to_owned()),
            Entry::Calls(
                String::new(),
                vec![call("c1", "search_knowledge", r#"{"query":"cost"}"#)],
            ),
            Entry::Result {
                call: "c1".to_owned(),
                content: "Nothing found.".to_owned(),
            },
        ],
        tools: Tool::ALL.to_vec(),
        ..Request::default()
    }
}

fn call(id: &str, name: &str, arguments: &str) -> ToolCall {
    ToolCall {
        id: id.to_owned(),
        name: name.to_owned(),
        arguments: arguments.to_owned(),
    }
}

/// All text as one, the calls, and how it ended.
async fn collect(
    engine: &dyn Engine,
    request: Request,
) -> (String, Vec<ToolCall>, Result<Spent, EngineError>) {
    let (mut text, mut calls) = (String::new(), Vec::new());
    let mut answer = engine.answer(request);
    let mut end = None;
    while let Some(event) = answer.next().await {
        assert!(end.is_none(), "nothing follows the end");
        match event {
            Ok(Event::Text(piece)) => text.push_str(&piece),
            Ok(Event::Call(call)) => calls.push(call),
            Ok(Event::Done(spent)) => end = Some(Ok(spent)),
            Err(error) => end = Some(Err(error)),
        }
    }
    (text, calls, end.expect("an end"))
}
