//! Appointments, and when a member can be met.

mod hours;
mod row;
mod rules;
mod time_off;

pub use hours::{AvailabilityFields, BookingLinks};
pub use row::AppointmentRow;
pub use time_off::TimeOffPart;
