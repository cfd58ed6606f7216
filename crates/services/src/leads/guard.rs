//! Whether a form looks like a program's. Nothing is decided for good here: what is caught is put aside, and whoever sent it may
//! say with one press that they are a person.

use beckon_domain::held::HeldReason;
use beckon_domain::industry::Industry;
use chrono::{DateTime, Utc};

use super::ticket::{Age, Purpose, Ticket, TicketError};

/// What a form shows of who sent it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// The page's ticket.
    pub(super) ticket: Result<Ticket, TicketError>,
    /// On which page it was sent.
    pub(super) industry: Industry,
    /// Whether a field is filled in that people don't see.
    pub(super) is_decoy_filled: bool,
}

/// The ticket that proves that a page of ours was open for as long as people need, or why it looks otherwise.
pub(super) fn judge(signs: &Signs, now: DateTime<Utc>) -> Result<Ticket, HeldReason> {
    if signs.is_decoy_filled {
        return Err(HeldReason::Decoy);
    }
    let ticket = signs.ticket.map_err(|error| match error {
        TicketError::Missing => HeldReason::NoTicket,
        TicketError::Forged => HeldReason::ForgedTicket,
    })?;
    if ticket.industry != signs.industry {
        return Err(HeldReason::ForgedTicket);
    }
    match ticket.age(now) {
        Age::TooYoung => Err(HeldReason::TooQuick),
        Age::TooOld => Err(HeldReason::StaleTicket),
        Age::Good => Ok(ticket),
    }
}

/// How long a form waits for somebody to say that it is a person's, and how much of it there is room for. A run of programs has
/// few addresses or few reasons, and fills its own room only.
pub(super) const ROOM: beckon_store::forms::Room = beckon_store::forms::Room {
    by_address: 20,
    by_reason: 300,
};

/// Whether a ticket is that of a press.
pub(super) fn is_press(ticket: &Ticket) -> bool {
    ticket.purpose == Purpose::Press
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leads::consent::Version;
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn signs(ticket: Result<Ticket, TicketError>) -> Signs {
        Signs {
            ticket,
            industry: Industry::Solar,
            is_decoy_filled: false,
        }
    }

    #[test]
    fn a_page_that_was_read_is_a_persons() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let ticket = Ticket {
            purpose: Purpose::Page,
            industry: Industry::Solar,
            issued_at: now,
            id: Uuid::nil(),
            consent: Version([0; 8]),
        };
        let read = signs(Ok(ticket));
        let at = |seconds| judge(&read, now + TimeDelta::seconds(seconds));
        assert_eq!(at(0), Err(HeldReason::TooQuick));
        assert_eq!(at(2), Ok(ticket));
        assert_eq!(at(90_000), Err(HeldReason::StaleTicket));
        let later = now + TimeDelta::minutes(1);
        let judged = |signs: &Signs| judge(signs, later).unwrap_err();
        assert_eq!(
            judged(&signs(Err(TicketError::Missing))),
            HeldReason::NoTicket
        );
        assert_eq!(
            judged(&signs(Err(TicketError::Forged))),
            HeldReason::ForgedTicket
        );
        let decoy = Signs {
            is_decoy_filled: true,
            ..read
        };
        assert_eq!(judged(&decoy), HeldReason::Decoy);
        let elsewhere = Signs {
            industry: Industry::Legal,
            ..read
        };
        assert_eq!(judged(&elsewhere), HeldReason::ForgedTicket);
    }
}
