//! What visitor and host are mailed, each with an entry for their calendar.

use beckon_domain::id::MailId;
use beckon_domain::widget::Language;
use beckon_integrations::calendar::{CalendarPart, Entry, Method, Person};
use beckon_integrations::mail::{Block, Letter};
use beckon_store::appointments::Booking;
use beckon_store::{StoreError, TenantTx, appointments, organizations, sites};
use chrono_tz::Tz;

use super::change::slot;
use super::notices::{Event, host_name, texts_of, zone};
use super::offer::for_members;
use super::texts::{MailTexts, fill, in_language};
use super::token;
use crate::Services;
use crate::mail::{self, Mail};

/// Mails both of what happened, in its transaction.
pub(super) async fn enqueue(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    event: Event,
) -> Result<(), StoreError> {
    let organization = organizations::name(tx).await?;
    if let Some(email) = &booking.appointment.visitor_email {
        let letter = to_visitor(services, tx, booking, event, &organization).await?;
        let mail = write(services, booking, event, &organization, email, letter);
        mail::enqueue(services, tx, &mail).await?;
    }
    to_host(services, tx, booking, event, &organization).await
}

/// Takes an appointment that somebody else meets by now out of the calendar of whoever was to.
pub(super) async fn release(
    services: &Services,
    tx: &mut TenantTx,
    before: &Booking,
) -> Result<(), StoreError> {
    let organization = organizations::name(tx).await?;
    let mut released = before.clone();
    released.appointment.sequence += 1;
    to_host(services, tx, &released, Event::Cancelled, &organization).await
}

/// Reminds the visitor.
pub(super) async fn remind(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    email: &str,
) -> Result<(), StoreError> {
    let organization = organizations::name(tx).await?;
    let texts = &texts_of(booking).mail;
    let (subject, heading) = (&texts.reminder_subject, &texts.reminder_heading);
    let words = Words {
        subject,
        heading,
        button: &texts.manage,
    };
    let letter = letter(services, booking, &organization, words);
    let mut mail = write(
        services,
        booking,
        Event::Booked,
        &organization,
        email,
        letter,
    );
    mail.calendar = None;
    mail::enqueue(services, tx, &mail).await
}

/// What changes between a visitor's mails.
struct Words<'a> {
    subject: &'a str,
    heading: &'a str,
    button: &'a str,
}

impl<'a> Words<'a> {
    fn of(event: Event, texts: &'a MailTexts) -> Self {
        let (subject, heading, button) = match event {
            Event::Booked | Event::Marked(_) => {
                (&texts.booked_subject, &texts.booked_heading, &texts.manage)
            }
            Event::Moved => (&texts.moved_subject, &texts.moved_heading, &texts.manage),
            Event::Cancelled => {
                let again = &texts.book_again;
                (&texts.cancelled_subject, &texts.cancelled_heading, again)
            }
        };
        Self {
            subject,
            heading,
            button,
        }
    }
}

/// A letter and its subject.
struct Written {
    subject: String,
    letter: Letter,
}

async fn to_visitor(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    event: Event,
    organization: &str,
) -> Result<Written, StoreError> {
    let words = Words::of(event, &texts_of(booking).mail);
    let mut written = letter(services, booking, organization, words);
    if event == Event::Cancelled
        && let Some(site) = sites::find(tx, booking.site).await?
        && let Some((_, to)) = &mut written.letter.button
    {
        *to = services.mail.url(&format!("/book/{}", site.key));
    }
    Ok(written)
}

fn letter(services: &Services, booking: &Booking, organization: &str, words: Words<'_>) -> Written {
    let texts = texts_of(booking);
    let when = texts.when(slot(booking), zone(booking));
    let values = [
        ("when", when.as_str()),
        ("organization", organization),
        ("host", host_name(booking)),
    ];
    let mut blocks = vec![
        Block::Text(when.clone()),
        Block::Text(fill(&texts.mail.with_host, &values)),
    ];
    blocks.extend(note(booking, &texts.mail.your_note));
    Written {
        subject: fill(words.subject, &values),
        letter: Letter {
            language: booking.language.clone(),
            heading: fill(words.heading, &values),
            blocks,
            button: Some((words.button.to_owned(), visitors_page(services, booking))),
            footer: fill(&texts.mail.footer, &values),
            unsubscribe: None,
        },
    }
}

/// The visitor's own page of an appointment.
fn visitors_page(services: &Services, booking: &Booking) -> String {
    let token = token(services, booking.appointment.id);
    services.mail.url(&format!("/appointments/{token}"))
}

fn note(booking: &Booking, by: &str) -> Option<Block> {
    let words = &booking.appointment.note;
    (!words.is_empty()).then(|| Block::Quote {
        by: by.to_owned(),
        words: words.clone(),
    })
}

