//! The assistant without its surroundings: what it understands and what it says.
//!
//! Nothing here does I/O but the evaluation, which reads its scripts; `beckon-services` gives a
//! conversation its turns.

pub mod dialogue;
pub mod engine;
pub mod evaluation;
pub mod replay;
pub mod verdict;
