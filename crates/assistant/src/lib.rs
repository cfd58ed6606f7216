//! The assistant without its surroundings: what it understands and what it says.
//!
//! Nothing here does I/O; `beckon-services` gives a conversation its turns.

pub mod dialogue;
pub mod engine;
pub mod verdict;
