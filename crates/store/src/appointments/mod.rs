//! Appointments, and when members can be met.

mod availability;
mod booking;
mod list;

pub use availability::{
    add_time_off, availabilities, availability, delete_time_off, hosts, lock_hosts,
    save_availability,
};
pub use booking::{
    Booking, NewAppointment, TAKEN, by_token, find, insert, last_from, lock, open_from, reschedule,
    set_status,
};
pub use list::{AppointmentCursor, AppointmentFilter, PAGE, Period, between, list};
