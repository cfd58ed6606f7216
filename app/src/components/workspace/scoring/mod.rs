//! The editor of an organization's rules of scores, and what they would change.

mod draft;
mod editor;
mod preview;
mod progress;
mod rule;
mod table;

pub use editor::ScoringEditor;
pub use table::PointsTable;
