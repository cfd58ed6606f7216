//! Providers of language models: what speaks to them over the wire.

mod key;

pub use key::ProviderKey;