fn write(
    services: &Services,
    booking: &Booking,
    event: Event,
    organization: &str,
    to: &str,
    Written { subject, letter }: Written,
) -> Mail {
    let appointment = &booking.appointment;
    let visitor = Person {
        name: &appointment.visitor_name,
        email: to,
    };
    let description = letter.text();
    Mail {
        to_name: appointment.visitor_name.clone(),
        calendar: Some(calendar(
            services,
            booking,
            event,
            organization,
            &description,
            &[visitor],
        )),
        ..mail_to(services, booking, organization, to, subject, letter)
    }
}

fn mail_to(
    services: &Services,
    booking: &Booking,
    organization: &str,
    to: &str,
    subject: String,
    letter: Letter,
) -> Mail {
    let room = &services.mail;
    let conversation = booking.appointment.conversation;
    Mail {
        message_id: room.message_id(MailId::generate(services.clock.now())),
        from_name: organization.to_owned(),
        to_name: String::new(),
        to: to.to_owned(),
        reply_to: conversation.and_then(|id| room.reply_to(&services.secret, id)),
        references: Vec::new(),
        subject,
        unsubscribe: None,
        letter,
        calendar: None,
    }
}

/// The entry is sent by us and not by the host: what members sign in with is nobody else's business.
fn calendar(
    services: &Services,
    booking: &Booking,
    event: Event,
    organization: &str,
    description: &str,
    attendees: &[Person<'_>],
) -> CalendarPart {
    let appointment = &booking.appointment;
    let visitor = appointment.visitor_name.as_str();
    let summary = fill(
        &texts_of(booking).mail.event,
        &[("visitor", visitor), ("organization", organization)],
    );
    CalendarPart::new(&Entry {
        method: match event {
            Event::Cancelled => Method::Cancel,
            _ => Method::Request,
        },
        uid: &services.mail.message_id(MailId(appointment.id.0)),
        sequence: appointment.sequence.unsigned_abs(),
        written_at: services.clock.now(),
        starts_at: appointment.starts_at,
        ends_at: appointment.ends_at,
        summary: &summary,
        description,
        url: None,
        organizer: Person {
            name: organization,
            email: &services.mail.from,
        },
        attendees,
    })
}

/// Mails whoever meets the visitor, by their own clock.
async fn to_host(
    services: &Services,
    tx: &mut TenantTx,
    booking: &Booking,
    event: Event,
    organization: &str,
) -> Result<(), StoreError> {
    let appointment = &booking.appointment;
    let (Some(account), Some(email)) = (appointment.host, &booking.host_email) else {
        return Ok(());
    };
    let availability = appointments::availability(tx, account).await?;
    let zone = availability.map_or(Tz::UTC, |availability| availability.zone());
    let Written { subject, letter } = hosts_letter(services, booking, event, organization, zone);
    let me = Person {
        name: host_name(booking),
        email,
    };
    let mut people = vec![me];
    people.extend(appointment.visitor_email.as_deref().map(|email| Person {
        name: &appointment.visitor_name,
        email,
    }));
    let description = letter.text();
    let mail = Mail {
        to_name: me.name.to_owned(),
        calendar: Some(calendar(
            services,
            booking,
            event,
            organization,
            &description,
            &people,
        )),
        ..mail_to(services, booking, organization, email, subject, letter)
    };
    mail::enqueue(services, tx, &mail).await
}

fn hosts_letter(
    services: &Services,
    booking: &Booking,
    event: Event,
    organization: &str,
    zone: Tz,
) -> Written {
    let appointment = &booking.appointment;
    let visitor = &appointment.visitor_name;
    let what = match event {
        Event::Booked | Event::Marked(_) => "booked an appointment with you",
        Event::Moved => "has a new time with you",
        Event::Cancelled => "does not meet you any more",
    };
    let when = for_members(slot(booking), zone);
    let contact = [&appointment.visitor_email, &appointment.visitor_phone];
    let contact: Vec<&str> = contact.into_iter().filter_map(Option::as_deref).collect();
    let mut blocks = vec![Block::Text(when), Block::Text(contact.join("\n"))];
    blocks.extend(note(booking, visitor));
    let day =
        in_language(Language::En).date(appointment.starts_at.with_timezone(&zone).date_naive());
    let page = appointment.conversation.map_or_else(
        || "/app/appointments".to_owned(),
        |conversation| format!("/app/inbox/{conversation}"),
    );
    Written {
        subject: format!("{visitor} {what}: {day}"),
        letter: Letter {
            language: String::new(),
            heading: format!("{visitor} {what}"),
            blocks,
            button: Some(("Open in Beckon".to_owned(), services.mail.url(&page))),
            footer: format!(
                "You get this because visitors of {organization} can book your time. You decide when, under Availability."
            ),
            unsubscribe: None,
        },
    }
}
