//! Visitors: who the host page says they are, and what it tells of them.

mod about;
mod identity;
mod profile;
mod token;

pub use about::{About, AboutError};
pub(crate) use identity::vouched;
pub use identity::{Vouched, is_genuine};
pub use profile::profile;
