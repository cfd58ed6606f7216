use std::fmt;
use std::hash::{Hash as _, Hasher as _};

/// A key of a provider. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderKey(String);

impl ProviderKey {
    /// As the provider gave it out.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The key itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A number that tells it from others, in this process, without telling it.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }
}

impl fmt::Debug for ProviderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProviderKey(…)")
    }
}
