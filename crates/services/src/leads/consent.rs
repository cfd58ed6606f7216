//! What people agree to, by version: each text is kept once, and a lead names the one that was seen.

use beckon_domain::form::CONSENT_TEXT;
use beckon_domain::industry::Industry;
use beckon_store::{StoreError, TenantTx, forms, system};
use sha2::{Digest as _, Sha256};

use crate::{ClientInfo, Services};

/// The version of a text: the beginning of its SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version(pub(super) [u8; 8]);

impl Version {
    pub(super) fn of(text: &str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let mut version = [0; 8];
        version.copy_from_slice(&hash[..8]);
        Self(version)
    }

    pub(super) fn name(self) -> String {
        hex::encode(self.0)
    }
}

/// The same as text.
pub(crate) fn consent_version(text: &str) -> String {
    Version::of(text).name()
}

/// A consent as it is given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(super) version: String,
    pub(super) text: String,
    pub(super) address: Option<String>,
    pub(super) user_agent: Option<String>,
}

impl Given {
    /// To a text that is in force now.
    pub(crate) fn to(text: &str, client: Option<&ClientInfo>) -> Self {
        Self {
            version: Version::of(text).name(),
            text: text.to_owned(),
            address: client.map(|client| client.address.to_string()),
            user_agent: client.map(ClientInfo::short_user_agent),
        }
    }
}

/// The text of a version: today's, or one that a page showed before it was changed.
pub(super) async fn text_of(
    tx: &mut TenantTx,
    version: &str,
) -> Result<Option<String>, StoreError> {
    if Version::of(CONSENT_TEXT).name() == version {
        return Ok(Some(CONSENT_TEXT.to_owned()));
    }
    forms::consent_text(tx, version).await
}

/// Keeps today's text before the first page shows it, so that it is known even after it was changed. To be called at start.
pub async fn keep_texts(services: &Services) -> Result<(), StoreError> {
    let mut owners = Vec::new();
    for industry in Industry::ALL {
        let landing = system::landing_site(&services.store, industry).await?;
        owners.extend(landing.map(|(organization, _)| organization));
    }
    owners.dedup();
    for organization in owners {
        let mut tx = services.store.tenant(organization).await?;
        let version = Version::of(CONSENT_TEXT).name();
        forms::keep_consent_text(&mut tx, &version, CONSENT_TEXT, services.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}
