//! What the chat needs of its surroundings: a socket, a clock, chance. Only a browser has them.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{Line, chance, now};

#[cfg(not(target_arch = "wasm32"))]
mod inert;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use inert::{Line, chance, now};

use beckon_domain::id::ConversationId;
use beckon_domain::protocol::{Visit, VisitorToken};

/// Says who the visitor is and how they came, whenever the connection is made anew.
pub(crate) type DescribeVisit = Box<dyn Fn() -> Visit>;
/// Keeps what makes a visitor known again.
pub(crate) type Remember = Box<dyn Fn(VisitorToken, ConversationId)>;
