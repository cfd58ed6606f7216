//! Leads: captured by form and by chat, scored, listed, moved along.

mod chat;
mod form;
mod list;
mod rules;
mod scoring;

pub use beckon_store::leads::{LeadCursor, LeadFilter};
pub(crate) use chat::{Learned, note_from_chat};
pub use form::submit_form;
pub(crate) use form::{Captured, capture, kept_notes};
pub use list::{details, list, page, set_status};
pub(crate) use rules::{RESCORE, rescore};
pub use rules::{ScoringError, samples, score_history, scoring, set_rules};
pub(crate) use scoring::Scale;

use beckon_domain::form::FieldErrors;
use beckon_store::StoreError;

/// Why a lead's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum LeadError {
    /// Fields of the form.
    #[error("the form has errors")]
    Form(FieldErrors),
    /// There is no such lead.
    #[error("no such lead")]
    NotFound,
    /// Too many forms in a short time.
    #[error("too many forms")]
    SlowDown,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}
