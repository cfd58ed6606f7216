//! The chat in the workspace: the same as everywhere, as signals and components of Leptos, and with what only agents
//! are told.

mod client;
mod components;

pub use client::{ChatClient, Thread};
pub use components::{Composer, ConnectionBanner, MessageList};
