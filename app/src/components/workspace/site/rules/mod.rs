//! The editor of targeting rules, and a trial of what they would do.

mod condition;
mod draft;
mod list;
mod trial;

pub(super) use draft::Drafts;
pub(super) use list::RuleList;
pub(super) use trial::RulesTrial;
