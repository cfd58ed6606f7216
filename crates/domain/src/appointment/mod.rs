//! Appointments: when a person can be met, which times that leaves, and what was agreed.

mod agenda;
mod availability;
#[cfg(feature = "zones")]
mod offer;
mod page;
#[cfg(feature = "zones")]
mod slots;
mod status;
#[cfg(test)]
mod tests;
mod wish;
mod with;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use agenda::{AgendaDay, AgendaEntry, AgendaWeek, AppointmentDetails};
pub use availability::{Availability, AvailabilityError, BookingRules, TIME_OFF_MAX, TimeOff};
#[cfg(feature = "zones")]
pub use offer::{Host, Offer, choose, offers, suggest};
pub use page::{
    AppointmentPage, BookingPage, BookingWords, Day, HostChoice, Month, MonthDay, Picker,
};
pub use status::{Appointment, AppointmentStatus};
pub use wish::{PartOfDay, Wish};
pub use with::With;

/// A stretch of time; `end` is the first moment after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Its first moment.
    pub start: DateTime<Utc>,
    /// The first moment after.
    pub end: DateTime<Utc>,
}

impl Span {
    /// Whether they have a moment in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A time that is no longer to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When the appointment begins.
    pub starts_at: DateTime<Utc>,
    /// The appointment and the room around it, as it was when it was booked.
    pub blocked: Span,
}
