use beckon_domain::account::{Identity, OrganizationKind, Role};
use beckon_domain::id::MailId;
use beckon_store::{StoreError, mail};

use super::KeptMail;
use crate::Services;

/// Mails that the mailbox shows.
const SHOWN: i32 = 100;

/// Why the mailbox is not shown.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// Only those who run the platform see it.
    #[error("only the platform's admins see the mailbox")]
    NotAllowed,
    /// Mail goes out for real, or there is no such mail.
    #[error("there is no such mail")]
    NotThere,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// The mails kept last, where no mail server is set: for trying things out.
pub async fn mailbox(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<KeptMail>, MailboxError> {
    allow(services, identity)?;
    Ok(mail::newest_kept(&services.store, SHOWN).await?)
}

/// One of them.
pub async fn mailbox_mail(
    services: &Services,
    identity: &Identity,
    id: MailId,
) -> Result<KeptMail, MailboxError> {
    allow(services, identity)?;
    let found = mail::kept(&services.store, id).await?;
    found.ok_or(MailboxError::NotThere)
}

fn allow(services: &Services, identity: &Identity) -> Result<(), MailboxError> {
    if services.mail.smtp.is_some() {
        return Err(MailboxError::NotThere);
    }
    if identity.organization_kind != OrganizationKind::Platform || identity.role < Role::Admin {
        return Err(MailboxError::NotAllowed);
    }
    Ok(())
}
