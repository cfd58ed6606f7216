use beckon_domain::appointment::{AppointmentStatus, Availability, BookingRules, Span};
use beckon_domain::contact::{Email, Phone};
use beckon_domain::id::{AccountId, AppointmentId};
use beckon_domain::lead::LeadSummary;
use beckon_domain::site::Site;
use beckon_store::appointments::{self, NewAppointment};
use beckon_store::{StoreError, TenantTx, conversations, leads};
use chrono::{DateTime, TimeDelta, Utc};

use crate::Services;
use crate::appointments::token_hash;

/// The demo buyer's clock.
const ZONE: &str = "America/Chicago";

/// Appointments over and to come.
const EACH: usize = 6;

/// When the demo's people can be met, and some who come. Written without the mails that a booking sends.
pub(super) async fn create(
    services: &Services,
    tx: &mut TenantTx,
    site: &Site,
    hosts: [AccountId; 2],
) -> Result<(), StoreError> {
    let hours = Availability {
        is_bookable: true,
        rules: BookingRules {
            buffer_after: 15,
            ..BookingRules::default()
        },
        ..Availability::unset(ZONE)
    };
    for host in hosts {
        appointments::save_availability(tx, host, &hours).await?;
    }
    let now = services.clock.now();
    let month_ago = now - TimeDelta::days(30);
    let mut visitors = leads::best_since(tx, month_ago, 40).await?.into_iter();
    let past = slots(&hours, now - TimeDelta::days(9), now - TimeDelta::hours(1));
    let ahead = slots(&hours, now, now + TimeDelta::days(9));
    for (turn, slot) in past.into_iter().chain(ahead).enumerate() {
        let Some(lead) = visitors.find(|lead| lead.facts.contact.email.is_some()) else {
            break;
        };
        let host = lead.assignee.unwrap_or(hosts[turn % 2]);
        let id = add(services, tx, site, host, &lead, slot, &hours.rules).await?;
        if slot.end < now {
            let status = match turn {
                2 => AppointmentStatus::NoShow,
                _ => AppointmentStatus::Done,
            };
            appointments::set_status(tx, id, status).await?;
        }
    }
    Ok(())
}

/// Some times of a stretch, evenly spread.
fn slots(hours: &Availability, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Span> {
    let all = hours.slots(&[], start, Span { start, end });
    let step = (all.len() / EACH).max(1);
    all.into_iter().step_by(step).take(EACH).collect()
}

async fn add(
    services: &Services,
    tx: &mut TenantTx,
    site: &Site,
    host: AccountId,
    lead: &LeadSummary,
    slot: Span,
    rules: &BookingRules,
) -> Result<AppointmentId, StoreError> {
    let now = services.clock.now();
    let id = AppointmentId::generate(now);
    let contact = &lead.facts.contact;
    let new = NewAppointment {
        id,
        site: site.id,
        lead: lead.id,
        conversation: conversations::of_lead(tx, lead.id).await?,
        host,
        slot,
        blocked: rules.blocked(slot),
        name: contact.name.as_deref().unwrap_or("A visitor"),
        email: contact.email.as_ref().map(Email::as_str),
        phone: contact.phone.as_ref().map(Phone::as_str),
        note: "A first look at the roof, and what it would save.",
        time_zone: ZONE,
        language: "en",
        token_hash: &token_hash(services, id),
    };
    appointments::insert(tx, &new, now).await?;
    Ok(id)
}
