use std::time::Duration;

use beckon_assistant::engine::{EngineError, Request, Spent};
use beckon_integrations::provider::Anthropic;
use serde_json::json;

use crate::server::{End, Script, events, start};
use crate::{call, collect, connection, request};

const START: &str =
    r#"{"type":"message_start","message":{"usage":{"input_tokens":90,"output_tokens":1}}}"#;
const TEXT: &str =
    r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}"#;
const STOP: &str =
    r#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":12}}"#;
const OVER: &str = r#"{"type":"message_stop"}"#;

async fn outcome(script: Script) -> Result<Spent, EngineError> {
    let (address, requests) = start(script).await;
    let engine = Anthropic::new(connection(address)).unwrap();
    let (_, _, end) = collect(&engine, request()).await;
    requests.only();
    end
}

#[tokio::test]
async fn a_message_is_streamed() {
    let (address, requests) = start(events(&[
        START,
        r#"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
        r#"{"type":"ping"}"#,
        TEXT,
        r#"{"type":"content_block_stop","index":0}"#,
        STOP,
        OVER,
        "not even json, but after the end",
    ]))
    .await;
    let engine = Anthropic::new(connection(address)).unwrap();
    let (text, _, end) = collect(&engine, request()).await;
    assert_eq!(text, "Hello");
    let spent = Spent {
        tokens_in: 90,
        tokens_out: 12,
    };
    assert_eq!(end, Ok(spent));

    let (head, body) = requests.only();
    let head = head.to_lowercase();
    assert!(head.starts_with("post /v1/messages http/1.1"));
    assert!(head.contains("x-api-key: sk-test-key"));
    assert!(head.contains("anthropic-version: 2023-06-01"));
    assert_eq!(body["system"], "Be kind.");
    let roles = body["messages"].as_array().unwrap();
    let roles: Vec<&str> = roles.iter().map(|m| m["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["user", "assistant", "user", "assistant", "user"]);
    assert_eq!(body["messages"][3]["content"][0]["input"]["query"], "cost");
    assert_eq!(body["messages"][4]["content"][0]["tool_use_id"], "c1");
    assert_eq!(body["tools"][0]["input_schema"]["type"], "object");
}

#[tokio::test]
async fn tool_calls_come_in_pieces() {
    let (address, _) = start(events(&[
        START,
        TEXT,
        r#"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"note_lead_details","input":{}}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"name\""}}"#,
        r#"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":\"Ada\"}"}}"#,
        r#"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":30}}"#,
        OVER,
    ]))
    .await;
    let engine = Anthropic::new(connection(address)).unwrap();
    let (text, calls, end) = collect(&engine, request()).await;
    assert_eq!(text, "Hello");
    assert_eq!(
        calls,
        [call("t1", "note_lead_details", r#"{"name":"Ada"}"#)]
    );
    assert!(end.is_ok());
}

#[tokio::test]
async fn faults_are_told_apart() {
    let limited = Script::Plain(429, "retry-after: 7\r\n", "{}");
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(
        outcome(limited).await,
        Err(EngineError::RateLimited { retry_after })
    );
    for (status, error) in [
        (529, EngineError::Overloaded(529)),
        (500, EngineError::Overloaded(500)),
        (403, EngineError::Unauthorized),
        (400, EngineError::Refused(400)),
    ] {
        assert_eq!(outcome(Script::Plain(status, "", "?")).await, Err(error));
    }
    let in_the_middle = events(&[
        START,
        TEXT,
        r#"{"type":"error","error":{"type":"overloaded_error"}}"#,
    ]);
    assert_eq!(
        outcome(in_the_middle).await,
        Err(EngineError::Overloaded(529))
    );
    let malformed = events(&[START, "{\"type\":"]);
    assert!(matches!(
        outcome(malformed).await,
        Err(EngineError::Malformed(_))
    ));
    let refused = events(&[
        START,
        r#"{"type":"message_delta","delta":{"stop_reason":"refusal"}}"#,
    ]);
    assert_eq!(outcome(refused).await, Err(EngineError::Refused(200)));
}

#[tokio::test]
async fn a_stream_that_breaks_is_cut() {
    let pieces = [START, TEXT].map(|data| (0, format!("data: {data}\n\n")));
    for end in [End::Cut, End::Whole] {
        let script = Script::Stream(pieces.to_vec(), end);
        assert_eq!(outcome(script).await, Err(EngineError::Cut), "{end:?}");
    }
}

#[tokio::test]
async fn an_answer_by_a_schema_is_a_tool_it_must_use() {
    let (address, requests) = start(events(&[
        START,
        r#"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"verdict"}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"ok\":"}}"#,
        r#"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"true}"}}"#,
        r#"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}"#,
        OVER,
    ]))
    .await;
    let engine = Anthropic::new(connection(address)).unwrap();
    let request = Request {
        tools: Vec::new(),
        schema: Some(("verdict", json!({"type": "object"}))),
        ..request()
    };
    let (text, calls, end) = collect(&engine, request).await;
    assert_eq!((text.as_str(), calls.len()), (r#"{"ok":true}"#, 0));
    assert!(end.is_ok());
    let body = requests.only().1;
    assert_eq!(body["tool_choice"]["name"], "verdict");
    assert_eq!(body["tools"].as_array().unwrap().len(), 1);
}
