//! Pages around mail: where a link in a mail ends mails like it, and the mailbox for trying things out.

mod mailbox;
mod unsubscribe;

pub(crate) use mailbox::{html, mailbox, one};
pub(crate) use unsubscribe::{ask, unsubscribe};
