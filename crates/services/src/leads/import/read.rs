use beckon_domain::id::{LeadImportId, OrganizationId};
use beckon_domain::lead_import::{Format, Reader, Record};
use beckon_integrations::files::Content;
use futures::StreamExt as _;

use super::{ImportError, file_of};
use crate::Services;
use crate::files::FileError;

/// The rows of a kept file, from a byte on.
pub(super) struct Rows {
    /// Nothing where there are no bytes left.
    content: Option<Content>,
    reader: Reader,
}

impl Rows {
    /// After the row with this number, which ends at this byte.
    pub(super) async fn open(
        services: &Services,
        organization: OrganizationId,
        import: LeadImportId,
        format: Format,
        position: u64,
        row: u32,
        bytes: u64,
    ) -> Result<Self, ImportError> {
        let file = file_of(import);
        let content = if position < bytes {
            let range = Some(position..bytes);
            Some(services.files.original(organization, file, range).await?)
        } else {
            None
        };
        Ok(Self {
            content,
            reader: Reader::after(format, position, row),
        })
    }

    /// The next row with something in it.
    pub(super) async fn next(&mut self) -> Result<Option<Record>, ImportError> {
        loop {
            match self.reader.next_record() {
                Some(record) => {
                    let record = record?;
                    if !record.is_blank() {
                        return Ok(Some(record));
                    }
                }
                None => match &mut self.content {
                    None => return Ok(None),
                    Some(content) => {
                        if let Some(piece) = content.stream.next().await {
                            self.reader.push(&piece.map_err(FileError::from)?);
                        } else {
                            self.content = None;
                            self.reader.finish();
                        }
                    }
                },
            }
        }
    }
}
