//! The assistant: what a site decides about it, its turns in conversations, and what it thinks of leads.

mod ask;
mod breaker;
mod brief;
mod conclude;
mod converse;
mod engines;
mod facts;
mod handoff;
mod keys;
pub mod knowledge;
mod plan;
mod providers;
mod qualify;
pub mod settings;
mod tools;
mod try_it;
mod turn;

pub use engines::{Engines, Patience};
pub use handoff::hand_back;
pub use providers::{ProviderAccount, Providers};
pub use qualify::verdicts;
pub(crate) use qualify::{QUALIFY, enqueue_at_once as enqueue_qualify, qualify};
pub use settings::{AssistantSection, AssistantServiceError};
pub use try_it::try_it;
pub use turn::REPLY;
pub(crate) use turn::{enqueue_reply, reply};
