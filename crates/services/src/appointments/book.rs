use beckon_domain::appointment::{Host, Span, With, choose, offers};
use beckon_domain::contact::{Email, Phone};
use beckon_domain::id::{AccountId, AppointmentId, ConversationId, LeadId, OrganizationId, SiteId};
use beckon_domain::inbox::Assignment;
use beckon_domain::lead::ActivityKind;
use beckon_domain::widget::Language;
use beckon_store::appointments::{self, Booking as Stored, NewAppointment};
use beckon_store::leads::Lead;
use beckon_store::{TenantTx, accounts, conversations, leads};
use chrono::{DateTime, TimeDelta, Utc};

use super::notices::{Event, Told, announce};
use super::{AppointmentError, token, token_hash};
use crate::Services;

/// A time that somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Booking<'a> {
    /// Through which site.
    pub site: SiteId,
    /// With which lead.
    pub lead: LeadId,
    /// In which conversation they talk.
    pub conversation: Option<ConversationId>,
    /// Whether that conversation may have no other appointment that is to come.
    pub is_only: bool,
    /// With whom.
    pub with: With,
    /// When it begins: a time that is offered.
    pub starts_at: DateTime<Utc>,
    /// What the visitor is called.
    pub name: &'a str,
    /// Their address; without one they are sent nothing.
    pub email: Option<&'a Email>,
    /// Their number.
    pub phone: Option<&'a Phone>,
    /// What they want to talk about; may be empty.
    pub note: &'a str,
    /// Their clock: a name of the IANA database.
    pub time_zone: &'a str,
    /// Their language.
    pub language: Language,
}

/// A booked appointment.
#[derive(Clone, Debug)]
pub struct Booked {
    /// Its id.
    pub id: AppointmentId,
    /// When.
    pub slot: Span,
    /// With whom.
    pub host: AccountId,
    /// What that person is called.
    pub host_name: String,
    /// The token of the visitor's link, `/appointments/{token}`.
    pub token: String,
}

/// Books a time. Of many who want the same one, one gets it; the others learn that it is gone.
pub async fn book(
    services: &Services,
    organization: OrganizationId,
    booking: Booking<'_>,
) -> Result<Booked, AppointmentError> {
    let mut tx = services.store.tenant(organization).await?;
    let (booked, told) = book_in(services, &mut tx, booking).await?;
    tx.commit().await?;
    told.publish(services, organization);
    Ok(booked)
}

/// The same, inside a transaction; what comes back is to be published once it is committed.
///
/// It locks the conversation, then the hosts, then the lead: whoever holds one of them already must come in that order.
pub async fn book_in(
    services: &Services,
    tx: &mut TenantTx,
    booking: Booking<'_>,
) -> Result<(Booked, Told), AppointmentError> {
    if let Some(conversation) = booking.conversation {
        conversations::hold(tx, conversation).await?;
        let now = services.clock.now();
        let is_there = booking.is_only
            && appointments::open_from(tx, conversation, booking.lead, now)
                .await?
                .is_some();
        if is_there {
            return Err(AppointmentError::Already);
        }
    }
    let booking = Booking {
        lead: leads::merges::current(tx, booking.lead).await?,
        ..booking
    };
    let wanted = Wanted {
        with: booking.with,
        lead: booking.lead,
        starts_at: booking.starts_at,
        moved: None,
        keeps_notice: true,
    };
    let place = find_place(services, tx, wanted).await?;
    let now = services.clock.now();
    let id = AppointmentId::generate(now);
    let new = NewAppointment {
        id,
        site: booking.site,
        lead: booking.lead,
        conversation: booking.conversation,
        host: place.host,
        slot: place.slot,
        blocked: place.blocked,
        name: booking.name,
        email: booking.email.map(Email::as_str),
        phone: booking.phone.map(Phone::as_str),
        note: booking.note,
        time_zone: booking.time_zone,
        language: booking.language.code(),
        token_hash: &token_hash(services, id),
    };
    appointments::insert(tx, &new, now).await?;
    let host_name = take_care(services, tx, &booking, &place).await?;
    let told = announce(services, tx, id, Event::Booked, None).await?;
    let booked = Booked {
        id,
        slot: place.slot,
        host: place.host,
        host_name,
        token: token(services, id),
    };
    Ok((booked, told))
}

