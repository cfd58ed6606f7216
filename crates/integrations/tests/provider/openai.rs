use std::time::Duration;

use beckon_assistant::engine::{Engine as _, EngineError, Event, Request, Spent, Tool};
use beckon_integrations::provider::OpenAi;
use beckon_integrations::reach::Reach;
use futures::StreamExt as _;
use serde_json::json;

use crate::server::{End, Script, events, start};
use crate::{call, collect, connection, request};

async fn outcome(script: Script) -> Result<Spent, EngineError> {
    let (address, requests) = start(script).await;
    let engine = OpenAi::new(connection(address)).unwrap();
    let (_, _, end) = collect(&engine, request()).await;
    requests.only();
    end
}

#[tokio::test]
async fn text_comes_in_pieces_and_usage_at_the_end() {
    let (address, requests) = start(events(&[
        r#"{"choices":[{"delta":{"role":"assistant","content":""}}]}"#,
        r#"{"choices":[{"delta":{"content":"Hel"}}]}"#,
        r#"{"choices":[{"delta":{"content":"lo"}}]}"#,
        r#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
        r#"{"choices":[],"usage":{"prompt_tokens":120,"completion_tokens":7}}"#,
        "[DONE]",
    ]))
    .await;
    let engine = OpenAi::new(connection(format!("{address}/v1"))).unwrap();
    let (text, calls, end) = collect(&engine, request()).await;
    assert_eq!((text.as_str(), calls.len()), ("Hello", 0));
    let spent = Spent {
        tokens_in: 120,
        tokens_out: 7,
    };
    assert_eq!(end, Ok(spent));

    let (head, body) = requests.only();
    assert!(head.starts_with("POST /v1/chat/completions HTTP/1.1"));
    assert!(
        head.to_lowercase()
            .contains("authorization: bearer sk-test-key")
    );
    assert_eq!(body["model"], "test-model");
    assert_eq!(body["stream"], true);
    assert_eq!(body["stream_options"]["include_usage"], true);
    let roles = body["messages"].as_array().unwrap();
    let roles: Vec<&str> = roles.iter().map(|m| m["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["system", "assistant", "user", "assistant", "tool"]);
    assert_eq!(
        body["messages"][3]["tool_calls"][0]["function"]["name"],
        "search_knowledge"
    );
    assert_eq!(body["messages"][4]["tool_call_id"], "c1");
    let tools = body["tools"].as_array().unwrap().iter();
    let tools: Vec<&str> = tools
        .map(|tool| tool["function"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(tools, Tool::ALL.map(Tool::name));
}

#[tokio::test]
async fn tool_calls_come_in_pieces_and_side_by_side() {
    let (address, _) = start(events(&[
        r#"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"note_lead_details","arguments":""}}]}}]}"#,
        r#"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"na"}},{"index":1,"id":"b","function":{"name":"hand_over","arguments":"{\"rea"}}]}}]}"#,
        r#"{"choices":[{"delta":{"tool_calls":[{"index":1,"function":{"arguments":"son\":\"request\"}"}},{"index":0,"function":{"arguments":"me\":\"Ada\"}"}}]}}]}"#,
        r#"{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"#,
        "[DONE]",
    ]))
    .await;
    let engine = OpenAi::new(connection(address)).unwrap();
    let (_, calls, end) = collect(&engine, request()).await;
    assert_eq!(
        calls,
        [
            call("a", "note_lead_details", r#"{"name":"Ada"}"#),
            call("b", "hand_over", r#"{"reason":"request"}"#),
        ]
    );
    assert!(end.is_ok());
}

#[tokio::test]
async fn statuses_are_told_apart_and_tried_once() {
    let wait = Some(Duration::from_millis(1_500));
    let limited = Script::Plain(
        429,
        "retry-after: 1.5\r\n",
        r#"{"error":{"message":"slow down"}}"#,
    );
    assert_eq!(
        outcome(limited).await,
        Err(EngineError::RateLimited { retry_after: wait })
    );
    assert_eq!(
        outcome(Script::Plain(429, "", "")).await,
        Err(EngineError::RateLimited { retry_after: None })
    );
    for (status, error) in [
        (500, EngineError::Overloaded(500)),
        (503, EngineError::Overloaded(503)),
        (401, EngineError::Unauthorized),
        (400, EngineError::Refused(400)),
        (404, EngineError::Refused(404)),
        (504, EngineError::Timeout),
    ] {
        let script = Script::Plain(status, "", "<html>not json</html>");
        assert_eq!(outcome(script).await, Err(error), "{status}");
    }
}

#[tokio::test]
async fn a_stream_that_breaks_or_ends_too_early_is_cut() {
    let piece = (
        0,
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n".to_owned(),
    );
    for end in [End::Cut, End::Whole] {
        let script = Script::Stream(vec![piece.clone()], end);
        assert_eq!(outcome(script).await, Err(EngineError::Cut), "{end:?}");
    }
    let in_the_middle = (0, "data: {\"choices\":[{\"del".to_owned());
    let script = Script::Stream(vec![piece, in_the_middle], End::Cut);
    assert_eq!(outcome(script).await, Err(EngineError::Cut));
    let too_long = events(&[r#"{"choices":[{"delta":{"content":"x"},"finish_reason":"length"}]}"#]);
    assert_eq!(outcome(too_long).await, Err(EngineError::Cut));
}

#[tokio::test]
async fn what_is_no_json_is_malformed_and_faults_in_the_stream_are_told() {
    let broken = events(&[r#"{"choices":[{"delta":"#]);
    assert!(matches!(
        outcome(broken).await,
        Err(EngineError::Malformed(_))
    ));
    let fault = events(&[r#"{"error":{"message":"overloaded"}}"#]);
    assert_eq!(outcome(fault).await, Err(EngineError::Overloaded(500)));
    let filtered = events(&[r#"{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"#]);
    assert_eq!(outcome(filtered).await, Err(EngineError::Refused(200)));
}

#[tokio::test]
async fn a_slow_first_word_is_waited_for_as_long_as_the_caller_wants() {
    let first =
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n";
    let script = Script::Stream(vec![(300, first.to_owned())], End::Whole);
    let (address, _) = start(script).await;
    let engine = OpenAi::new(connection(address)).unwrap();
    let mut answer = engine.answer(request());
    let patience = Duration::from_millis(50);
    assert!(tokio::time::timeout(patience, answer.next()).await.is_err());
    assert_eq!(answer.next().await, Some(Ok(Event::Text("Hi".into()))));
}

#[tokio::test]
async fn an_answer_by_a_schema() {
    let (address, requests) = start(events(&[
        r#"{"choices":[{"delta":{"content":"{\"ok\":true}"},"finish_reason":"stop"}]}"#,
    ]))
    .await;
    let engine = OpenAi::new(connection(address)).unwrap();
    let request = Request {
        schema: Some(("verdict", json!({"type": "object"}))),
        ..request()
    };
    let (text, _, end) = collect(&engine, request).await;
    assert_eq!(text, r#"{"ok":true}"#);
    assert!(end.is_ok());
    let format = &requests.only().1["response_format"];
    assert_eq!(format["type"], "json_schema");
    assert_eq!(format["json_schema"]["name"], "verdict");
    assert_eq!(format["json_schema"]["strict"], true);
}

#[tokio::test]
async fn nobody_is_there_and_nobody_at_home_is_asked() {
    let engine = OpenAi::new(connection("http://127.0.0.1:9".to_owned())).unwrap();
    let (_, _, end) = collect(&engine, request()).await;
    assert_eq!(end, Err(EngineError::Unreachable));

    let mut home = connection("https://localhost/v1".to_owned());
    home.reach = Reach::Public;
    let engine = OpenAi::new(home).unwrap();
    let (_, _, end) = collect(&engine, request()).await;
    assert_eq!(end, Err(EngineError::Unreachable));
}
