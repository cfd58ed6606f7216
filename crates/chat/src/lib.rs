//! The chat in a browser: one connection that resumes, and the components that show a conversation.
//!
//! [`ChatClient`] keeps the connection, [`Thread`] is one conversation on it, and the components show a thread.
//! Outside a browser everything is inert: a page rendered on the server shows what was
//! [preloaded](Thread::preload), and nothing connects.

mod autolink;
mod client;
mod components;
mod platform;
mod rows;
mod state;

pub use client::{ChatClient, Thread};
pub use components::{Composer, ConnectionBanner, MessageList};
pub use state::{ConnectionStatus, Entry, EntryState, Typist};
