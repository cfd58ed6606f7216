//! Sites: what to paste where, and how the widget greets there.

mod card;
mod create;
mod errors;
mod fields;
mod preview;
mod settings;

pub use card::SiteCard;
pub use create::SiteForm;
