use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, AppointmentId, ConversationId, LeadId};

/// Where an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "appointment_status", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStatus {
    /// It is going to take place.
    Booked,
    /// It was called off.
    Cancelled,
    /// It took place.
    Done,
    /// The visitor did not come.
    NoShow,
}

impl AppointmentStatus {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Booked => "Booked",
            Self::Cancelled => "Called off",
            Self::Done => "Took place",
            Self::NoShow => "Did not come",
        }
    }

    /// Whether it may become `next`: what is ahead is called off or booked again, and what took place or not is said
    /// afterwards.
    pub fn may_become(self, next: Self, starts_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        match next {
            Self::Booked => self == Self::Cancelled && now < starts_at,
            Self::Cancelled => self == Self::Booked && now < starts_at,
            Self::Done | Self::NoShow => self != Self::Cancelled && starts_at <= now,
        }
    }
}

/// An appointment, as members see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Where it stands.
    pub status: AppointmentStatus,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Who meets them; nobody once that person has left.
    pub host: Option<AccountId>,
    /// What that person is called.
    pub host_name: Option<String>,
    /// With which lead.
    pub lead: LeadId,
    /// In which conversation they talk.
    pub conversation: Option<ConversationId>,
    /// What the visitor is called.
    pub visitor_name: String,
    /// Their address.
    pub visitor_email: Option<String>,
    /// Their number.
    pub visitor_phone: Option<String>,
    /// What they want to talk about; may be empty.
    pub note: String,
    /// By whose clock they booked.
    pub time_zone: String,
    /// How often it was changed: the sequence of its calendar entry.
    pub sequence: i32,
}

impl Appointment {
    /// Whether it can still be moved or called off.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.status == AppointmentStatus::Booked && now < self.starts_at
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::AppointmentStatus::{Booked, Cancelled, Done, NoShow};
    use super::*;

    #[test]
    fn nothing_is_called_off_after_it_began_nor_over_before() {
        let now = DateTime::UNIX_EPOCH;
        let (later, earlier) = (now + TimeDelta::hours(1), now - TimeDelta::hours(1));
        assert!(Booked.may_become(Cancelled, later, now));
        assert!(!Booked.may_become(Cancelled, earlier, now));
        assert!(!Booked.may_become(Done, later, now));
        assert!(Booked.may_become(NoShow, earlier, now));
        assert!(
            NoShow.may_become(Done, earlier, now),
            "a slip of the finger"
        );
        assert!(!Cancelled.may_become(Done, earlier, now));
        assert!(Cancelled.may_become(Booked, later, now), "a slip, too");
        assert!(!Cancelled.may_become(Booked, earlier, now));
        assert!(!NoShow.may_become(Booked, later, now));
    }
}
