//! The tools for appointments: what the visitor of the turn may book, move and call off. The built-in engine takes what
//! comes of them as it is, another one in words.

use beckon_domain::appointment::{Span, Wish};
use beckon_domain::contact::Email;
use beckon_domain::id::{AppointmentId, LeadId};
use beckon_domain::lead::Facts;
use beckon_store::appointments as store;
use beckon_store::{StoreError, appointments::Booking as Stored};
use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::Tools;
use crate::appointments::{self, Actor, AppointmentError, Booking, Wanted, With};

/// Free times that another engine is told at once.
const OFFERED: usize = 6;

const NO_TIMES: &str = "There are no free times. Offer that a person gets in touch.";

/// A booking as it is told back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::assistant) struct Booked {
    /// When.
    pub(in crate::assistant) slot: Span,
    /// With whom.
    pub(in crate::assistant) host: String,
    /// Where the confirmation goes.
    pub(in crate::assistant) email: Option<Email>,
}

impl Tools<'_> {
    /// Tells another engine free times from a day on.
    pub(super) async fn offer(&self, from: Option<NaiveDate>) -> Result<String, StoreError> {
        let Some(zone) = self.clock().await? else {
            return Ok(NO_TIMES.to_owned());
        };
        let from = from.map(|day| day.and_time(NaiveTime::MIN).and_utc());
        let slots = self
            .free_times(Wish::default(), from, OFFERED, zone)
            .await?;
        if slots.is_empty() {
            return Ok(NO_TIMES.to_owned());
        }
        let language = self.brief.plan.language;
        let times = slots.into_iter().map(|slot| {
            json!({
                "time": slot.start.to_rfc3339_opts(SecondsFormat::Secs, true),
                "in_words": appointments::in_words(slot, language, zone.name()),
            })
        });
        Ok(json!({ "times": times.collect::<Vec<_>>() }).to_string())
    }

    /// Books a time for another engine.
    pub(super) async fn book(&mut self, starts_at: DateTime<Utc>) -> Result<String, StoreError> {
        let facts = self.facts();
        if facts.contact.name.is_none() || !facts.is_reachable() {
            return Ok("Ask for the name and an e-mail address or phone number first.".to_owned());
        }
        let booked = self.book_time(starts_at).await;
        self.in_words("booked", booked).await
    }

    /// Moves the visitor's appointment for another engine.
    pub(super) async fn reschedule(&mut self, to: DateTime<Utc>) -> Result<String, StoreError> {
        let moved = self.move_to(to).await;
        self.in_words("moved", moved).await
    }

    /// Calls the visitor's appointment off for another engine.
    pub(super) async fn cancel(&mut self) -> Result<String, StoreError> {
        match self.call_off().await {
            Ok(_) => Ok("It is called off.".to_owned()),
            Err(error) => refused(error),
        }
    }

    async fn in_words(
        &self,
        what: &str,
        booked: Result<Booked, AppointmentError>,
    ) -> Result<String, StoreError> {
        let zone = self.clock().await?.unwrap_or(Tz::UTC);
        let language = self.brief.plan.language;
        match booked {
            Ok(Booked { slot, host, .. }) => {
                let when = appointments::in_words(slot, language, zone.name());
                Ok(json!({ what: when, "with": host }).to_string())
            }
            Err(error) => refused(error),
        }
    }

    /// Free times that suit a wish best.
    pub(in crate::assistant) async fn free_times(
        &self,
        wish: Wish,
        from: Option<DateTime<Utc>>,
        count: usize,
        zone: Tz,
    ) -> Result<Vec<Span>, StoreError> {
        let wanted = Wanted {
            with: With::Anyone,
            from,
            count,
            wish,
            time_zone: Some(zone.name()),
        };
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        appointments::offer_in(self.services, &mut tx, wanted).await
    }

    /// Books a time for the visitor, whose name and address or number are known.
    pub(in crate::assistant) async fn book_time(
        &mut self,
        starts_at: DateTime<Utc>,
    ) -> Result<Booked, AppointmentError> {
        let facts = self.facts();
        let lead = self.note_now(&facts).await?;
        let lead = lead.ok_or(AppointmentError::NotFound)?;
        let zone = self.clock().await?.ok_or(AppointmentError::Gone)?;
        let contact = &facts.contact;
        let booking = Booking {
            site: self.brief.site.id,
            lead,
            conversation: Some(self.brief.conversation),
            with: With::Anyone,
            starts_at,
            name: contact.name.as_deref().unwrap_or_default(),
            email: contact.email.as_ref(),
            phone: contact.phone.as_ref(),
            note: "",
            time_zone: zone.name(),
            language: self.brief.plan.language,
        };
        let booked = appointments::book(self.services, self.brief.organization, booking).await?;
        self.has_booked = true;
        Ok(Booked {
            slot: booked.slot,
            host: booked.host_name,
            email: facts.contact.email,
        })
    }

    /// Moves the visitor's appointment.
    pub(in crate::assistant) async fn move_to(
        &self,
        starts_at: DateTime<Utc>,
    ) -> Result<Booked, AppointmentError> {
        let (lead, id) = self.own_id().await?;
        let by = Actor::Visitor(self.brief.organization);
        appointments::reschedule(self.services, by, id, starts_at).await?;
        let moved = self.own_of(lead).await?.ok_or(AppointmentError::NotFound)?;
        Ok(as_booked(moved))
    }

    /// Calls the visitor's appointment off; when it would have been.
    pub(in crate::assistant) async fn call_off(&self) -> Result<Booked, AppointmentError> {
        let own = self.own().await?.ok_or(AppointmentError::NotFound)?;
        let by = Actor::Visitor(self.brief.organization);
        appointments::cancel(self.services, by, own.appointment.id).await?;
        Ok(as_booked(own))
    }

    /// The appointment that the visitor has from this conversation, if any.
    pub(in crate::assistant) async fn own(&self) -> Result<Option<Stored>, StoreError> {
        match self.brief.turn.lead {
            Some(lead) => self.own_of(lead).await,
            None => Ok(None),
        }
    }

    async fn own_id(&self) -> Result<(LeadId, AppointmentId), AppointmentError> {
        let own = self.own().await?.ok_or(AppointmentError::NotFound)?;
        Ok((own.appointment.lead, own.appointment.id))
    }

    async fn own_of(&self, lead: LeadId) -> Result<Option<Stored>, StoreError> {
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        let now = self.services.clock.now();
        store::open_from(&mut tx, self.brief.conversation, lead, now).await
    }

    /// All that is known of the visitor.
    fn facts(&self) -> Facts {
        let known = self.brief.plan.next.facts.clone();
        known.updated(self.learned.clone())
    }

    /// By whose clock times are told: the site's, else that of whoever can be met; `None` if nobody can be.
    pub(in crate::assistant) async fn clock(&self) -> Result<Option<Tz>, StoreError> {
        let hours = self.brief.site.widget.hours.as_ref();
        let name = hours.map(|hours| hours.time_zone.as_str());
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        appointments::clock(self.services, &mut tx, name).await
    }
}

pub(in crate::assistant) fn as_booked(stored: Stored) -> Booked {
    let appointment = stored.appointment;
    Booked {
        slot: Span {
            start: appointment.starts_at,
            end: appointment.ends_at,
        },
        host: appointment.host_name.unwrap_or_default(),
        email: appointment
            .visitor_email
            .and_then(|email| Email::parse(&email).ok()),
    }
}

fn refused(error: AppointmentError) -> Result<String, StoreError> {
    match error {
        AppointmentError::Unavailable(error) => Err(error),
        error => Ok(format!("That is not done: {error}. Offer other times.")),
    }
}
