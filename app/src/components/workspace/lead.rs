//! The parts of a lead's page; the inbox shows some of them beside a conversation.

mod assign;
mod attribution;
mod contact;
mod duplicates;
mod facts;
mod score_history;
mod sent_form;
mod status;
mod timeline;
mod verdict;

pub use assign::AssignForm;
pub use attribution::Attribution;
pub use contact::ContactCard;
pub use duplicates::{Duplicates, MergeActions};
pub use facts::FactList;
pub use score_history::ScoreHistory;
pub use sent_form::SentFormCard;
pub use status::{StatusForm, status_class};
pub use timeline::LeadTimeline;
pub use verdict::VerdictCard;
