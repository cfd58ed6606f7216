//! Keys of providers: sealed while they are kept, and never told.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use beckon_domain::assistant::{AssistantError, Engine};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_integrations::provider::ProviderKey;
use beckon_store::assistant::SealedKey;

use crate::Secret;

/// Bytes of a nonce, which stands before what is sealed with it.
const NONCE: usize = 12;

/// Whose key it is. What was sealed for one place opens in no other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) organization: OrganizationId,
    pub(super) site: SiteId,
    pub(super) engine: Engine,
}

impl Place {
    fn name(self) -> Vec<u8> {
        let mut name = self.organization.0.as_bytes().to_vec();
        name.extend(self.site.0.as_bytes());
        name.extend(self.engine.as_str().as_bytes());
        name
    }

    fn cipher(self, secret: &Secret) -> Aes256Gcm {
        Aes256Gcm::new(&secret.derive("assistant key", &self.name()).into())
    }
}

/// Checks a key as typed.
pub(super) fn parse(text: &str) -> Result<ProviderKey, AssistantError> {
    let text = text.trim();
    if (8..=300).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(ProviderKey::new(text))
    } else {
        Err(AssistantError::Key)
    }
}

/// Seals a key for the database.
pub(super) fn seal(secret: &Secret, place: Place, key: &ProviderKey) -> SealedKey {
    let text = key.expose();
    let nonce: [u8; NONCE] = rand::random();
    let payload = Payload {
        msg: text.as_bytes(),
        aad: &place.name(),
    };
    // It fails for texts of many gigabytes only; a key has 300 bytes at most.
    let sealed = place
        .cipher(secret)
        .encrypt(&Nonce::from(nonce), payload)
        .unwrap_or_default();
    SealedKey {
        sealed: [&nonce[..], &sealed].concat(),
        last_four: text[text.len().saturating_sub(4)..].to_owned(),
    }
}

/// Opens what was sealed for this place; `None` for anything else, as after a change of the installation's secret.
pub(super) fn open(secret: &Secret, place: Place, sealed: &[u8]) -> Option<ProviderKey> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: sealed,
        aad: &place.name(),
    };
    let opened = place
        .cipher(secret)
        .decrypt(&Nonce::from(*nonce), payload)
        .ok()?;
    String::from_utf8(opened)
        .ok()
        .map(|text| ProviderKey::new(&text))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn a_key_opens_where_it_was_sealed_and_nowhere_else() {
        let now = DateTime::UNIX_EPOCH;
        let secret = Secret::new("one");
        let place = Place {
            organization: OrganizationId::generate(now),
            site: SiteId::generate(now),
            engine: Engine::Openai,
        };
        let key = parse(" sk-test-1234abcd ").unwrap();
        let sealed = seal(&secret, place, &key);
        assert_eq!(sealed.last_four, "abcd");
        let text = String::from_utf8_lossy(&sealed.sealed);
        assert!(!text.contains("sk-test"));

        let opened = open(&secret, place, &sealed.sealed).unwrap();
        assert_eq!(opened.expose(), "sk-test-1234abcd");
        let elsewhere = Place {
            site: SiteId::generate(now),
            ..place
        };
        assert!(open(&secret, elsewhere, &sealed.sealed).is_none());
        assert!(open(&Secret::new("two"), place, &sealed.sealed).is_none());
        assert!(open(&secret, place, &sealed.sealed[..20]).is_none());
        assert!(open(&secret, place, &[]).is_none());
        assert!(!format!("{key:?}").contains("sk-test"));
    }

    #[test]
    fn keys_are_checked() {
        for bad in ["", "short", "two words here", "schlüssel-123456"] {
            assert!(matches!(parse(bad), Err(AssistantError::Key)), "{bad}");
        }
    }
}
