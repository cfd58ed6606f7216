use std::fmt;

use hmac::digest::{Key, KeyInit};
use hmac::{Hmac, Mac as _};
use sha2::{Digest, Sha256};

/// The installation's secret, from which others are derived. All nodes of an installation share it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// From text of any length, as configured.
    pub fn new(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// A secret of its own for each purpose and subject: HMAC-SHA-256.
    pub fn derive(&self, purpose: &str, subject: &[u8]) -> [u8; 32] {
        self.mac(purpose)
            .chain_update(subject)
            .finalize()
            .into_bytes()
            .into()
    }

    /// Signs for a purpose; what is signed for one proves nothing for another.
    pub(crate) fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        let key: &Key<Hmac<Sha256>> = &self.padded().into();
        <Hmac<Sha256> as KeyInit>::new(key)
            .chain_update(purpose.as_bytes())
            .chain_update([0])
    }

    /// HMAC pads a key with zeros to the hash's block.
    fn padded(&self) -> [u8; 64] {
        let mut key = [0; 64];
        key[..32].copy_from_slice(&self.0);
        key
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of a token: what is stored in its place. The tokens are random and long, so a plain hash will do.
pub(crate) fn hash_token(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A fresh token of 32 random bytes, in hexadecimal.
pub(crate) fn random_token() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}
