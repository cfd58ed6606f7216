use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use beckon_domain::id::{AttachmentId, OrganizationId};
use beckon_integrations::files::Variant;
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use crate::Secret;

/// Links that are handed out within so many seconds are the same link, so that browsers cache what is behind.
const ROUND: i64 = 4 * 3600;

/// A link works for at least this long, and at most [`ROUND`] longer.
const VALID: i64 = 8 * 3600;

/// Bytes of the signature that are kept: 128 bits.
const SIGNATURE: usize = 16;

/// Bytes of a key: organization, variant, expiry, signature.
const KEY: usize = 16 + 1 + 8 + SIGNATURE;

/// Why a link does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// We never handed it out.
    #[error("not a link of ours")]
    Forged,
    /// Its time is over.
    #[error("the link has expired")]
    Expired,
}

/// What a link says: who has it may have this version of this file until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLink {
    /// Whose file.
    pub organization: OrganizationId,
    /// Which.
    pub id: AttachmentId,
    /// Which version.
    pub variant: Variant,
    /// Until when, in seconds since 1970.
    pub expires: i64,
}

impl FileLink {
    /// A link that works for some hours from now.
    pub fn fresh(
        organization: OrganizationId,
        id: AttachmentId,
        variant: Variant,
        now: DateTime<Utc>,
    ) -> Self {
        let expires = (now.timestamp() / ROUND + 1) * ROUND + VALID;
        Self {
            organization,
            id,
            variant,
            expires,
        }
    }

    /// Where it leads: a path on this server.
    pub fn path(&self, secret: &Secret) -> String {
        let mut key = [0; KEY];
        key[..KEY - SIGNATURE].copy_from_slice(&self.claims());
        key[KEY - SIGNATURE..]
            .copy_from_slice(&self.mac(secret).finalize().into_bytes()[..SIGNATURE]);
        format!("/files/{}?key={}", self.id, URL_SAFE_NO_PAD.encode(key))
    }

    /// Reads a link that somebody brings back.
    pub fn verify(
        secret: &Secret,
        id: AttachmentId,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, LinkError> {
        let key = URL_SAFE_NO_PAD
            .decode(key)
            .ok()
            .and_then(|key| <[u8; KEY]>::try_from(key).ok());
        let (link, signature) = key
            .and_then(|key| Self::read(id, &key))
            .ok_or(LinkError::Forged)?;
        link.mac(secret)
            .verify_truncated_left(&signature)
            .map_err(|_| LinkError::Forged)?;
        if link.expires <= now.timestamp() {
            return Err(LinkError::Expired);
        }
        Ok(link)
    }

    /// For how much longer it works.
    pub fn remaining(&self, now: DateTime<Utc>) -> TimeDelta {
        TimeDelta::seconds((self.expires - now.timestamp()).max(0))
    }

    fn read(id: AttachmentId, key: &[u8; KEY]) -> Option<(Self, [u8; SIGNATURE])> {
        let variant = match key[16] {
            0 => Variant::Original,
            1 => Variant::Thumbnail,
            _ => return None,
        };
        let link = Self {
            organization: OrganizationId(Uuid::from_slice(&key[..16]).ok()?),
            id,
            variant,
            expires: i64::from_be_bytes(key[17..25].try_into().ok()?),
        };
        Some((link, key[25..].try_into().ok()?))
    }

    /// What a key says before its signature; the id is in the path.
    fn claims(&self) -> [u8; KEY - SIGNATURE] {
        let mut claims = [0; KEY - SIGNATURE];
        claims[..16].copy_from_slice(self.organization.0.as_bytes());
        claims[16] = u8::from(self.variant == Variant::Thumbnail);
        claims[17..].copy_from_slice(&self.expires.to_be_bytes());
        claims
    }

    fn mac(&self, secret: &Secret) -> Hmac<Sha256> {
        secret
            .mac("file link")
            .chain_update(self.id.0.as_bytes())
            .chain_update(self.claims())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link(now: i64) -> FileLink {
        let (organization, id) = (
            OrganizationId(Uuid::from_u128(7)),
            AttachmentId(Uuid::from_u128(9)),
        );
        FileLink::fresh(organization, id, Variant::Thumbnail, at(now))
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn key(link: FileLink, secret: &Secret) -> String {
        link.path(secret).split_once("key=").unwrap().1.to_owned()
    }

    #[test]
    fn a_link_is_the_same_for_hours_and_works_for_some() {
        let secret = Secret::new("s");
        let (early, late) = (link(1_790_000_000), link(1_790_000_000 + 600));
        assert_eq!(early.path(&secret), late.path(&secret));
        let key = key(early, &secret);
        let verify = |now| FileLink::verify(&secret, early.id, &key, at(now));
        assert_eq!(verify(1_790_000_000 + VALID), Ok(early));
        assert_eq!(verify(early.expires), Err(LinkError::Expired));
        assert_eq!(
            FileLink::verify(&Secret::new("t"), early.id, &key, at(0)),
            Err(LinkError::Forged)
        );
        let other = AttachmentId(Uuid::from_u128(10));
        assert_eq!(
            FileLink::verify(&secret, other, &key, at(0)),
            Err(LinkError::Forged)
        );
    }

    proptest! {
        #[test]
        fn no_changed_byte_passes(place in 0_usize..KEY, change in 1_u8..) {
            let secret = Secret::new("s");
            let link = link(1_790_000_000);
            let mut bytes = URL_SAFE_NO_PAD.decode(key(link, &secret)).unwrap();
            bytes[place] ^= change;
            let changed = URL_SAFE_NO_PAD.encode(bytes);
            prop_assert_eq!(FileLink::verify(&secret, link.id, &changed, at(0)), Err(LinkError::Forged));
        }

        #[test]
        fn no_text_panics(key in "\\PC{0,80}") {
            prop_assert!(FileLink::verify(&Secret::new("s"), AttachmentId(Uuid::nil()), &key, at(0)).is_err());
        }
    }
}
