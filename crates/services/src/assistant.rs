//! The assistant: what a site decides about it, its turns in conversations, and what it thinks of leads.

mod arrange;
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
mod partial;
mod plan;
mod providers;
mod qualify;
pub mod questions;
pub mod rehearsal;
pub mod settings;
pub mod teach;
mod tools;
pub mod trial;
mod turn;

pub use engines::{Engines, Patience};
pub use handoff::{hand_back, is_silent};
pub use providers::{ProviderAccount, Providers};
pub use qualify::verdicts;
pub(crate) use qualify::{QUALIFY, enqueue_at_once as enqueue_qualify, qualify};
pub use settings::AssistantServiceError;
pub use turn::REPLY;
pub(crate) use turn::{enqueue_reply, reply};
