//! Who is connected, and who hears what.
//!
//! Postgres is the log; the [`Bus`] only says what happened. It may forget: a listener that was too slow
//! is told so ([`Heard::Lagged`]) and asks the log for what it missed. That is what allows bounded queues.
//! Between nodes it goes over NATS. [`Presences`] knows who is there from live connections alone.

mod bus;
mod event;
mod nats;
mod presence;

pub use bus::{Bus, Heard, Listener};
pub use event::{Event, ListenerId, Told, Topic};
pub use nats::ConnectError;
pub use presence::{Presences, Seat};
