//! Providers of language models: what speaks to them over the wire.

mod anthropic;
mod decode;
mod key;
mod openai;

use std::time::Duration;

use beckon_assistant::engine::EngineError;
use reqwest::header::HeaderMap;

pub use anthropic::Anthropic;
pub use key::ProviderKey;
pub use openai::OpenAi;

use crate::reach::Reach;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);

/// How long a whole answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Most tokens of an answer, those spent on thinking included.
const TOKENS_MAX: u32 = 2_000;

/// Where and as whom a provider is called.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its address, without a slash at its end.
    pub base_url: String,
    /// Whose account.
    pub key: ProviderKey,
    /// Which model.
    pub model: String,
    /// Which addresses may be reached.
    pub reach: Reach,
}

/// A client for a provider can't be made.
#[derive(Debug, thiserror::Error)]
#[error("no client can be made: {0}")]
pub struct ClientError(String);

/// What a status other than success means.
fn refusal(status: u16, headers: &HeaderMap) -> Option<EngineError> {
    Some(match status {
        200..=299 => return None,
        401 | 403 => EngineError::Unauthorized,
        408 | 504 => EngineError::Timeout,
        429 => EngineError::RateLimited {
            retry_after: retry_after(headers),
        },
        500..=599 => EngineError::Overloaded(status),
        _ => EngineError::Refused(status),
    })
}

/// In seconds, as both providers tell it; a date is not worth waiting for.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get("retry-after")?.to_str().ok()?.trim();
    let seconds = seconds.parse::<f64>().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}
