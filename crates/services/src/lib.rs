//! Use cases: capture a lead, send a message, invite a member. Each is one function over [`Services`]:
//! it checks, works in one transaction, commits, and only then tells others.

pub mod accounts;
pub mod appointments;
pub mod assistant;
pub mod canned;
mod client;
mod clock;
pub mod conversations;
pub mod dashboard;
pub mod demo;
pub mod drafts;
pub mod files;
pub mod jobs;
pub mod leads;
mod limits;
pub mod mail;
pub mod notifications;
pub mod search;
mod secret;
pub mod sites;
pub mod teams;
pub mod visitors;

use std::sync::Arc;

use beckon_integrations::files::Files;
use beckon_integrations::push::Push;
use beckon_integrations::reach::Reach;
use beckon_realtime::{Bus, Presences};
use beckon_store::Store;
pub use beckon_store::StoreError;
use tokio::sync::Notify;

pub use accounts::SessionToken;
pub use client::ClientInfo;
pub use clock::Clock;
pub use limits::{Limits, Wait};
use mail::MailRoom;
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
    /// How mail leaves.
    pub mail: MailRoom,
    /// How browsers are told, if the installation's key allows it.
    pub push: Option<Push>,
    /// The installation's accounts with providers of language models.
    pub providers: assistant::Providers,
    /// Who answers as the assistant.
    pub engines: assistant::Engines,
    /// Whether the check of an installation may look at pages of private networks: for developing only.
    pub checks_private_pages: bool,
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
            push: push(&secret, "https://localhost", Reach::Public),
            secret,
            files: Files::in_memory(),
            mail: MailRoom::default(),
            providers: assistant::Providers::default(),
            engines: assistant::Engines::default(),
            jobs,
            checks_private_pages: false,
        }
    }

    /// The same, where those who listen elsewhere on this bus hear it too.
    #[must_use]
    pub fn with_bus(self, bus: Bus) -> Self {
        Self {
            writer: conversations::Writer::start(&self.store, &bus, &self.clock, &self.jobs),
            presences: Presences::new(bus.clone()),
            bus,
            ..self
        }
    }

    /// The same, with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self {
            limits: Arc::new(limits),
            ..self
        }
    }

    /// The same, with files kept there.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        Self { files, ..self }
    }

    /// The same, with mail leaving that way, and push services told where we are to be reached.
    #[must_use]
    pub fn with_mail(self, mail: MailRoom) -> Self {
        let push = push(
            &self.secret,
            &format!("mailto:{}", mail.from),
            Reach::Public,
        );
        Self { mail, push, ..self }
    }

    /// The same, with these accounts with providers.
    #[must_use]
    pub fn with_providers(self, providers: assistant::Providers) -> Self {
        Self { providers, ..self }
    }

    /// The same, with push messages for any address; for tests.
    #[must_use]
    pub fn with_push_anywhere(self) -> Self {
        let push = push(&self.secret, "https://localhost", Reach::Anywhere);
        Self { push, ..self }
    }
}

/// Push messages are signed with a key derived from the installation's secret: all nodes have it, and it lasts as long as
/// the secret does. Not every 32 bytes are a key, so there is more than one try.
fn push(secret: &Secret, contact: &str, reach: Reach) -> Option<Push> {
    let make = |attempt| Push::new(&secret.derive("vapid", &[attempt]), contact, reach).ok();
    let push = (0..8_u8).find_map(make);
    if push.is_none() {
        tracing::error!("no key for web push can be made: it is not offered");
    }
    push
}
