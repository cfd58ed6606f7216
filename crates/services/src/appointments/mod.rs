//! Appointments: which times are offered, who books, moves and calls them off, and what everybody is told of it.
//!
//! What the assistant's tools need takes a transaction ([`offer_in`], [`book_in`], [`reschedule_in`], [`cancel_in`]), so that a booking and the answer that
//! tells of it are there together or not at all.

mod book;
mod change;
mod choice;
mod desk;
mod letters;
mod members;
mod notices;
mod offer;
mod page;
mod picker;
mod reminder;
mod texts;
mod undo;
mod week;

pub use book::{Booked, Booking, book, book_in};
pub use change::{Actor, Moved, cancel, cancel_in, mark, reschedule, reschedule_in, restore};
pub use desk::details;
pub use members::{
    AvailabilityForm, add_time_off, availability, list, remove_time_off, set_availability,
};
pub use notices::Told;
pub use offer::{Wanted, clock, in_words, offer, offer_in, offer_instead_in, start_in_words};
pub use page::{
    BookForm, Shown, appointment_page, book_on_page, booking_page, cancel_by_token, move_by_token,
};
pub(crate) use reminder::{REMIND, remind};
pub use undo::undo_move;
pub(crate) use week::midnight;
pub use week::week;

pub use beckon_store::appointments::{AppointmentCursor, AppointmentFilter, PAGE, Period};

pub use beckon_domain::appointment::With;

use beckon_domain::appointment::AvailabilityError;
use beckon_domain::form::FieldErrors;
use beckon_domain::id::AppointmentId;
use beckon_store::{StoreError, appointments};

use crate::Services;
use crate::secret::hash_token;

/// Why a use case of appointments was refused.
#[derive(Debug, thiserror::Error)]
pub enum AppointmentError {
    /// The time can't be had, or no longer.
    #[error("that time can't be had any more")]
    Gone,
    /// There is no such appointment, site or lead.
    #[error("no such appointment")]
    NotFound,
    /// It has begun, or was called off: it stays as it is.
    #[error("the appointment can't be changed any more")]
    Over,
    /// When somebody can be met.
    #[error("availability: {0}")]
    Availability(#[from] AvailabilityError),
    /// Fields of the booking form.
    #[error("the form has errors")]
    Form(FieldErrors),
    /// The conversation has an appointment already.
    #[error("there is an appointment already")]
    Already,
    /// It was changed once more since.
    #[error("it was changed meanwhile")]
    Changed,
    /// Somebody else answers the visitor: a person, or another node did.
    #[error("somebody else answers")]
    Superseded,
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// Too much in a short time.
    #[error("too much in a short time")]
    SlowDown,
    /// The database.
    #[error(transparent)]
    Unavailable(StoreError),
}

impl From<StoreError> for AppointmentError {
    fn from(error: StoreError) -> Self {
        if error.is_violation_of(appointments::TAKEN) {
            Self::Gone
        } else {
            Self::Unavailable(error)
        }
    }
}

/// The token in the visitor's link: derived, so that every mail can have it and nothing keeps it.
fn token(services: &Services, id: AppointmentId) -> String {
    hex::encode(services.secret.derive("appointment", id.0.as_bytes()))
}

/// What is stored of it.
pub(crate) fn token_hash(services: &Services, id: AppointmentId) -> [u8; 32] {
    hash_token(&token(services, id))
}
