use beckon_domain::attribution::Touch;
use beckon_domain::form::{Answer, CONSENT_TEXT, LeadForm, answered};
use beckon_domain::held::HeldReason;
use beckon_domain::id::{HeldId, LeadId, OrganizationId, VisitorId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{ActivityKind, Facts, LeadSource, LeadStatus, LeadSummary};
use beckon_domain::score::Score;
use beckon_domain::site::Site;
use beckon_store::forms::{self, Claim, Held};
use beckon_store::leads::{self, Consent, Lead, Origin};
use beckon_store::{StoreError, TenantTx};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::consent::{Given, Version, text_of};
use super::guard::{ROOM, Signs, is_press, judge};
use super::ticket::{Purpose, Ticket};
use super::{LeadError, Scale, enqueue_route};
use crate::sites::{SiteServiceError, owned_landing};
use crate::{ClientInfo, Services};

/// A landing page's form as it was sent.
#[derive(Clone, Debug)]
pub struct Submission {
    /// On which page.
    pub industry: Industry,
    /// What was typed.
    pub form: LeadForm,
    /// Where they came from.
    pub touch: Touch,
    /// The page's ticket.
    pub ticket: String,
    /// Whether a field is filled in that people don't see.
    pub is_decoy_filled: bool,
}

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// A lead.
    Lead(LeadId),
    /// Nothing: it was a lead already. A button was pressed twice, or our answer got lost.
    Again,
    /// It was put aside. Sent once more with this ticket, it is a person's.
    Held(String),
}

/// The ticket of a page that shows an industry's form now.
pub fn form_ticket(services: &Services, industry: Industry) -> String {
    ticket(services, industry, Purpose::Page, Uuid::new_v4())
}

fn ticket(services: &Services, industry: Industry, purpose: Purpose, id: Uuid) -> String {
    let ticket = Ticket {
        purpose,
        industry,
        issued_at: services.clock.now(),
        id,
        consent: Version::of(CONSENT_TEXT),
    };
    ticket.sign(&services.secret)
}

/// Turns a landing page's form into a lead of the platform, once for each page. What looks like a program's is put aside.
pub async fn submit_form(
    services: &Services,
    submission: Submission,
    client: &ClientInfo,
) -> Result<Submitted, LeadError> {
    let facts = submission
        .form
        .check_for(submission.industry)
        .map_err(LeadError::Form)?;
    let (organization, site) = landing(services, submission.industry).await?;
    let sent = Sent {
        organization,
        site: &site,
        content: digest(submission.industry, &submission.form),
        submission: &submission,
        client,
    };
    let signs = Signs {
        ticket: Ticket::read(&services.secret, &submission.ticket),
        industry: submission.industry,
        is_decoy_filled: submission.is_decoy_filled,
    };
    let caught = match judge(&signs, services.clock.now()) {
        Ok(ticket) => match accept(services, &sent, facts, ticket).await? {
            Accepted::Taken(submitted) => return Ok(submitted),
            Accepted::Not(reason) => reason,
        },
        Err(reason) => reason,
    };
    put_aside(services, &sent, &signs, caught).await
}

async fn landing(
    services: &Services,
    industry: Industry,
) -> Result<(OrganizationId, Site), LeadError> {
    owned_landing(services, industry)
        .await
        .map_err(|error| match error {
            SiteServiceError::Unavailable(error) => LeadError::Unavailable(error),
            _ => LeadError::NotFound,
        })
}

/// A form on its way.
struct Sent<'a> {
    organization: OrganizationId,
    site: &'a Site,
    content: [u8; 32],
    submission: &'a Submission,
    client: &'a ClientInfo,
}

enum Accepted {
    Taken(Submitted),
    Not(HeldReason),
}

/// What was typed, in 32 bytes: a form sent twice is known by it.
fn digest(industry: Industry, form: &LeadForm) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    add(industry.slug());
    for text in [
        &form.name,
        &form.email,
        &form.phone,
        &form.location,
        &form.timeline,
        &form.budget,
        &form.notes,
    ] {
        add(text);
    }
    for (question, answer) in &form.answers {
        add(question);
        add(answer);
    }
    hash.finalize().into()
}

async fn accept(
    services: &Services,
    sent: &Sent<'_>,
    facts: Facts,
    ticket: Ticket,
) -> Result<Accepted, LeadError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(sent.organization).await?;
    match forms::claim_ticket(&mut tx, ticket.id, &sent.content, now).await? {
        Claim::First => {}
        Claim::Again => return Ok(Accepted::Taken(Submitted::Again)),
        Claim::Other => return Ok(Accepted::Not(HeldReason::Changed)),
    }
    // Asked last, so that a flood of what is caught anyway takes nothing from the people behind the same address.
    if !services
        .limits
        .allows_lead(sent.client.address, is_press(&ticket))
    {
        return Ok(Accepted::Not(HeldReason::TooMany));
    }
    let version = ticket.consent.name();
    let Some(text) = text_of(&mut tx, &version).await? else {
        return Ok(Accepted::Not(HeldReason::StaleTicket));
    };
    let form = &sent.submission.form;
    let captured = Captured {
        site: sent.site,
        visitor: None,
        facts,
        touch: sent.submission.touch.clone().cleaned(),
        notes: kept_notes(&form.notes),
        consent: Some(Given::to(&text, Some(sent.client))),
        answers: answered(sent.submission.industry, &form.answers),
    };
    let id = capture(services, &mut tx, captured).await?;
    forms::remove_held(&mut tx, HeldId(ticket.id)).await?;
    tx.commit().await?;
    Ok(Accepted::Taken(Submitted::Lead(id)))
}

