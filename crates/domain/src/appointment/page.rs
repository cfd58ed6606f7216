//! What the pages show on which a visitor books, moves or calls off: all of it in their language and by their clock, so
//! that the browser has nothing to work out.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{AppointmentStatus, With};
use crate::widget::Language;

/// The page on which a time is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPage {
    /// The visitor's language.
    pub language: Language,
    /// What the page says in it.
    pub words: BookingWords,
    /// Who can be met.
    pub title: String,
    /// Whom one may choose, anybody first; nothing where it makes no difference.
    pub choices: Vec<HostChoice>,
    /// Whether anybody can be met at all.
    pub has_hosts: bool,
    /// Whether the visitor asked for somebody who can't be met: the times are anybody's.
    pub is_missed: bool,
    /// The days and times.
    pub picker: Picker,
    /// Where a message can be left instead.
    pub elsewhere: Option<String>,
}

/// Somebody whom a visitor may choose. It tells a name and nothing else of them, and not even that where the site names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostChoice {
    /// Whom.
    pub with: With,
    /// Their name, or what else to call them in the visitor's language.
    pub name: String,
    /// Whether that is a name.
    pub is_named: bool,
    /// Whether the times are theirs.
    pub is_chosen: bool,
}

/// The page of one appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentPage {
    /// The visitor's language.
    pub language: Language,
    /// What the page says in it.
    pub words: BookingWords,
    /// With whom it is: the organization.
    pub title: String,
    /// With which person.
    pub host: Option<String>,
    /// When, in words.
    pub when: String,
    /// What the visitor wants to talk about; may be empty.
    pub note: String,
    /// Where it stands.
    pub status: AppointmentStatus,
    /// The days and times it can be moved to, while it can.
    pub picker: Option<Picker>,
    /// Where another one is booked.
    pub book_again: String,
}

/// Days and times to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picker {
    /// By whose clock the times are.
    pub time_zone: String,
    /// By whose clocks they could be.
    pub zones: Vec<String>,
    /// The month that is shown; nothing when no time is left at all.
    pub month: Option<Month>,
    /// The day that is chosen.
    pub day: Option<Day>,
}

/// A month as a calendar shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// `December 2026`.
    pub title: String,
    /// The short names of the weekdays, Monday first.
    pub weekdays: Vec<String>,
    /// Its weeks; days of other months are left out.
    pub weeks: Vec<Vec<Option<MonthDay>>>,
    /// A day of the month before, if anything can be booked then.
    pub previous: Option<NaiveDate>,
    /// A day of the month after, if anything can be booked then or later.
    pub next: Option<NaiveDate>,
}

/// A day in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthDay {
    /// Which.
    pub date: NaiveDate,
    /// `Tuesday, December 1`.
    pub label: String,
    /// Whether a time is left.
    pub is_free: bool,
}

/// The times of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// `Tuesday, December 1`.
    pub label: String,
    /// When an appointment can begin, and how the clock shows it.
    pub times: Vec<(DateTime<Utc>, String)>,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// What the pages say. `{}` stands for what changes.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct BookingWords {$(
            $(#[$doc])*
            pub $name: String,
        )+}

        impl BookingWords {
            /// All of them, by name.
            pub fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($name), self.$name.as_str()),)+]
            }
        }
    };
}

words! {
    /// The page's heading: who can be met.
    heading,
    /// What it takes.
    lede,
    /// Over those who can be met.
    choose_host,
    /// Whoever is free.
    anybody,
    /// Whoever was asked for, where nobody is named.
    somebody,
    /// Whoever was asked for can't be met.
    missed,
    /// Over the days.
    choose_day,
    /// Over the times.
    choose_time,
    /// Over the fields.
    details,
    /// A field.
    name,
    /// A field.
    email,
    /// A field.
    phone,
    /// A field.
    note,
    /// Beside what may stay empty.
    optional,
    /// The button.
    book,
    /// The button, while it is under way.
    sending,
    /// What one agrees to; with whom.
    consent,
    /// The list of time zones.
    time_zone,
    /// The button beside it.
    show_times,
    /// To the month before.
    earlier,
    /// To the month after.
    later,
    /// A day on which nothing is left.
    no_times,
    /// Nothing is left at all.
    none_title,
    /// What to do then.
    none_text,
    /// Nobody can be met.
    nobody_text,
    /// Whoever was chosen has no time.
    none_with_text,
    /// The link to everybody's times.
    all_times,
    /// The link there.
    leave_message,
    /// After booking.
    booked_title,
    /// Where the details were sent.
    booked_text,
    /// After moving.
    moved_title,
    /// After moving it to when it was.
    same_title,
    /// After calling off.
    cancelled_title,
    /// What that means.
    cancelled_text,
    /// It is over.
    past_title,
    /// The heading of an appointment.
    appointment,
    /// When it is.
    when,
    /// With whom it is.
    with,
    /// Its heading where it is moved.
    move_title,
    /// The button that moves it.
    move_button,
    /// Its heading where it is called off.
    cancel_title,
    /// What that means.
    cancel_text,
    /// The button that calls it off.
    cancel_button,
    /// The link to another booking.
    book_again,
    /// Somebody was faster.
    gone,
    /// No time was chosen.
    no_time,
    /// Fields are refused.
    fields,
    /// A field was left empty.
    empty,
    /// A field is too long.
    too_long,
    /// Not an e-mail address.
    bad_email,
    /// Not a phone number.
    bad_phone,
    /// Too much in a short time.
    too_many,
    /// A fault of ours.
    failed,
}
