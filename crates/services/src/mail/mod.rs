//! Mail: what people missed, sent on to where they are. It leaves by a job that is written in the transaction of
//! its cause, and carries an id of its own, so that trying twice is sending once.

mod address;
mod mailbox;
mod member;
mod send;
mod unsubscribe;
mod visitor;

pub use address::{MailRoom, replied_conversation};
pub use beckon_integrations::mail::{Mail, MailError, Smtp};
pub use beckon_store::mail::KeptMail;
pub use mailbox::{MailboxError, mailbox, mailbox_mail};
pub(crate) use member::{DIGEST, digest, enqueue_digest};
pub(crate) use send::{SEND, SendError, enqueue, send};
pub use unsubscribe::{UnsubscribeError, check, unsubscribe};
pub use visitor::mail_visitors;

use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{AccountId, ConversationId, MailId};
use beckon_integrations::mail::Block;
use beckon_store::{StoreError, TenantTx, mail};
use chrono::TimeDelta;

use crate::Services;

/// How long the mailbox for trying things out keeps a mail.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Ids of earlier mails that a mail names.
const REFERENCES: usize = 10;

/// Removes mails that were kept for long enough.
pub(crate) async fn housekeep(services: &Services) -> Result<(), StoreError> {
    mail::delete_old(&services.store, services.clock.now() - KEPT).await
}

/// A new mail's place in the thread of its conversation: its id, and those before it.
async fn join_thread(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    account: Option<AccountId>,
) -> Result<(MailId, Vec<MailId>), StoreError> {
    let now = services.clock.now();
    let id = MailId::generate(now);
    let mut before = mail::thread(tx, conversation, account).await?;
    // The first one, and the last ones.
    if before.len() > REFERENCES {
        before.drain(1..=before.len() - REFERENCES);
    }
    mail::note(tx, id, conversation, account, now).await?;
    Ok((id, before))
}

/// A message as a mail shows it.
fn quote(message: &Message, otherwise: &str) -> Block {
    let by = message
        .sender_name
        .as_deref()
        .unwrap_or(match message.sender {
            Sender::Assistant => "Assistant",
            _ => otherwise,
        });
    let words = match &message.attachment {
        Some(file) if message.content.is_empty() => format!("Sent a file: {}", file.name),
        Some(file) => format!("{}\nWith a file: {}", message.content, file.name),
        None => message.content.clone(),
    };
    let at = message.created_at.format("%-d %B, %H:%M UTC");
    Block::Quote {
        by: format!("{by}, {at}"),
        words,
    }
}
