//! Appointments, and when a member can be met.

mod desk;
mod facts;
mod hours;
mod row;
mod rules;
mod time_off;
mod week;

pub use desk::{AppointmentDesk, DeskActions};
pub(super) use hours::BookingAddress;
pub use hours::{AvailabilityFields, BookingLinks};
pub use row::AppointmentRow;
pub use time_off::TimeOffPart;
pub use week::WeekView;
