//! A site's assistant, for conversations that are replayed: its settings and knowledge come from the database.

use std::num::NonZeroU32;

use beckon_assistant::replay::Line;
use beckon_domain::assistant::Engine;
use beckon_services::assistant::rehearsal::{Rehearsal, Rehearsed};
use beckon_services::{Clock, Limits, Services, StoreError};
use tokio::runtime::Runtime;

use super::ReplayError;
use crate::config::Config;
use crate::database::Database;

/// A site's assistant.
pub(super) struct SiteReplay {
    runtime: Runtime,
    /// There until this is dropped.
    database: Option<Database>,
    services: Services,
    rehearsal: Rehearsal,
}

impl SiteReplay {
    /// Opens the database of the configuration and finds the site in it.
    pub(super) fn open(key: &str, engine: Option<Engine>) -> Result<Self, ReplayError> {
        let config = Config::from_environment()?;
        let runtime = Runtime::new()?;
        let database = runtime.block_on(Database::open(&config));
        let database = database.map_err(ReplayError::Database)?;
        let services = {
            // What writes messages is started with the services, in the runtime.
            let _inside = runtime.enter();
            Services::new(database.store(), Clock::system(), database.secret().clone())
        };
        let services = services
            .with_limits(Limits::scaled(NonZeroU32::MIN))
            .with_providers(config.providers);
        let rehearsal = runtime.block_on(Rehearsal::of_site(&services, key, engine));
        match rehearsal {
            Ok(rehearsal) => Ok(Self {
                runtime,
                database: Some(database),
                services,
                rehearsal,
            }),
            Err(error) => {
                runtime.block_on(database.close());
                Err(error.into())
            }
        }
    }

    /// Answers the next line of its conversation.
    pub(super) fn answer(&mut self, line: Line) -> Result<Rehearsed, StoreError> {
        let answer = self.rehearsal.answer(&self.services, line);
        self.runtime.block_on(answer)
    }
}

impl Drop for SiteReplay {
    fn drop(&mut self) {
        if let Some(database) = self.database.take() {
            self.runtime.block_on(database.close());
        }
    }
}