/// A time that is free, with whom.
pub(super) struct Place {
    pub(super) host: AccountId,
    pub(super) slot: Span,
    pub(super) blocked: Span,
    lead: Lead,
}

/// A time that is to be taken.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) with: With,
    pub(super) lead: LeadId,
    pub(super) starts_at: DateTime<Utc>,
    /// The appointment that is moved there: the time it takes up counts as free.
    pub(super) moved: Option<&'a Stored>,
    /// Visitors keep the notice that hosts want; hosts themselves may do without.
    pub(super) keeps_notice: bool,
}

/// Locks those who can be met and the lead, and finds who takes the appointment: whoever takes care of the lead if they
/// are free.
pub(super) async fn find_place(
    services: &Services,
    tx: &mut TenantTx,
    wanted: Wanted<'_>,
) -> Result<Place, AppointmentError> {
    let now = services.clock.now();
    let (member, team) = wanted.with.parts();
    let mut hosts = appointments::lock_hosts(tx, member, team, now).await?;
    let lead = leads::lock(tx, wanted.lead)
        .await?
        .ok_or(AppointmentError::NotFound)?;
    if let Some(moved) = wanted.moved {
        forget(&mut hosts, moved);
    }
    if !wanted.keeps_notice {
        waive_notice(&mut hosts);
    }
    let just_after = wanted.starts_at.checked_add_signed(TimeDelta::seconds(1));
    let within = Span {
        start: wanted.starts_at,
        end: just_after.ok_or(AppointmentError::Gone)?,
    };
    let offer = offers(&hosts, now, within)
        .into_iter()
        .next()
        .ok_or(AppointmentError::Gone)?;
    let host = choose(&hosts, &offer, lead.summary.assignee).ok_or(AppointmentError::Gone)?;
    let rules = hosts
        .iter()
        .find(|candidate| candidate.account == host)
        .map(|candidate| candidate.availability.rules)
        .ok_or(AppointmentError::Gone)?;
    Ok(Place {
        host,
        slot: offer.slot,
        blocked: rules.blocked(offer.slot),
        lead,
    })
}

/// Lets the time that an appointment takes up count as free.
pub(super) fn forget(hosts: &mut [Host], moved: &Stored) {
    let own = &moved.appointment;
    for host in hosts {
        if own.host == Some(host.account) {
            host.taken.retain(|taken| taken.starts_at != own.starts_at);
        }
    }
}

/// Lets hosts be met at once.
pub(super) fn waive_notice(hosts: &mut [Host]) {
    for host in hosts {
        host.availability.rules.notice = 0;
    }
}

/// Whoever meets a lead that nobody takes care of takes care of it, and of the conversation. Tells their name.
async fn take_care(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking<'_>,
    place: &Place,
) -> Result<String, AppointmentError> {
    let members = accounts::members(tx).await?;
    let name = members
        .into_iter()
        .find(|member| member.account == place.host)
        .map(|member| member.name)
        .unwrap_or_default();
    if place.lead.summary.assignee.is_none() {
        leads::assign(tx, booking.lead, Some(place.host)).await?;
        let (kind, now) = (ActivityKind::Assigned, services.clock.now());
        leads::note_activity(tx, booking.lead, kind, &name, None, now).await?;
    }
    if let Some(conversation) = booking.conversation
        && let Some(held) = conversations::hold(tx, conversation).await?
        && held.assignee.is_none()
    {
        conversations::assign(tx, conversation, Assignment::Member(place.host)).await?;
    }
    Ok(name)
}
