use beckon_domain::attribution::Touch;
use beckon_domain::form::{CONSENT_TEXT, LeadForm};
use beckon_domain::id::LeadId;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{ActivityKind, LeadSource, LeadStatus, LeadSummary};
use beckon_domain::score::Score;
use beckon_store::leads::{self, Lead, Origin};
use beckon_store::organizations;

use super::{LeadError, score};
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
    let now = services.clock.now();
    let touch = touch.cleaned();
    let source = if touch.is_paid() {
        LeadSource::PaidAds
    } else {
        LeadSource::Form
    };
    let mut tx = services.store.tenant(organization).await?;
    let targets = organizations::targets(&mut tx).await?;
    let mut lead = Lead {
        summary: LeadSummary {
            id: LeadId::generate(now),
            facts,
            industry,
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
    };
    lead.summary.score = score(&lead, &targets);
    let notes = Some(form.notes.trim().replace('\0', "")).filter(|notes| !notes.is_empty());
    let origin = Origin {
        site: site.id,
        visitor: None,
        first_touch: &touch,
        last_touch: &touch,
        notes: notes.as_deref(),
        consent: Some(CONSENT_TEXT),
    };
    leads::insert(&mut tx, &lead, &origin).await?;
    let detail = notes.as_deref().unwrap_or("Without a note");
    leads::note_activity(
        &mut tx,
        lead.summary.id,
        ActivityKind::FormSubmitted,
        detail,
        None,
        now,
    )
    .await?;
    tx.commit().await?;
    metrics::counter!("beckon_leads_total", "source" => source.name()).increment(1);
    Ok(lead.summary.id)
}
