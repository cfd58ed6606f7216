//! The installation's accounts with providers, and where providers may be called.

use std::sync::Arc;

use beckon_domain::assistant::{AssistantError, BaseUrl, Engine};
use beckon_integrations::provider::ProviderKey;
use beckon_integrations::reach::Reach;

/// An account with a provider.
#[derive(Clone, Debug, Default)]
pub struct ProviderAccount {
    /// Its key.
    pub key: Option<ProviderKey>,
    /// Where the provider is, if not at its own address.
    pub base_url: Option<BaseUrl>,
}

/// The installation's accounts: for sites that have no key of their own. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Providers(Arc<Accounts>);

#[derive(Debug, Default)]
struct Accounts {
    openai: ProviderAccount,
    anthropic: ProviderAccount,
}

impl Providers {
    /// With these accounts.
    pub fn new(openai: ProviderAccount, anthropic: ProviderAccount) -> Self {
        Self(Arc::new(Accounts { openai, anthropic }))
    }

    /// The installation's account with a provider.
    pub(super) fn account(&self, engine: Engine) -> &ProviderAccount {
        match engine {
            Engine::Anthropic => &self.0.anthropic,
            Engine::Openai | Engine::Builtin => &self.0.openai,
        }
    }

    /// Whether a site may have its provider there: on the public internet, or where the installation's is.
    pub(super) fn may_call(&self, engine: Engine, url: &BaseUrl) -> Result<(), AssistantError> {
        match self.reach(engine, url) {
            Reach::Public if !Reach::Public.allows(url.as_str()) => {
                Err(AssistantError::Unreachable)
            }
            _ => Ok(()),
        }
    }

    /// Which addresses may be reached by this one: whoever runs the installation may have a provider in their own
    /// network, and nobody else may send us there.
    pub(super) fn reach(&self, engine: Engine, url: &BaseUrl) -> Reach {
        if self.account(engine).base_url.as_ref() == Some(url) {
            Reach::Anywhere
        } else {
            Reach::Public
        }
    }
}
