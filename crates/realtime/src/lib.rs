//! Who is connected, and who hears what.
//!
//! Postgres is the log; the [`Bus`] only says what happened. It may forget: a listener that was too slow
//! is told so ([`Heard::Lagged`]) and asks the log for what it missed. That is what allows bounded queues.

mod bus;

pub use bus::{Bus, Event, Heard, Listener, Topic};
