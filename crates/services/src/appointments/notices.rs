use beckon_domain::account::Identity;
use beckon_domain::appointment::AppointmentStatus;
use beckon_domain::id::{AppointmentId, OrganizationId};
use beckon_domain::lead::ActivityKind;
use beckon_domain::notification::NotificationKind;
use beckon_domain::widget::Language;
use beckon_store::appointments::{self, Booking};
use beckon_store::{StoreError, TenantTx, leads};
use chrono_tz::Tz;

use super::change::slot;
use super::offer::for_members;
use super::texts::{Texts, fill, in_language};
use super::{AppointmentError, letters, reminder};
use crate::Services;
use crate::conversations::{News, append_event};
use crate::notifications::{self, Raise, raise};

/// What happened to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Booked,
    Moved,
    Cancelled,
    /// It took place or not.
    Marked(AppointmentStatus),
}

/// What others are told once the transaction is committed.
#[derive(Default)]
#[must_use = "others are told when this is published, after the commit"]
pub struct Told {
    news: Option<News>,
    member: notifications::Told,
}

impl Told {
    /// Tells them.
    pub fn publish(self, services: &Services, organization: OrganizationId) {
        if let Some(news) = self.news {
            news.publish(services, organization);
        }
        self.member.publish(services, organization);
        services.jobs.notify_one();
    }
}

/// Tells everybody of what happened, in its transaction: the lead's timeline, the conversation, whoever meets the
/// visitor, and both by mail. `by` is the member who did it; without one it was the visitor.
pub(super) async fn announce(
    services: &Services,
    tx: &mut TenantTx,
    id: AppointmentId,
    event: Event,
    by: Option<&Identity>,
) -> Result<Told, AppointmentError> {
    let booking = appointments::find(tx, id).await?;
    let booking = booking.ok_or(AppointmentError::NotFound)?;
    let detail = note(services, tx, &booking, event, by).await?;
    if matches!(event, Event::Marked(_)) {
        return Ok(Told {
            news: None,
            member: notifications::Told::default(),
        });
    }
    let member = tell_host(services, tx, &booking, &detail, by).await?;
    letters::enqueue(services, tx, &booking, event).await?;
    if event != Event::Cancelled {
        reminder::enqueue(services, tx, &booking).await?;
    }
    let news = say(services, tx, &booking, event).await?;
    Ok(Told { news, member })
}

/// Writes it on the lead's timeline; gives the words.
async fn note(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    event: Event,
    by: Option<&Identity>,
) -> Result<String, StoreError> {
    let appointment = &booking.appointment;
    let what = match event {
        Event::Booked => "Booked",
        Event::Moved => "Moved",
        Event::Cancelled => AppointmentStatus::Cancelled.name(),
        Event::Marked(status) => status.name(),
    };
    let when = for_members(slot(booking), zone(booking));
    let with = host_name(booking);
    let detail = format!("{what}: {when}, with {with}");
    let actor = by.map(|identity| identity.account);
    let (kind, now) = (ActivityKind::Appointment, services.clock.now());
    leads::note_activity(tx, appointment.lead, kind, &detail, actor, now).await?;
    Ok(detail)
}

/// Whoever meets the visitor hears of it under the bell, unless they did it themselves.
async fn tell_host(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    detail: &str,
    by: Option<&Identity>,
) -> Result<notifications::Told, StoreError> {
    let appointment = &booking.appointment;
    let by = by.map(|identity| identity.account);
    let (Some(host), Some(conversation)) = (appointment.host, appointment.conversation) else {
        return Ok(notifications::Told::default());
    };
    if by == Some(host) {
        return Ok(notifications::Told::default());
    }
    let what = Raise {
        kind: NotificationKind::Appointment,
        about: conversation.into(),
        title: &appointment.visitor_name,
        detail,
        count: 1,
    };
    raise(services, tx, &[host], what).await
}

/// Says it in the conversation, in the visitor's language.
async fn say(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    event: Event,
) -> Result<Option<News>, StoreError> {
    let Some(conversation) = booking.appointment.conversation else {
        return Ok(None);
    };
    let texts = texts_of(booking);
    let template = match event {
        Event::Moved => &texts.mail.chat_moved,
        Event::Cancelled => &texts.mail.chat_cancelled,
        Event::Booked | Event::Marked(_) => &texts.mail.chat_booked,
    };
    let when = texts.when(slot(booking), zone(booking));
    let content = fill(template, &[("when", &when), ("host", host_name(booking))]);
    let now = services.clock.now();
    let number = append_event(tx, conversation, None, &content, now).await?;
    News::gather(tx, conversation, number).await.map(Some)
}

/// The texts of the visitor's language.
pub(super) fn texts_of(booking: &Booking) -> &'static Texts {
    in_language(Language::of_tag(&booking.language).unwrap_or_default())
}

/// The visitor's clock.
pub(super) fn zone(booking: &Booking) -> Tz {
    booking.appointment.time_zone.parse().unwrap_or(Tz::UTC)
}

/// What to call whoever meets the visitor.
pub(super) fn host_name(booking: &Booking) -> &str {
    booking.appointment.host_name.as_deref().unwrap_or("–")
}