async fn put_aside(
    services: &Services,
    sent: &Sent<'_>,
    signs: &Signs,
    reason: HeldReason,
) -> Result<Submitted, LeadError> {
    let now = services.clock.now();
    let submission = sent.submission;
    metrics::counter!("beckon_forms_held_total").increment(1);
    let mut tx = services.store.tenant(sent.organization).await?;
    let mut consent_version = None;
    if let Ok(ticket) = signs.ticket {
        let version = ticket.consent.name();
        if let Some(text) = text_of(&mut tx, &version).await? {
            forms::keep_consent_text(&mut tx, &version, &text, now).await?;
            consent_version = Some(version);
        }
    }
    let held = Held {
        id: HeldId::generate(now),
        site: sent.site.id,
        reason,
        form: serde_json::to_string(&submission.form).unwrap_or_default(),
        touch: submission.touch.clone().cleaned(),
        content: sent.content,
        consent_version,
        address: sent.client.address.to_string(),
        user_agent: sent.client.short_user_agent(),
        at: now,
    };
    // Where there is no room, or one is too long to be a person's, it waits in its sender's browser alone.
    let id = if held.form.len() <= HELD_MAX {
        forms::hold(&mut tx, &held, ROOM).await?
    } else {
        None
    };
    tx.commit().await?;
    let id = id.unwrap_or(held.id);
    let press = ticket(services, submission.industry, Purpose::Press, id.0);
    Ok(Submitted::Held(press))
}

/// Longest form that is put aside, in bytes of JSON.
const HELD_MAX: usize = 16_000;

/// What somebody told by a form.
pub(crate) struct Captured<'a> {
    /// On which site.
    pub(crate) site: &'a Site,
    /// Which browser, where one is known.
    pub(crate) visitor: Option<VisitorId>,
    /// What they told.
    pub(crate) facts: Facts,
    /// Where they came from.
    pub(crate) touch: Touch,
    /// Their note.
    pub(crate) notes: Option<String>,
    /// What they agreed to.
    pub(crate) consent: Option<Given>,
    /// What its questions were answered.
    pub(crate) answers: Vec<Answer>,
}

/// The note of a form, if there is one.
pub(crate) fn kept_notes(typed: &str) -> Option<String> {
    Some(typed.trim().replace('\0', "")).filter(|notes| !notes.is_empty())
}

/// Makes a lead of what a form told, in the transaction of what follows from it.
pub(crate) async fn capture(
    services: &Services,
    tx: &mut TenantTx,
    captured: Captured<'_>,
) -> Result<LeadId, StoreError> {
    let now = services.clock.now();
    let scale = Scale::read(tx).await?;
    let lead = {
        let mut lead = from_form(&captured, LeadId::generate(now), now);
        lead.summary.score = scale.score(&lead, now);
        lead
    };
    let notes = captured.notes.as_deref();
    let first_touch = leads::first_touch_of(tx, &lead.summary.facts.contact).await?;
    if let Some(given) = &captured.consent {
        forms::keep_consent_text(tx, &given.version, &given.text, now).await?;
    }
    let origin = Origin {
        site: captured.site.id,
        visitor: captured.visitor,
        first_touch: first_touch.as_ref().unwrap_or(&captured.touch),
        last_touch: &captured.touch,
        notes,
        consent: captured.consent.as_ref().map(|given| Consent {
            version: &given.version,
            text: &given.text,
            address: given.address.as_deref(),
            user_agent: given.user_agent.as_deref(),
        }),
        answers: &captured.answers,
    };
    leads::insert(tx, &lead, &origin).await?;
    let (id, kind) = (lead.summary.id, ActivityKind::FormSubmitted);
    let detail = notes.unwrap_or("Without a note");
    leads::note_activity(tx, id, kind, detail, None, now).await?;
    enqueue_route(services, tx, id).await?;
    let source = lead.summary.source.name();
    metrics::counter!("beckon_leads_total", "source" => source).increment(1);
    Ok(id)
}

fn from_form(captured: &Captured<'_>, id: LeadId, now: chrono::DateTime<chrono::Utc>) -> Lead {
    let source = if captured.touch.is_paid() {
        LeadSource::PaidAds
    } else {
        LeadSource::Form
    };
    Lead {
        summary: LeadSummary {
            id,
            facts: captured.facts.clone(),
            industry: captured.site.industry,
            source,
            status: LeadStatus::New,
            score: Score::default(),
            assignee: None,
            created_at: now,
        },
        page_views: 1,
        seconds_on_site: 0,
        form_submissions: 1,
        had_conversation: false,
        answered_within_hour: false,
        touch: captured.touch.clone(),
        heard_at: now,
    }
}
