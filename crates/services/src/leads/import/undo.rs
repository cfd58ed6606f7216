use beckon_domain::account::Identity;
use beckon_domain::id::{JobId, LeadId, LeadImportId, OrganizationId};
use beckon_domain::lead_import::ImportState;
use beckon_store::leads::imports;
use beckon_store::{StoreError, jobs};
use serde::{Deserialize, Serialize};

use super::{ImportError, allow};
use crate::Services;

/// The kind of job that removes an import's leads.
pub(crate) const UNDO: &str = "leads.import.undo";

/// Leads that are looked at in one transaction.
const BATCH: i32 = 500;

/// What the job needs to know.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Undo {
    id: LeadImportId,
    /// The lead after which it goes on.
    after: Option<LeadId>,
}

/// Removes the leads of an import again, in the background: those with which nobody did anything since.
pub async fn undo_import(
    services: &Services,
    identity: &Identity,
    id: LeadImportId,
) -> Result<(), ImportError> {
    allow(identity)?;
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    // Held first, so that of two who undo only one does.
    imports::hold(&mut tx, id).await?;
    let import = imports::find(&mut tx, id).await?;
    let import = import.ok_or(ImportError::NotFound)?;
    if !import.can_be_undone(now) {
        return Err(ImportError::TooLate);
    }
    imports::set_state(&mut tx, id, ImportState::Undoing, None).await?;
    jobs::enqueue(&mut tx, UNDO, &Undo { id, after: None }, now).await?;
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

/// Removes the next ones, and writes the job for those that follow.
pub(crate) async fn remove_leads(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Undo { id, after }: Undo,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    match imports::remove_untouched(&mut tx, id, after, BATCH).await? {
        Some(last) => {
            let after = Some(last);
            jobs::enqueue(&mut tx, UNDO, &Undo { id, after }, now).await?;
        }
        None => imports::set_state(&mut tx, id, ImportState::Undone, None).await?,
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}
