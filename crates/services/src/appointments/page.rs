//! The pages on which visitors book, move and call off without the chat.

use beckon_domain::appointment::{Appointment, AppointmentPage, BookingPage, Host, With};
use beckon_domain::attribution::Touch;
use beckon_domain::conversation::Sender;
use beckon_domain::form::{Field, LeadForm};
use beckon_domain::id::{
    AppointmentId, ClientMessageId, ConversationId, LeadId, OrganizationId, VisitorId,
};
use beckon_domain::lead::Facts;
use beckon_domain::site::{Site, SiteKey};
use beckon_domain::widget::Language;
use beckon_store::appointments::{self, Booking as Stored};
use beckon_store::conversations::{self, NewMessage};
use beckon_store::visitors::{self, VisitNote};
use beckon_store::{StoreError, TenantTx, organizations, sites, system};
use chrono::{DateTime, NaiveDate, Utc};

use super::AppointmentError;
use super::book::{Booked, Booking, book_in, forget};
use super::change::{Actor, Moved, cancel, reschedule, same_host, slot};
use super::choice::choices;
use super::notices::zone;
use super::offer::{hosts, zone_for};
use super::picker::picker;
use super::texts::in_language;
use crate::leads::{Captured, Given, capture, kept_notes};
use crate::secret::{hash_token, random_token};
use crate::{ClientInfo, Services};

/// What a visitor asks to see.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'a> {
    /// By whose clock; that of whoever can be met if it is none.
    pub time_zone: Option<&'a str>,
    /// Which day.
    pub day: Option<NaiveDate>,
    /// In which language, as browsers name them, the best first.
    pub accept_language: &'a str,
}

/// The booking form as typed.
#[derive(Clone, Debug, Default)]
pub struct BookForm {
    /// With whom.
    pub with: With,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// Name; required.
    pub name: String,
    /// E-mail address; required, as the details are sent there.
    pub email: String,
    /// Phone number; may be empty.
    pub phone: String,
    /// What it is about; may be empty.
    pub note: String,
    /// Their clock.
    pub time_zone: String,
}

/// The page of a site on which a time is booked, with whom the visitor chose if they can be met.
pub async fn booking_page(
    services: &Services,
    key: &SiteKey,
    wanted: With,
    shown: Shown<'_>,
) -> Result<BookingPage, AppointmentError> {
    let (organization, site) = find_site(services, key).await?;
    let mut tx = services.store.tenant(organization).await?;
    let now = services.clock.now();
    let language = language(&site, shown);
    let texts = in_language(language);
    let everybody = hosts(&mut tx, With::Anyone, now).await?;
    let zone = zone_for(shown.time_zone, &everybody);
    let choices = choices(&mut tx, &everybody, wanted, site.widget.names_hosts, texts).await?;
    let has_hosts = !everybody.is_empty();
    let hosts = match choices.list.iter().find(|choice| choice.is_chosen) {
        Some(choice) if choice.with != With::Anyone => hosts(&mut tx, choice.with, now).await?,
        _ => everybody,
    };
    Ok(BookingPage {
        language,
        words: texts.page.clone(),
        title: organizations::name(&mut tx).await?,
        choices: choices.list,
        has_hosts,
        is_missed: choices.is_missed,
        picker: picker(&hosts, now, zone, shown.day, texts),
        elsewhere: site
            .allowed_origins
            .first()
            .map(|origin| origin.as_str().to_owned()),
    })
}

/// Books a time on a site's page: whoever does is a lead, and has a conversation in which members can answer by mail.
pub async fn book_on_page(
    services: &Services,
    key: &SiteKey,
    form: BookForm,
    touch: Touch,
    accept_language: &str,
    client: &ClientInfo,
) -> Result<Booked, AppointmentError> {
    let facts = check(&form).map_err(AppointmentError::Form)?;
    if !services.limits.allows_form(client.address) {
        return Err(AppointmentError::SlowDown);
    }
    let (organization, site) = find_site(services, key).await?;
    let mut tx = services.store.tenant(organization).await?;
    let hosts = hosts(&mut tx, form.with, services.clock.now()).await?;
    let time_zone = zone_for(Some(&form.time_zone), &hosts).name();
    let shown = Shown {
        accept_language,
        ..Shown::default()
    };
    let language = language(&site, shown);
    let visit = Visit {
        site: &site,
        touch: touch.cleaned(),
        language,
        client,
    };
    let arrived = arrive(services, &mut tx, visit, &facts, &form.note).await?;
    let booking = Booking {
        is_only: false,
        site: site.id,
        lead: arrived.lead,
        conversation: Some(arrived.conversation),
        with: form.with,
        starts_at: form.starts_at,
        name: facts.contact.name.as_deref().unwrap_or_default(),
        email: facts.contact.email.as_ref(),
        phone: facts.contact.phone.as_ref(),
        note: arrived.note.as_deref().unwrap_or_default(),
        time_zone,
        language,
    };
    let (booked, told) = book_in(services, &mut tx, booking).await?;
    tx.commit().await?;
    told.publish(services, organization);
    Ok(booked)
}

/// Where a stranger came in.
struct Visit<'a> {
    site: &'a Site,
    touch: Touch,
    language: Language,
    client: &'a ClientInfo,
}

/// What a booking makes of them.
struct Arrived {
    lead: LeadId,
    conversation: ConversationId,
    note: Option<String>,
}

