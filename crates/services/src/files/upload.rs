use std::net::IpAddr;

use beckon_domain::account::Identity;
use beckon_domain::attachment::{Attachment, clean_name};
use beckon_domain::conversation::Sender;
use beckon_domain::id::{AccountId, AttachmentId, ConversationId, OrganizationId, VisitorId};
use beckon_domain::protocol::VisitorToken;
use beckon_domain::site::SiteKey;
use beckon_integrations::files::{FileError, Spool};
use beckon_store::attachments::{self, NewAttachment};
use beckon_store::{conversations, system, visitors};

use super::{FileUseError, sign_one};
use crate::Services;
use crate::secret::hash_token;

/// Files of one conversation that may wait for their message.
const UNSENT_MAX: i64 = 10;

/// Who sends a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uploader {
    /// A visitor.
    Visitor(OrganizationId, VisitorId),
    /// A member.
    Agent(OrganizationId, AccountId),
}

impl Uploader {
    const fn organization(self) -> OrganizationId {
        match self {
            Self::Visitor(organization, _) | Self::Agent(organization, _) => organization,
        }
    }

    const fn sender(self) -> (Sender, Option<AccountId>) {
        match self {
            Self::Visitor(..) => (Sender::Visitor, None),
            Self::Agent(_, account) => (Sender::Agent, Some(account)),
        }
    }
}

impl From<&Identity> for Uploader {
    fn from(identity: &Identity) -> Self {
        Self::Agent(identity.organization, identity.account)
    }
}

/// The visitor whom a site knows by a token.
pub async fn known_visitor(
    services: &Services,
    site: &SiteKey,
    token: &VisitorToken,
) -> Result<Uploader, FileUseError> {
    let found = system::site(&services.store, site).await?;
    let (organization, site) = found.ok_or(FileUseError::NotKnown)?;
    let mut tx = services.store.tenant(organization).await?;
    visitors::known_by(&mut tx, site.id, &hash_token(&token.0))
        .await?
        .map(|visitor| Uploader::Visitor(organization, visitor))
        .ok_or(FileUseError::NotKnown)
}

/// Whether somebody may send a file to a conversation now: asked before the first byte is taken.
pub async fn admit(
    services: &Services,
    uploader: Uploader,
    address: IpAddr,
    conversation: ConversationId,
) -> Result<(), FileUseError> {
    let mut tx = services.store.tenant(uploader.organization()).await?;
    let (theirs, sender) = match uploader {
        Uploader::Visitor(_, visitor) => {
            let theirs = conversations::belongs_to(&mut tx, conversation, visitor).await?;
            (theirs, visitor.0)
        }
        Uploader::Agent(_, account) => {
            let line = conversations::summary(&mut tx, conversation).await?;
            (line.is_some(), account.0)
        }
    };
    if !theirs {
        return Err(FileUseError::UnknownConversation);
    }
    if !services.limits.allows_file(address, sender) {
        return Err(FileUseError::SlowDown);
    }
    if attachments::count_unsent(&mut tx, conversation).await? >= UNSENT_MAX {
        return Err(FileUseError::TooManyUnsent);
    }
    Ok(())
}

/// Keeps a file that has come in whole, until a message shows it.
///
/// The row is there before the bytes: a crash between leaves a row that nobody was told of, which
/// housekeeping finds; the other way round it would leave bytes that nothing finds.
pub async fn accept(
    services: &Services,
    uploader: Uploader,
    conversation: ConversationId,
    name: &str,
    mut spool: Spool,
) -> Result<Attachment, FileUseError> {
    if spool.bytes() == 0 {
        return Err(FileError::Empty.into());
    }
    let organization = uploader.organization();
    let look = services.files.look(&mut spool).await?;
    let now = services.clock.now();
    let mut file = Attachment {
        id: AttachmentId::generate(now),
        name: clean_name(name),
        media_type: look.media_type.to_owned(),
        bytes: spool.bytes(),
        size: look.size,
        link: String::new(),
        thumbnail: look.thumbnail.as_ref().map(|_| String::new()),
    };
    note(services, uploader, conversation, &file).await?;
    let kept = services
        .files
        .keep(organization, file.id, &mut spool, look.thumbnail);
    if let Err(error) = kept.await {
        let mut tx = services.store.tenant(organization).await?;
        attachments::delete_unsent(&mut tx, file.id).await?;
        tx.commit().await?;
        return Err(error.into());
    }
    metrics::counter!("beckon_files_total").increment(1);
    sign_one(&services.secret, now, organization, &mut file);
    Ok(file)
}

async fn note(
    services: &Services,
    uploader: Uploader,
    conversation: ConversationId,
    file: &Attachment,
) -> Result<(), FileUseError> {
    let (sender, account) = uploader.sender();
    let new = NewAttachment {
        id: file.id,
        conversation,
        sender,
        account,
        name: &file.name,
        media_type: &file.media_type,
        bytes: file.bytes,
        size: file.size,
        has_thumbnail: file.thumbnail.is_some(),
    };
    let mut tx = services.store.tenant(uploader.organization()).await?;
    attachments::insert(&mut tx, new, services.clock.now()).await?;
    Ok(tx.commit().await?)
}
