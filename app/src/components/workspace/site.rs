//! Sites, and the forms of their settings.

mod assistant;
mod card;
mod create;
mod errors;
pub(super) mod fields;
mod form;
mod nav;
mod preview;
mod rules;
mod sections;
pub(super) mod week;

pub use card::SiteCard;
pub use create::SiteForm;
pub use nav::{SectionName, SiteNav};
pub use sections::{More, SiteSection};
