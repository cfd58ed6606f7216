//! The two languages a load is spoken in: Beckon's frames, and socket.io's for the peer.
//!
//! An id carries the moment of sending in its lower half, so that whoever hears it knows how long it took.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, ServerFrame, decode, encode};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message as Raw;
use uuid::Uuid;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// An id that says when it was made.
pub(crate) fn stamp(at: Instant) -> Uuid {
    let nanoseconds = at.saturating_duration_since(*START).as_nanos();
    Uuid::from_u128(u128::from(rand::random::<u64>()) << 64 | nanoseconds & u128::from(u64::MAX))
}

/// How long ago an id was made.
pub(crate) fn age(id: Uuid) -> Duration {
    let (_, nanoseconds) = id.as_u64_pair();
    START
        .elapsed()
        .saturating_sub(Duration::from_nanos(nanoseconds))
}

/// Makes the clock of the ids begin.
pub(crate) fn start_clock() {
    LazyLock::force(&START);
}

/// What a load generator hears.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// Messages that are committed.
    pub(crate) acknowledged: Vec<Uuid>,
    /// Messages that were delivered.
    pub(crate) delivered: Vec<Uuid>,
    /// What must be answered to keep the line.
    pub(crate) answer: Option<Raw>,
    /// What was refused; a load must not be.
    pub(crate) refused: Option<String>,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    /// Ours.
    Beckon,
    /// The peer's.
    SocketIo,
}

impl Wire {
    /// A message to be stored.
    pub(crate) fn post(self, conversation: Uuid, id: Uuid, content: &str) -> Raw {
        match self {
            Self::Beckon => {
                let frame = ClientFrame::Post {
                    client_id: ClientMessageId(id),
                    conversation: Some(ConversationId(conversation)),
                    content: content.to_owned(),
                    attachment: None,
                };
                Raw::Binary(encode(&frame).into())
            }
            // An acknowledgement bears the packet's number alone, so the number carries the time, in microseconds.
            Self::SocketIo => {
                let (_, nanoseconds) = id.as_u64_pair();
                let event =
                    json!(["post", { "conversation": conversation, "id": id, "content": content }]);
                Raw::Text(format!("42{}{event}", nanoseconds / 1_000).into())
            }
        }
    }

    /// What a message of the server says.
    pub(crate) fn hear(self, raw: &Raw) -> Heard {
        match (self, raw) {
            (Self::Beckon, Raw::Binary(bytes)) => {
                decode(bytes).map_or_else(|_| Heard::default(), hear_frame)
            }
            (Self::SocketIo, Raw::Text(text)) => hear_packet(text),
            _ => Heard::default(),
        }
    }
}

fn hear_frame(frame: ServerFrame) -> Heard {
    let mut heard = Heard::default();
    match frame {
        ServerFrame::Acknowledged { client_id, .. } => heard.acknowledged.push(client_id.0),
        ServerFrame::Messages(messages) => {
            heard
                .delivered
                .extend(messages.iter().map(|message| message.client_id.0));
        }
        ServerFrame::Refused { reason, .. } => heard.refused = Some(reason.to_string()),
        _ => {}
    }
    heard
}

/// Engine.IO's packet types are digits: 2 is a ping; 42 is an event and 43 an acknowledgement of Socket.IO's.
fn hear_packet(text: &str) -> Heard {
    let mut heard = Heard::default();
    if text == "2" {
        heard.answer = Some(Raw::Text("3".into()));
    } else if let Some(rest) = text.strip_prefix("43") {
        let digits = rest.find('[').unwrap_or(rest.len());
        if let Ok(microseconds) = rest[..digits].parse::<u64>() {
            heard
                .acknowledged
                .push(Uuid::from_u64_pair(0, microseconds * 1_000));
        }
        if rest[digits..].contains("error") {
            heard.refused = Some(rest[digits..].to_owned());
        }
    } else if let Some(rest) = text.strip_prefix("42") {
        let event: Value = serde_json::from_str(rest).unwrap_or_default();
        let id: Option<Uuid> = event[1]["id"].as_str().and_then(|id| id.parse().ok());
        heard.delivered.extend(id);
    }
    heard
}
