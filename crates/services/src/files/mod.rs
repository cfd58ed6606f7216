//! Files that people send each other: who may, how many, and the links by which they are had again.

mod link;
mod serve;
mod upload;

pub use beckon_integrations::files::{Content, FileError, Spool, Variant};
pub use link::{FileLink, LinkError};
pub use serve::{ServedFile, find, original, thumbnail};
pub use upload::{Uploader, accept, admit, known_visitor};

use beckon_domain::attachment::Attachment;
use beckon_domain::conversation::Message;
use beckon_domain::id::{AttachmentId, OrganizationId};
use beckon_store::{StoreError, system};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{Secret, Services};

/// Job kind: the bytes of a file that is forgotten. Its payload is the file's id.
pub(crate) const REMOVE: &str = "remove_file";

/// How long a file waits for its message.
const UNSENT: TimeDelta = TimeDelta::days(1);

/// Why a file's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum FileUseError {
    /// No such conversation, or it is somebody else's.
    #[error("no such conversation")]
    UnknownConversation,
    /// Nobody is known by what they showed.
    #[error("not known here")]
    NotKnown,
    /// Too many files wait for their message.
    #[error("too many files wait to be sent")]
    TooManyUnsent,
    /// Too many files in a short time.
    #[error("too many files")]
    SlowDown,
    /// The link.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The file itself, or where it is kept.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// Gives the files of messages the links by which they are had for some hours from now. Whatever hands out a
/// message calls this: the log knows no links.
pub(crate) fn sign(
    secret: &Secret,
    now: DateTime<Utc>,
    organization: OrganizationId,
    messages: &mut [Message],
) {
    for message in messages {
        if let Some(file) = &mut message.attachment {
            sign_one(secret, now, organization, file);
        }
    }
}

/// The same for a page of messages.
pub(crate) fn signed(
    services: &Services,
    organization: OrganizationId,
    mut messages: Vec<Message>,
) -> Vec<Message> {
    sign(
        &services.secret,
        services.clock.now(),
        organization,
        &mut messages,
    );
    messages
}

/// The same for one file.
pub(crate) fn sign_one(
    secret: &Secret,
    now: DateTime<Utc>,
    organization: OrganizationId,
    file: &mut Attachment,
) {
    let link = |variant| FileLink::fresh(organization, file.id, variant, now).path(secret);
    file.link = link(Variant::Original);
    file.thumbnail = file.thumbnail.is_some().then(|| link(Variant::Thumbnail));
}

/// Forgets files that were never sent; jobs remove their bytes.
pub(crate) async fn forget_unsent(services: &Services) -> Result<(), StoreError> {
    let now = services.clock.now();
    let gone = system::forget_unsent_files(&services.store, now - UNSENT, now).await?;
    if gone > 0 {
        tracing::info!(gone, "files that were never sent are removed");
        services.jobs.notify_one();
    }
    Ok(())
}

/// Removes a file's bytes.
pub(crate) async fn remove(
    services: &Services,
    organization: OrganizationId,
    id: AttachmentId,
) -> Result<(), FileError> {
    services.files.remove(organization, id).await
}
