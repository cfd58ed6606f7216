use std::ops::Range;

use beckon_domain::attachment::kind_of;
use beckon_domain::conversation::MessageKind;
use beckon_domain::id::AttachmentId;
use beckon_integrations::files::Content;
use beckon_store::attachments;
use chrono::TimeDelta;

use super::{FileError, FileLink, FileUseError};
use crate::Services;

/// A file that may be given out.
#[derive(Clone, Debug)]
pub struct ServedFile {
    /// By which link.
    pub link: FileLink,
    /// For how long browsers may keep it.
    pub keep: TimeDelta,
    /// Its name.
    pub name: String,
    /// What the original's bytes say it is.
    pub media_type: String,
    /// How many bytes the original has.
    pub bytes: u64,
}

impl ServedFile {
    /// Whether a browser may show it; anything else is only ever saved.
    pub fn is_shown(&self) -> bool {
        matches!(
            kind_of(&self.media_type),
            MessageKind::Image | MessageKind::Video
        )
    }
}

/// The file behind a link.
pub async fn find(
    services: &Services,
    id: AttachmentId,
    key: &str,
) -> Result<ServedFile, FileUseError> {
    let now = services.clock.now();
    let link = FileLink::verify(&services.secret, id, key, now)?;
    let mut tx = services.store.tenant(link.organization).await?;
    let found = attachments::find(&mut tx, id).await?;
    let file = found.ok_or(FileError::NotFound)?;
    Ok(ServedFile {
        link,
        keep: link.remaining(now),
        name: file.name,
        media_type: file.media_type,
        bytes: file.bytes.unsigned_abs(),
    })
}

/// Its bytes, or some of them.
pub async fn original(
    services: &Services,
    file: &ServedFile,
    range: Option<Range<u64>>,
) -> Result<Content, FileError> {
    services
        .files
        .original(file.link.organization, file.link.id, range)
        .await
}

/// The small version of a picture, and its type.
pub async fn thumbnail(
    services: &Services,
    file: &ServedFile,
) -> Result<(&'static str, bytes::Bytes), FileError> {
    services
        .files
        .thumbnail(file.link.organization, file.link.id)
        .await
}
