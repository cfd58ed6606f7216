//! The tools for appointments: what the visitor of the turn may book, move and call off. The built-in engine takes what
//! comes of them as it is, another one in words.

use beckon_domain::appointment::{AppointmentStatus, Span, Wish};
use beckon_domain::contact::Email;
use beckon_domain::lead::Facts;
use beckon_store::appointments as store;
use beckon_store::{StoreError, appointments::Booking as Stored};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
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
        let from = from.map(|day| appointments::midnight(zone, day));
        let own = self.own().await?;
        let wanted = Wanted {
            from,
            ..anybody(OFFERED, zone)
        };
        let slots = self.free_times(own.as_ref(), wanted).await?;
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
        let times: Vec<_> = times.collect();
        let Some(own) = own else {
            return Ok(json!({ "times": times }).to_string());
        };
        let own = as_booked(own);
        let booked = json!({
            "booked": appointments::in_words(own.slot, language, zone.name()),
            "with": own.host,
            "times_to_move_it_to": times,
        });
        Ok(booked.to_string())
    }

    /// Books a time for another engine.
    pub(super) async fn book(&mut self, starts_at: DateTime<Utc>) -> Result<String, StoreError> {
        let facts = self.facts();
        if facts.contact.name.is_none() || !facts.is_reachable() {
            return Ok("Ask for the name and an e-mail address or phone number first.".to_owned());
        }
        let booked = self.book_time(starts_at).await;
        if matches!(booked, Err(AppointmentError::Already)) {
            return Ok(
                "They have an appointment already, which move_appointment moves.".to_owned(),
            );
        }
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

    /// Free times that suit a wish best: of anybody, or those that the visitor's own appointment can be moved to.
    pub(in crate::assistant) async fn free_times(
        &self,
        own: Option<&Stored>,
        wanted: Wanted<'_>,
    ) -> Result<Vec<Span>, StoreError> {
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        match own {
            Some(own) => appointments::offer_instead_in(self.services, &mut tx, own, wanted).await,
            None => appointments::offer_in(self.services, &mut tx, wanted).await,
        }
    }

    /// Books a time for the visitor, whose name and address or number are known. Of a conversation there is one
    /// appointment to come: where it is this one already, that counts as booked.
    pub(in crate::assistant) async fn book_time(
        &mut self,
        starts_at: DateTime<Utc>,
    ) -> Result<Booked, AppointmentError> {
        let facts = self.facts();
        let lead = self.note_now(&facts).await?;
        let zone = self.clock().await?.ok_or(AppointmentError::Gone)?;
        let contact = &facts.contact;
        let booking = Booking {
            site: self.brief.site.id,
            lead,
            conversation: Some(self.brief.conversation),
            is_only: true,
            with: With::Anyone,
            starts_at,
            name: contact.name.as_deref().unwrap_or_default(),
            email: contact.email.as_ref(),
            phone: contact.phone.as_ref(),
            note: "",
            time_zone: zone.name(),
            language: self.brief.plan.language,
        };
        let (mut tx, _) = self.hold().await?;
        let booked = appointments::book_in(self.services, &mut tx, booking).await;
        if matches!(booked, Err(AppointmentError::Already)) {
            drop(tx);
            let own = self.own().await?;
            let own = own.filter(|own| own.appointment.starts_at == starts_at);
            return own.map(as_booked).ok_or(AppointmentError::Already);
        }
        let (booked, told) = booked?;
        tx.commit().await?;
        told.publish(self.services, self.brief.organization);
        self.is_booked = Some(true);
        Ok(Booked {
            slot: booked.slot,
            host: booked.host_name,
            email: facts.contact.email,
        })
    }

    /// Moves the visitor's appointment.
    pub(in crate::assistant) async fn move_to(
        &mut self,
        starts_at: DateTime<Utc>,
    ) -> Result<Booked, AppointmentError> {
        let own = self.own().await?.ok_or(AppointmentError::NotFound)?;
        let by = Actor::Visitor(self.brief.organization);
        let (mut tx, _) = self.hold().await?;
        let id = own.appointment.id;
        let (_, told) =
            appointments::reschedule_in(self.services, &mut tx, by, id, starts_at).await?;
        let moved = store::find(&mut tx, id).await?;
        tx.commit().await?;
        told.publish(self.services, self.brief.organization);
        self.is_booked = Some(true);
        moved.map(as_booked).ok_or(AppointmentError::NotFound)
    }

    /// Calls the visitor's appointment off; when it would have been.
    pub(in crate::assistant) async fn call_off(&mut self) -> Result<Booked, AppointmentError> {
        let own = self.own().await?.ok_or(AppointmentError::NotFound)?;
        let by = Actor::Visitor(self.brief.organization);
        let (mut tx, _) = self.hold().await?;
        let told = appointments::cancel_in(self.services, &mut tx, by, own.appointment.id).await?;
        tx.commit().await?;
        told.publish(self.services, self.brief.organization);
        self.is_booked = Some(false);
        Ok(as_booked(own))
    }

    /// The appointment that the visitor has from this conversation, if any.
    pub(in crate::assistant) async fn own(&self) -> Result<Option<Stored>, StoreError> {
        let Some(lead) = self.lead else {
            return Ok(None);
        };
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        let now = self.services.clock.now();
        store::open_from(&mut tx, self.brief.conversation, lead, now).await
    }

    /// The appointment of this conversation that was called off last, unless there is a later one.
    pub(in crate::assistant) async fn called_off(&self) -> Result<Option<Booked>, StoreError> {
        let Some(lead) = self.lead else {
            return Ok(None);
        };
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        let last = store::last_from(&mut tx, self.brief.conversation, lead).await?;
        let is_off = |stored: &Stored| stored.appointment.status == AppointmentStatus::Cancelled;
        Ok(last.filter(is_off).map(as_booked))
    }

    /// All that is known of the visitor.
    fn facts(&self) -> Facts {
        let known = self.brief.plan.next.facts.clone();
        known.updated(self.learned.clone())
    }

    /// On whose calendar a day is meant: as [`Self::clock`] says, else the site's.
    pub(in crate::assistant) async fn zone(&self) -> Tz {
        let clock = self.clock().await.unwrap_or_else(|error| {
            tracing::error!(conversation = %self.brief.conversation, %error, "a clock can't be read");
            None
        });
        let of_site = || self.site_zone()?.parse().ok();
        clock.or_else(of_site).unwrap_or(Tz::UTC)
    }

    fn site_zone(&self) -> Option<&str> {
        let hours = self.brief.site.widget.hours.as_ref()?;
        Some(hours.time_zone.as_str())
    }

    /// By whose clock times are told: the site's, else that of whoever can be met; `None` if nobody can be.
    pub(in crate::assistant) async fn clock(&self) -> Result<Option<Tz>, StoreError> {
        let name = self.site_zone();
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        appointments::clock(self.services, &mut tx, name).await
    }
}

/// So many of the next times of anybody, by the clock of a zone.
pub(in crate::assistant) fn anybody<'z>(count: usize, zone: Tz) -> Wanted<'z> {
    Wanted {
        with: With::Anyone,
        from: None,
        count,
        wish: Wish::default(),
        unfit: &[],
        refused: &[],
        time_zone: Some(zone.name()),
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
