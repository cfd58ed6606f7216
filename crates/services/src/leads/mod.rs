//! Leads: captured by form and by chat, scored, listed, moved along.

mod board;
mod change;
mod chat;
mod consent;
mod duplicates;
mod export;
mod form;
mod guard;
mod hand_over;
mod held;
mod import;
mod list;
mod merge;
mod routing;
mod rules;
mod scoring;
mod ticket;
mod views;

pub use board::board;
pub use change::{change, change_list, last_change, set_status, undo_change};
pub(crate) use chat::{Learned, note_from_chat};
pub use consent::keep_texts;
pub(crate) use consent::{Given, consent_version};
pub use duplicates::{duplicates, set_distinct};
pub use export::export;
pub(crate) use form::{Captured, capture, kept_notes};
pub use form::{Submission, Submitted, form_ticket, submit_form};
pub use held::{accept_held, held_forms, remove_held};
pub(crate) use import::{
    IMPORT, ImportJob, UNDO, Undo, forget_imports, import as import_batch, remove_leads,
};
pub use import::{
    ImportError, Incoming, bad_rows, begin_import, cancel_import, find_import, list_imports,
    sample_import, start_import, undo_import,
};
pub use list::{details, page};
pub use merge::{last_merge, merge, merge_preview, undo_merge};
pub(crate) use routing::{DRAIN, ROUTE, drain, enqueue_route, route};
pub use routing::{RoutingServiceError, pause_routing, routing, set_routing, set_share};
pub(crate) use rules::{RESCORE, rescore};
pub use rules::{ScoringError, samples, score_history, scoring, set_rules};
pub(crate) use scoring::Scale;
pub use ticket::AGE_LEAST;
pub use views::{change_view, keep_view, remove_view, restore_view, views};

use beckon_domain::contact::ContactError;
use beckon_domain::form::FieldErrors;
use beckon_store::StoreError;

/// Why a lead's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum LeadError {
    /// Fields of the form.
    #[error("the form has errors")]
    Form(FieldErrors),
    /// There is no such lead, or no such view.
    #[error("no such lead or view")]
    NotFound,
    /// A view's name.
    #[error("name: {0}")]
    Name(#[from] ContactError),
    /// More leads than can be changed at once.
    #[error("too many leads")]
    TooManyLeads,
    /// There is no such member to take care of leads.
    #[error("no such member")]
    NoSuchMember,
    /// The member has as many views as one can have.
    #[error("too many views")]
    TooManyViews,
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}
