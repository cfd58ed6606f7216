//! Use cases: capture a lead, send a message, invite a member. Each is one function over [`Services`]:
//! it checks, works in one transaction, commits, and only then tells others.

pub mod accounts;
pub mod assistant;
mod client;
mod clock;
pub mod conversations;
pub mod dashboard;
pub mod demo;
pub mod files;
pub mod jobs;
pub mod leads;
mod limits;
mod secret;
pub mod sites;
pub mod visitors;

use std::sync::Arc;

use beckon_integrations::files::Files;
use beckon_realtime::{Bus, Presences};
use beckon_store::Store;
use tokio::sync::Notify;

pub use accounts::SessionToken;
pub use client::ClientInfo;
pub use clock::Clock;
pub use limits::Limits;
pub use secret::Secret;

/// What every use case works with. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub store: Store,
    /// Who hears what.
    pub bus: Bus,
    /// Who is there.
    pub presences: Presences,
    /// Writes messages.
    pub writer: conversations::Writer,
    /// What time it is.
    pub clock: Clock,
    /// Who may do how much.
    pub limits: Arc<Limits>,
    /// The installation's secret.
    pub secret: Secret,
    /// Where files are kept.
    pub files: Files,
    /// Wakes the worker when there is something to do.
    pub jobs: Arc<Notify>,
}

impl Services {
    /// Over a database, with nobody connected yet, and files in memory until [`Services::with_files`]. To be called
    /// on a runtime: messages are written by tasks.
    pub fn new(store: Store, clock: Clock, secret: Secret) -> Self {
        let (bus, jobs) = (Bus::default(), Arc::new(Notify::new()));
        Self {
            writer: conversations::Writer::start(&store, &bus, &clock, &jobs),
            store,
            presences: Presences::new(bus.clone()),
            bus,
            clock,
            limits: Arc::new(Limits::default()),
            secret,
            files: Files::in_memory(),
            jobs,
        }
    }

    /// The same, with files kept there.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        Self { files, ..self }
    }
}
