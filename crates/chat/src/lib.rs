//! The chat in a browser: one connection that resumes, and what shows a conversation.
//!
//! [`Client`] keeps the connection and says what is to be shown; [`List`] and [`Composer`] show it. They need no
//! framework, so that a customer's page loads none for the widget. With the feature `agent` the same comes as
//! signals and components of Leptos ([`agent`]), rendered on the server too, where everything is inert: a page shows
//! what was preloaded, and nothing connects.

#[cfg(feature = "agent")]
pub mod agent;
mod autolink;
mod client;
mod html;
mod markdown;
mod platform;
mod rows;
mod state;
mod view;
mod words;

pub use client::{Client, News, VisitorPage};
#[cfg(feature = "agent")]
pub use state::{AgentNews, NoteDraft};
pub use state::{
    Chip, ConnectionStatus, Edge, Entry, EntryState, Jump, Me, Picked, Request, Shown, Standing,
    ThreadId, Typist, UploadError,
};
pub use view::{Composed, Composer, List, composer_markup, list_markup, refusal_word};
#[cfg(feature = "agent")]
pub use words::{ENGLISH, NAMES};
pub use words::{Word, speak, word};

/// A time to come, as the reader would say it: the time of day, and the day unless it is today.
pub fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    let calendar = platform::Calendar::here();
    let time = calendar.time(at);
    if calendar.is_today(at) {
        time
    } else {
        [&calendar.name(at), ", ", &time].concat()
    }
}
