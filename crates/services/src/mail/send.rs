use beckon_domain::id::{MailId, OrganizationId};
use beckon_store::{StoreError, TenantTx, jobs, mail as store};

use super::{KeptMail, Mail, MailError};
use crate::Services;

/// Job kind: a mail goes out. Its payload is the mail.
pub(crate) const SEND: &str = "mail.send";

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes the job, in the transaction of its cause.
pub(crate) async fn enqueue(
    services: &Services,
    tx: &mut TenantTx,
    mail: &Mail,
) -> Result<(), StoreError> {
    jobs::enqueue_outside(tx, SEND, mail, services.clock.now()).await
}

/// Sends a mail, or keeps it where no mail server is set. What no server will ever take is given up at once.
pub(crate) async fn send(
    services: &Services,
    organization: OrganizationId,
    mail: &Mail,
) -> Result<(), SendError> {
    let Some(smtp) = &services.mail.smtp else {
        return Ok(keep(services, organization, mail).await?);
    };
    match smtp.send(&services.mail.from, mail).await {
        Ok(()) => metrics::counter!("beckon_mails_total").increment(1),
        Err(error @ MailError::Hopeless(_)) => {
            tracing::warn!(mail = %mail.message_id, %error, "a mail is given up");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

async fn keep(
    services: &Services,
    organization: OrganizationId,
    mail: &Mail,
) -> Result<(), StoreError> {
    let message = match mail.write(&services.mail.from) {
        Ok(message) => message.formatted(),
        Err(error) => {
            tracing::warn!(mail = %mail.message_id, %error, "a mail is given up");
            return Ok(());
        }
    };
    let id = mail
        .message_id
        .split('@')
        .next()
        .and_then(|id| id.parse().ok());
    let kept = KeptMail {
        id: id.unwrap_or_else(|| MailId::generate(services.clock.now())),
        recipient: mail.to.clone(),
        subject: mail.subject.clone(),
        message,
        html: mail.letter.html(),
        content: mail.letter.text(),
        created_at: services.clock.now(),
    };
    let mut tx = services.store.tenant(organization).await?;
    store::keep(&mut tx, &kept).await?;
    tx.commit().await
}
