//! Leads from files: what columns hold, how far an import is, and what came of it.

mod mapping;
mod outcome;
mod rows;

pub use mapping::MappingForm;
pub use outcome::ImportOutcome;
pub use rows::ImportRows;
