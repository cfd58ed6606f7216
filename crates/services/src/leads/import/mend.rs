//! Rows that can't be leads, as a file to be mended and imported again.

use beckon_domain::account::Identity;
use beckon_domain::id::LeadImportId;
use beckon_domain::lead_import::Import;
use beckon_domain::lead_import::cell::harmless;
use beckon_store::leads::imports::{self, BadRow};
use bytes::Bytes;
use futures::{Stream, stream};

use super::{ImportError, find_import};
use crate::Services;

/// Rows read at once.
const CHUNK: i64 = 1_000;

/// What stands above the reasons. No column of leads is called so: imported again, it is left out.
const REASONS: &str = "What is wrong";

/// The bad rows of an import in its own columns, and beside each what is wrong with it.
pub async fn bad_rows(
    services: &Services,
    identity: &Identity,
    id: LeadImportId,
) -> Result<impl Stream<Item = Result<Bytes, ImportError>> + Send + use<>, ImportError> {
    let import = find_import(services, identity, id).await?;
    let head = written(&import, true, &[]);
    let (services, organization) = (services.clone(), identity.organization);
    let rest = stream::try_unfold(0, move |after| {
        let (services, import) = (services.clone(), import.clone());
        async move {
            let mut tx = services.store.tenant(organization).await?;
            let rows = imports::bad_rows(&mut tx, import.id, after, CHUNK).await?;
            let last = rows.last().map(|row| row.row);
            Ok::<_, ImportError>(last.map(|last| (written(&import, false, &rows), last)))
        }
    });
    Ok(futures::StreamExt::chain(
        stream::once(async move { Ok(head) }),
        rest,
    ))
}

fn written(import: &Import, is_first: bool, rows: &[BadRow]) -> Bytes {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(import.format.separator)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(if is_first {
            "\u{feff}".as_bytes().to_vec()
        } else {
            Vec::new()
        });
    // Writing into memory can't fail.
    let mut write = |cells: &[String], more: &str| {
        let width = cells.len().max(import.header.len());
        let cells = (0..width).map(|column| cells.get(column).map_or("", String::as_str));
        // What is harmless already stays as it is: the file's own apostrophes are not doubled.
        let cells = cells.map(|cell| {
            if cell.starts_with('\'') {
                cell.into()
            } else {
                harmless(cell)
            }
        });
        let row: Vec<String> = cells.chain([harmless(more)]).map(Into::into).collect();
        let _ = writer.write_record(&row);
    };
    if is_first {
        write(&import.header, REASONS);
    }
    for row in rows {
        write(&row.cells, &row.reasons);
    }
    writer.into_inner().unwrap_or_default().into()
}
