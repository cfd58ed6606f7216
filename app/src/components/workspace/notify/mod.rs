//! How a member is told: what holds everywhere, and what this browser does.

mod browser;
mod choices;
mod push;

pub use choices::Choices;
pub use push::PushCard;
