//! How leads find who takes care of them: the rules, who takes part, and what became of the last ones.

mod board;
mod draft;
mod editor;
mod log;
mod rule;

pub use board::RoutingBoard;
pub use editor::RoutingRulesEditor;
pub use log::RoutingLines;
