use std::fmt;

use hmac::{Hmac, Mac};
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
        // A key of any length is accepted: only the type of the constructor says otherwise.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return self.0;
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(subject);
        mac.finalize().into_bytes().into()
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
