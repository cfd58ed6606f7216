//! Canned responses. Every member writes them: they are the team's common tongue.

use beckon_domain::account::Identity;
use beckon_domain::canned::{CannedError, CannedResponse, parse_canned};
use beckon_domain::id::CannedResponseId;
use beckon_store::{StoreError, canned};

use crate::Services;

/// Why a canned response's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum CannedServiceError {
    /// What was typed.
    #[error(transparent)]
    Canned(#[from] CannedError),
    /// There is no such response.
    #[error("no such canned response")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Unavailable(StoreError),
}

impl From<StoreError> for CannedServiceError {
    fn from(error: StoreError) -> Self {
        if error.is_violation_of("canned_response_shortcut") {
            Self::Canned(CannedError::Taken)
        } else {
            Self::Unavailable(error)
        }
    }
}

/// All of them, by shortcut.
pub async fn list(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<CannedResponse>, CannedServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(canned::list(&mut tx).await?)
}

/// Writes one: a new one without an id.
pub async fn save(
    services: &Services,
    identity: &Identity,
    id: Option<CannedResponseId>,
    shortcut: &str,
    content: &str,
) -> Result<CannedResponseId, CannedServiceError> {
    let (shortcut, content) = parse_canned(shortcut, content)?;
    let now = services.clock.now();
    let id = id.unwrap_or_else(|| CannedResponseId::generate(now));
    let canned = CannedResponse {
        id,
        shortcut,
        content,
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    canned::save(&mut tx, &canned, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Removes one.
pub async fn delete(
    services: &Services,
    identity: &Identity,
    id: CannedResponseId,
) -> Result<(), CannedServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    if !canned::delete(&mut tx, id).await? {
        return Err(CannedServiceError::NotFound);
    }
    Ok(tx.commit().await?)
}
