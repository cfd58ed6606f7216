//! What the pages are made of on which visitors book.

mod frame;
mod hosts;
mod picker;
mod words;

pub use frame::{BookingFrame, OwnClock};
pub use hosts::{HostChoices, address_with};
pub use picker::{TimePicker, ZoneForm};
pub use words::{error_words, field_error, in_words};
