//! What lies outside: where files are kept, mail servers, push services. Nothing here knows of tenants
//! or tables; the use cases say what is to be kept and sent, and to whom.

pub mod calendar;
pub mod files;
pub mod mail;
pub mod pages;
pub mod provider;
pub mod push;
pub mod reach;
