//! Engines: who puts the assistant's answer into words. All stream the same events and use the same tools, so that a
//! turn is taken the same way whoever answers.

mod builtin;
mod guard;
mod prompt;
mod tools;

use std::time::Duration;

use futures::stream::BoxStream;
use serde_json::Value;

pub use builtin::Builtin;
pub use guard::Guard;
pub use prompt::{Site, instructions, transcript};
pub use tools::{Details, Tool, ToolError, Wish};

/// Puts an answer into words.
pub trait Engine: Send + Sync {
    /// The answer to a request, piece by piece. It ends with [`Event::Done`] or with an error, and nothing follows.
    /// Dropping it ends the call.
    fn answer(&self, request: Request) -> BoxStream<'static, Result<Event, EngineError>>;
}

/// What an engine is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What it is told by the site and by Beckon. Nothing that a visitor wrote is ever here.
    pub instructions: String,
    /// What was said, the last entry being what is to be answered.
    pub entries: Vec<Entry>,
    /// The tools it may use.
    pub tools: Vec<Tool>,
    /// The JSON schema that the answer has to follow, with its name; free text without one.
    pub schema: Option<(&'static str, Value)>,
    /// What the built-in dialogue would say.
    pub planned: String,
}

impl Request {
    /// How long all that is sent is, in bytes: what was said, the instructions, and the schemas of the tools and of the
    /// answer.
    pub fn size(&self) -> usize {
        let said = self.entries.iter().flat_map(Entry::texts).map(str::len);
        let tools = self.tools.iter().map(|tool| {
            tool.name().len() + tool.description().len() + tool.schema().to_string().len()
        });
        let schema = self.schema.iter();
        let schema = schema.map(|(name, schema)| name.len() + schema.to_string().len());
        said.chain(tools)
            .chain(schema)
            .chain([self.instructions.len()])
            .sum()
    }
}

impl Entry {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Visitor(text) | Self::Assistant(text) => vec![text],
            Self::Calls(text, calls) => {
                let calls = calls.iter().map(|call| call.arguments.as_str());
                calls.chain([text.as_str()]).collect()
            }
            Self::Result { content, .. } => vec![content],
        }
    }
}

/// Something that was said or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// By the visitor: data, whatever it says.
    Visitor(String),
    /// By the assistant, or by a person of the organization.
    Assistant(String),
    /// The assistant used tools in this turn, after these words.
    Calls(String, Vec<ToolCall>),
    /// What a tool gave back.
    Result {
        /// Of which call.
        call: String,
        /// What.
        content: String,
    },
}

/// A tool that an engine wants to use, as it said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolCall {
    /// The provider's id for it.
    pub id: String,
    /// Which tool.
    pub name: String,
    /// The arguments, as JSON text; unchecked.
    pub arguments: String,
}

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Some words.
    Text(String),
    /// A tool to be used.
    Call(ToolCall),
    /// That was all.
    Done(Spent),
}

/// What a call used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Tokens read.
    pub tokens_in: u64,
    /// Tokens written.
    pub tokens_out: u64,
}

/// Why there is no answer, or no whole one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// Too many calls, or the account has no credit left.
    #[error("the provider limits how often it is called")]
    RateLimited {
        /// When to call again, if it said so.
        retry_after: Option<Duration>,
    },
    /// The provider has too much to do, or a fault.
    #[error("the provider is overloaded (status {0})")]
    Overloaded(u16),
    /// Nothing came in time.
    #[error("the provider took too long")]
    Timeout,
    /// No connection came about.
    #[error("the provider can't be reached")]
    Unreachable,
    /// The key is not accepted.
    #[error("the provider does not accept the key")]
    Unauthorized,
    /// What came can't be read.
    #[error("the provider's answer can't be read: {0}")]
    Malformed(&'static str),
    /// The provider won't answer this, or the request is wrong.
    #[error("the provider refuses (status {0})")]
    Refused(u16),
    /// The answer ended in the middle.
    #[error("the provider's answer was cut off")]
    Cut,
}

impl EngineError {
    /// Whether the same call may succeed at once.
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::Overloaded(_) | Self::Unreachable | Self::Malformed(_) | Self::Cut => true,
            Self::RateLimited { .. } | Self::Timeout | Self::Unauthorized | Self::Refused(_) => {
                false
            }
        }
    }

    /// Whether it speaks against the provider, and not against this one request.
    pub const fn is_of_provider(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Malformed(_))
    }

    /// A word for counting.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::RateLimited { .. } => "rate_limited",
            Self::Overloaded(_) => "overloaded",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::Unauthorized => "unauthorized",
            Self::Malformed(_) => "malformed",
            Self::Refused(_) => "refused",
            Self::Cut => "cut",
        }
    }
}
