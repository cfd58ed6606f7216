//! Postgres through sqlx: one file per aggregate, one transaction type per tenant.
//!
//! Everything that belongs to an organization is read and written through a [`TenantTx`], which tells
//! Postgres for whom it acts; row-level security sees to it that nothing else is reached. What has to
//! cross tenants is a function of [`system`], backed by a named function in the database.

pub mod accounts;
pub mod appointments;
pub mod assistant;
pub mod attachments;
pub mod canned;
pub mod conversations;
pub mod dashboard;
pub mod drafts;
pub mod embedded;
mod error;
pub mod forms;
pub mod jobs;
pub mod leads;
pub mod mail;
pub mod notifications;
pub mod organizations;
pub mod push;
pub mod routing;
pub mod search;
mod setup;
pub mod sites;
pub mod system;
pub mod teams;
mod tenant;
pub mod visitors;

pub use error::StoreError;
pub use setup::{MIGRATOR, SetupError, migrate};
pub use tenant::{Store, TenantTx};