async fn arrive(
    services: &Services,
    tx: &mut TenantTx,
    visit: Visit<'_>,
    facts: &Facts,
    note: &str,
) -> Result<Arrived, StoreError> {
    let now = services.clock.now();
    let visitor = VisitorId::generate(now);
    let Visit {
        site,
        touch,
        language,
        client,
    } = visit;
    let visited = VisitNote {
        touch: touch.clone(),
        page_views: 1,
        seconds_on_site: 0,
    };
    // Nobody holds this token: what was typed on the page proves nothing to the chat.
    let unknown = hash_token(&random_token());
    visitors::insert(tx, visitor, site.id, &unknown, &visited, now).await?;
    let note = kept_notes(note);
    let organization = organizations::name(tx).await?;
    let consent = in_language(language)
        .page
        .consent
        .replace("{}", &organization);
    let captured = Captured {
        site,
        visitor: Some(visitor),
        facts: facts.clone(),
        touch,
        notes: note.clone(),
        consent: Some(Given::to(&consent, Some(client))),
        answers: Vec::new(),
    };
    let lead = capture(services, tx, captured).await?;
    let conversation = ConversationId::generate(now);
    conversations::insert(tx, conversation, site.id, visitor, now).await?;
    conversations::link_lead(tx, conversation, lead).await?;
    conversations::silence_assistant(tx, conversation).await?;
    if let Some(note) = &note {
        let new = NewMessage {
            conversation,
            client_id: ClientMessageId::random(),
            sender: Sender::Visitor,
            account: None,
            content: note,
            attachment: None,
        };
        conversations::append(tx, new, now).await?;
    }
    Ok(Arrived {
        lead,
        conversation,
        note,
    })
}

/// Checks the form by the rules of the lead form, whose fields these are; booking is consent enough.
fn check(form: &BookForm) -> Result<Facts, Vec<(Field, beckon_domain::form::FieldError)>> {
    let form = LeadForm {
        name: form.name.clone(),
        email: form.email.clone(),
        phone: form.phone.clone(),
        notes: form.note.clone(),
        consent: "yes".to_owned(),
        ..LeadForm::default()
    };
    form.check()
}

/// The page of an appointment, by the token of its link.
pub async fn appointment_page(
    services: &Services,
    token: &str,
    shown: Shown<'_>,
) -> Result<AppointmentPage, AppointmentError> {
    let (organization, id) = find_token(services, token).await?;
    let mut tx = services.store.tenant(organization).await?;
    let stored = appointments::find(&mut tx, id).await?;
    let stored = stored.ok_or(AppointmentError::NotFound)?;
    let site = sites::find(&mut tx, stored.site).await?;
    let site = site.ok_or(AppointmentError::NotFound)?;
    let now = services.clock.now();
    let hosts = movable_to(&mut tx, &stored, now).await?;
    let language = Language::of_tag(&stored.language).unwrap_or_default();
    let texts = in_language(language);
    let zone = shown
        .time_zone
        .and_then(|name| name.parse().ok())
        .unwrap_or_else(|| zone(&stored));
    let when = texts.when(slot(&stored), zone);
    let Appointment {
        host_name,
        note,
        status,
        ..
    } = stored.appointment.clone();
    Ok(AppointmentPage {
        language,
        words: texts.page.clone(),
        title: organizations::name(&mut tx).await?,
        host: host_name,
        when,
        note,
        status,
        picker: stored
            .appointment
            .is_open(now)
            .then(|| picker(&hosts, now, zone, shown.day, texts)),
        book_again: format!("/book/{}", site.key),
    })
}

/// Those an appointment can be moved among; its own time is no alternative.
pub(super) async fn movable_to(
    tx: &mut TenantTx,
    stored: &Stored,
    now: DateTime<Utc>,
) -> Result<Vec<Host>, StoreError> {
    let with = same_host(tx, stored, now).await?;
    let mut hosts = hosts(tx, with, now).await?;
    forget(&mut hosts, stored);
    Ok(hosts)
}

/// Moves an appointment, by the token of its link.
pub async fn move_by_token(
    services: &Services,
    token: &str,
    starts_at: DateTime<Utc>,
    client: &ClientInfo,
) -> Result<Moved, AppointmentError> {
    let (organization, id) = changeable(services, token, client).await?;
    reschedule(services, Actor::Visitor(organization), id, starts_at).await
}

/// Calls an appointment off, by the token of its link.
pub async fn cancel_by_token(
    services: &Services,
    token: &str,
    client: &ClientInfo,
) -> Result<(), AppointmentError> {
    let (organization, id) = changeable(services, token, client).await?;
    cancel(services, Actor::Visitor(organization), id).await
}

/// Each change mails two people, so that it counts as a form.
async fn changeable(
    services: &Services,
    token: &str,
    client: &ClientInfo,
) -> Result<(OrganizationId, AppointmentId), AppointmentError> {
    if !services.limits.allows_form(client.address) {
        return Err(AppointmentError::SlowDown);
    }
    find_token(services, token).await
}

async fn find_token(
    services: &Services,
    token: &str,
) -> Result<(OrganizationId, AppointmentId), AppointmentError> {
    let found = appointments::by_token(&services.store, &hash_token(token)).await?;
    found.ok_or(AppointmentError::NotFound)
}

async fn find_site(
    services: &Services,
    key: &SiteKey,
) -> Result<(OrganizationId, Site), AppointmentError> {
    let found = system::site(&services.store, key).await?;
    found.ok_or(AppointmentError::NotFound)
}

fn language(site: &Site, shown: Shown<'_>) -> Language {
    let preferred = crate::sites::preferred(shown.accept_language);
    site.widget.language_for(preferred)
}
