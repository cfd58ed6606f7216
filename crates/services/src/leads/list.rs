use beckon_domain::account::Identity;
use beckon_domain::id::LeadId;
use beckon_domain::lead::{ActivityKind, LeadDetails, LeadStatus, LeadSummary};
use beckon_store::conversations;
use beckon_store::leads::{self, LeadCursor, LeadFilter};

use super::LeadError;
use super::scoring::{Scale, rescore};
use crate::Services;

/// A page of leads, the newest first.
pub async fn list(
    services: &Services,
    identity: &Identity,
    filter: &LeadFilter,
    after: Option<LeadCursor>,
) -> Result<Vec<LeadSummary>, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(leads::list(&mut tx, filter, after).await?)
}

/// A lead with everything that its page shows.
pub async fn details(
    services: &Services,
    identity: &Identity,
    id: LeadId,
) -> Result<LeadDetails, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let summary = leads::find(&mut tx, id).await?.ok_or(LeadError::NotFound)?;
    let (first_touch, last_touch) = leads::touches(&mut tx, id).await?;
    Ok(LeadDetails {
        summary,
        first_touch,
        last_touch,
        conversation: conversations::of_lead(&mut tx, id).await?,
        timeline: leads::timeline(&mut tx, id).await?,
    })
}

/// Moves a lead along.
pub async fn set_status(
    services: &Services,
    identity: &Identity,
    id: LeadId,
    status: LeadStatus,
) -> Result<(), LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let mut lead = leads::lock(&mut tx, id).await?.ok_or(LeadError::NotFound)?;
    let before = lead.summary.status;
    if before == status {
        return Ok(());
    }
    lead.summary.status = status;
    let now = services.clock.now();
    let scale = Scale::read(&mut tx).await?;
    rescore(&mut tx, &mut lead, &scale, now).await?;
    let detail = format!("{} → {}", before.name(), status.name());
    leads::note_activity(
        &mut tx,
        id,
        ActivityKind::StatusChanged,
        &detail,
        Some(identity.account),
        now,
    )
    .await?;
    Ok(tx.commit().await?)
}
