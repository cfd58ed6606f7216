use beckon_domain::attribution::Touch;
use beckon_domain::form::{CONSENT_TEXT, LeadForm};
use beckon_domain::id::{LeadId, VisitorId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{ActivityKind, Facts, LeadSource, LeadStatus, LeadSummary};
use beckon_domain::score::Score;
use beckon_domain::site::Site;
use beckon_store::leads::{self, Lead, Origin};
use beckon_store::{StoreError, TenantTx};

use super::{LeadError, Scale, enqueue_route};
use crate::sites::{SiteServiceError, owned_landing};
use crate::{ClientInfo, Services};

/// Turns a landing page's form into a lead of the platform.
pub async fn submit_form(
    services: &Services,
    industry: Industry,
    form: LeadForm,
    touch: Touch,
    client: &ClientInfo,
) -> Result<LeadId, LeadError> {
    let facts = form.check().map_err(LeadError::Form)?;
    if !services.limits.allows_form(client.address) {
        return Err(LeadError::SlowDown);
    }
    let (organization, site) =
        owned_landing(services, industry)
            .await
            .map_err(|error| match error {
                SiteServiceError::Unavailable(error) => LeadError::Unavailable(error),
                _ => LeadError::NotFound,
            })?;
    let mut tx = services.store.tenant(organization).await?;
    let captured = Captured {
        site: &site,
        visitor: None,
        facts,
        touch: touch.cleaned(),
        notes: kept_notes(&form.notes),
        consent: CONSENT_TEXT,
    };
    let id = capture(services, &mut tx, captured).await?;
    tx.commit().await?;
    Ok(id)
}

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
    pub(crate) consent: &'a str,
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
    let origin = Origin {
        site: captured.site.id,
        visitor: captured.visitor,
        first_touch: first_touch.as_ref().unwrap_or(&captured.touch),
        last_touch: &captured.touch,
        notes,
        consent: Some(captured.consent),
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
