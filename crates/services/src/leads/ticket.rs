//! What a page's form carries: when the page was made, for which industry, and which text it asks to agree to. Signed with a key
//! that lasts as long as the installation's secret, so that a page outlives restarts and upgrades.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use beckon_domain::industry::Industry;
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use super::consent::Version;
use crate::Secret;

/// How long a page's form may be sent.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// Sooner than this after the page was made, no person has sent it: a browser that fills in what it knows still waits for
/// somebody to read the first question and to press a button.
pub const AGE_LEAST: TimeDelta = TimeDelta::seconds(2);

/// The same for the page that asks for one press.
const PRESS_LEAST: TimeDelta = TimeDelta::seconds(1);

const CLAIMS: usize = 34;
const SIGNATURE: usize = 16;

/// What a ticket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The form of a landing page.
    Page,
    /// The button of who was taken for a program.
    Press,
}

/// A page's ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    pub(super) purpose: Purpose,
    pub(super) industry: Industry,
    pub(super) issued_at: DateTime<Utc>,
    /// What makes one lead at most.
    pub(super) id: Uuid,
    /// Which text the page shows.
    pub(super) consent: Version,
}

/// Why a ticket proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TicketError {
    Missing,
    Forged,
}

/// Whether it is the time to use a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    TooYoung,
    Good,
    TooOld,
}

impl Ticket {
    /// The ticket as the page carries it.
    pub(super) fn sign(&self, secret: &Secret) -> String {
        let claims = self.claims();
        let signature = mac(secret, &claims).finalize().into_bytes();
        let mut bytes = claims.to_vec();
        bytes.extend_from_slice(&signature[..SIGNATURE]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what a page sent.
    pub(super) fn read(secret: &Secret, text: &str) -> Result<Self, TicketError> {
        if text.is_empty() {
            return Err(TicketError::Missing);
        }
        Self::read_signed(secret, text).ok_or(TicketError::Forged)
    }

    fn read_signed(secret: &Secret, text: &str) -> Option<Self> {
        // Longer ones aren't even decoded.
        let bytes = (text.len() <= 80).then(|| URL_SAFE_NO_PAD.decode(text).ok())??;
        let (claims, signature) = bytes.split_first_chunk::<CLAIMS>()?;
        if signature.len() != SIGNATURE {
            return None;
        }
        mac(secret, claims).verify_truncated_left(signature).ok()?;
        Some(Self {
            purpose: match claims[0] {
                0 => Purpose::Page,
                1 => Purpose::Press,
                _ => return None,
            },
            industry: *Industry::ALL.get(usize::from(claims[1]))?,
            issued_at: DateTime::from_timestamp_millis(i64::from_be_bytes(
                claims[2..10].try_into().ok()?,
            ))?,
            id: Uuid::from_slice(&claims[10..26]).ok()?,
            consent: Version(claims[26..34].try_into().ok()?),
        })
    }

    /// Whether it may be used now.
    pub(super) fn age(&self, now: DateTime<Utc>) -> Age {
        let least = match self.purpose {
            Purpose::Page => AGE_LEAST,
            Purpose::Press => PRESS_LEAST,
        };
        match now - self.issued_at {
            age if age < least => Age::TooYoung,
            age if age > LIFE => Age::TooOld,
            _ => Age::Good,
        }
    }

    fn claims(&self) -> [u8; CLAIMS] {
        let mut claims = [0; CLAIMS];
        claims[0] = match self.purpose {
            Purpose::Page => 0,
            Purpose::Press => 1,
        };
        let place = Industry::ALL.iter().position(|one| *one == self.industry);
        claims[1] = place
            .and_then(|at| u8::try_from(at).ok())
            .unwrap_or(u8::MAX);
        claims[2..10].copy_from_slice(&self.issued_at.timestamp_millis().to_be_bytes());
        claims[10..26].copy_from_slice(self.id.as_bytes());
        claims[26..].copy_from_slice(&self.consent.0);
        claims
    }
}

fn mac(secret: &Secret, claims: &[u8]) -> Hmac<Sha256> {
    secret.mac("form ticket").chain_update(claims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticket(purpose: Purpose, millis: i64, id: u128) -> Ticket {
        Ticket {
            purpose,
            industry: Industry::Legal,
            issued_at: DateTime::from_timestamp_millis(millis).unwrap(),
            id: Uuid::from_u128(id),
            consent: Version([7; 8]),
        }
    }

    proptest! {
        #[test]
        fn a_ticket_comes_back_whole(millis in 0..4_000_000_000_000_i64, id: u128, press: bool) {
            let purpose = if press { Purpose::Press } else { Purpose::Page };
            let ticket = ticket(purpose, millis, id);
            let secret = Secret::new("a");
            prop_assert_eq!(Ticket::read(&secret, &ticket.sign(&secret)), Ok(ticket));
        }

        /// Nothing that differs from a signed ticket in a single byte, or was signed by somebody else, is taken.
        #[test]
        fn a_changed_ticket_is_forged(at in 0..CLAIMS + SIGNATURE, flip in 1..=255_u8) {
            let secret = Secret::new("a");
            let signed = ticket(Purpose::Page, 1_790_000_000_000, 5).sign(&secret);
            let mut bytes = URL_SAFE_NO_PAD.decode(&signed).unwrap();
            bytes[at] ^= flip;
            let changed = URL_SAFE_NO_PAD.encode(bytes);
            prop_assert_eq!(Ticket::read(&secret, &changed), Err(TicketError::Forged));
            prop_assert_eq!(Ticket::read(&Secret::new("b"), &signed), Err(TicketError::Forged));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,120}") {
            prop_assert!(Ticket::read(&Secret::new("a"), &text).is_err());
        }
    }

    #[test]
    fn a_ticket_has_its_time() {
        let page = ticket(Purpose::Page, 1_790_000_000_000, 1);
        let after = |millis| page.age(page.issued_at + TimeDelta::milliseconds(millis));
        assert_eq!(after(-5), Age::TooYoung);
        assert_eq!(after(1_999), Age::TooYoung);
        assert_eq!(after(2_000), Age::Good);
        assert_eq!(after(24 * 3_600_000), Age::Good);
        assert_eq!(after(24 * 3_600_000 + 1), Age::TooOld);
    }
}
