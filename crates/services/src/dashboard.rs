//! The figures at the top of the app.

use beckon_domain::account::Identity;
use beckon_domain::dashboard::Figures;

use crate::Services;
use crate::leads::LeadError;

/// The organization's figures, as of now.
pub async fn figures(services: &Services, identity: &Identity) -> Result<Figures, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(beckon_store::dashboard::figures(&mut tx, services.clock.now()).await?)
}
