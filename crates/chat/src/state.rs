//! What the chat knows and what it does next, without a browser.
//!
//! [`Session`] is told what happened and answers with what is to be done; the clock and chance are handed in.
//! So the promise of the protocol (nothing lost, nothing doubled, nothing out of order) is tested natively,
//! against a line that breaks wherever it hurts.

// Only a browser tells what happens; where there is none, a part of this waits in vain.
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]

mod action;
#[cfg(feature = "agent")]
mod agent_news;
mod coming;
mod entry;
mod link;
mod log;
#[cfg(feature = "agent")]
mod notes;
mod session;
#[cfg(test)]
mod simulation;
mod thread;
mod wishes;

pub(crate) use action::{Action, Deed, Input};
#[cfg(feature = "agent")]
pub use agent_news::AgentNews;
pub use entry::{
    Chip, Edge, Entry, EntryState, Jump, Me, Picked, Shown, Standing, Typist, UploadError,
};
pub use link::ConnectionStatus;
#[cfg(feature = "agent")]
pub use notes::NoteDraft;
pub(crate) use session::Session;
pub use thread::{Request, ThreadId};

/// A point in time: milliseconds of the browser's clock.
pub(crate) type Millis = f64;
