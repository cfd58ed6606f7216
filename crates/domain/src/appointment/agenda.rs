//! A week of appointments, and one of them, as members see them: days and times by the server, so that a page is the same
//! with and without JavaScript.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Appointment, BookingWords, Picker};

/// A week of appointments, Monday first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaWeek {
    /// `23 – 29 Nov 2026`.
    pub title: String,
    /// By whose clock: a name of the IANA database.
    pub time_zone: String,
    /// The day that is chosen, of this week.
    pub chosen: NaiveDate,
    /// Today, by the same clock.
    pub today: NaiveDate,
    /// Its days.
    pub days: Vec<AgendaDay>,
}

/// A day of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaDay {
    /// Which.
    pub date: NaiveDate,
    /// `Tuesday, December 1`.
    pub label: String,
    /// Whether the member whose week it is has it off.
    pub is_off: bool,
    /// What is booked on it, the earliest first.
    pub entries: Vec<AgendaEntry>,
}

/// An appointment of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaEntry {
    /// The appointment.
    pub appointment: Appointment,
    /// When it begins, as a clock shows it.
    pub from: String,
    /// When it ends.
    pub to: String,
}

/// One appointment, for whoever may change it and for colleagues who look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentDetails {
    /// The appointment.
    pub appointment: Appointment,
    /// When it is, in words, by the clock of `picker`.
    pub when: String,
    /// Whether this member may move it, call it off and say how it went.
    pub may_change: bool,
    /// The times it can be moved to, while it can be moved.
    pub picker: Option<Picker>,
    /// What the picker says.
    pub words: BookingWords,
}
