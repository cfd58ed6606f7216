//! Imports of leads from files.

mod rows;

use beckon_domain::id::{AccountId, LeadImportId};
use beckon_domain::lead_import::{Counts, FileProblem, Format, Import, ImportState, Settings};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

pub use self::rows::{
    BadRow, Imported, Known, bad_rows, insert_leads, keep_bad_rows, known, lock, remove_untouched,
};
use crate::{StoreError, TenantTx};

/// Imports that a list shows.
const LISTED: i64 = 50;

/// A file that has come in.
#[derive(Clone, Copy, Debug)]
pub struct NewImport<'a> {
    /// Its id.
    pub id: LeadImportId,
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: u64,
    /// How it is read.
    pub format: Format,
    /// Its header.
    pub header: &'a [String],
    /// The byte after the header.
    pub position: u64,
    /// From whom.
    pub by: AccountId,
}

/// Where an import goes on.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it stands.
    pub state: ImportState,
    /// The byte from which reading goes on.
    pub position: u64,
    /// The row before it.
    pub row: u32,
    /// How it is imported.
    pub settings: Option<Settings>,
    /// Who imports.
    pub by: Option<AccountId>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// How far a batch came.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The byte from which the next one goes on.
    pub position: u64,
    /// The row before it.
    pub row: u32,
    /// What came of it.
    pub counts: Counts,
    /// Where the import stands now.
    pub state: ImportState,
    /// Why it failed.
    pub problem: Option<FileProblem>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Notes a file.
pub async fn insert(
    tx: &mut TenantTx,
    new: &NewImport<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into lead_import (organization_id, id, name, bytes, position, row_number, format, header, state,
             account_id, created_at)
         values ($1, $2, $3, $4, $5, 1, $6, $7, 'waiting', $8, $9)",
        tx.organization().0,
        new.id.0,
        new.name,
        new.bytes.cast_signed(),
        new.position.cast_signed(),
        Json(new.format) as _,
        new.header,
        new.by.0,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

struct ImportRow {
    id: Uuid,
    name: String,
    bytes: i64,
    position: i64,
    format: Json<Format>,
    header: Vec<String>,
    settings: Option<Json<Settings>>,
    state: ImportState,
    rows: i32,
    created: i32,
    filled: i32,
    skipped: i32,
    bad: i32,
    removed: i32,
    problem: Option<Json<FileProblem>>,
    created_at: DateTime<Utc>,
    started_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    by: Option<String>,
}

impl From<ImportRow> for Import {
    fn from(row: ImportRow) -> Self {
        Self {
            id: LeadImportId(row.id),
            name: row.name,
            bytes: row.bytes.unsigned_abs(),
            position: row.position.unsigned_abs(),
            format: row.format.0,
            header: row.header,
            settings: row.settings.map(|settings| settings.0),
            state: row.state,
            counts: Counts {
                rows: row.rows.unsigned_abs(),
                created: row.created.unsigned_abs(),
                filled: row.filled.unsigned_abs(),
                skipped: row.skipped.unsigned_abs(),
                bad: row.bad.unsigned_abs(),
            },
            removed: row.removed.unsigned_abs(),
            problem: row.problem.map(|problem| problem.0),
            created_at: row.created_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
            by: row.by,
        }
    }
}

macro_rules! select_imports {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            ImportRow,
            r#"select i.id, i.name, bytes, position, format as "format: Json<Format>", header,
                   settings as "settings: Json<Settings>", state as "state: ImportState", rows, created, filled, skipped,
                   bad, removed, problem as "problem: Json<FileProblem>", i.created_at, started_at, finished_at,
                   account.name as "by?"
               from lead_import i left join account on account.id = i.account_id "# + $tail,
            $($argument),*
        )
    };
}

/// One import.
pub async fn find(tx: &mut TenantTx, id: LeadImportId) -> Result<Option<Import>, StoreError> {
    let row = select_imports!(
        "where organization_id = $1 and i.id = $2",
        tx.organization().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Import::from))
}

/// The last imports, the newest first.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Import>, StoreError> {
    let rows = select_imports!(
        "where organization_id = $1 order by i.created_at desc, i.id desc limit $2",
        tx.organization().0,
        LISTED,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Import::from).collect())
}

/// Where an import stands, held until the transaction ends.
pub async fn hold(tx: &mut TenantTx, id: LeadImportId) -> Result<Option<Place>, StoreError> {
    let row = sqlx::query!(
        r#"select state as "state: ImportState", position, row_number, settings as "settings: Json<Settings>", account_id,
               finished_at
           from lead_import where organization_id = $1 and id = $2 for update"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Place {
        state: row.state,
        position: row.position.unsigned_abs(),
        row: row.row_number.unsigned_abs(),
        settings: row.settings.map(|settings| settings.0),
        by: row.account_id.map(AccountId),
        finished_at: row.finished_at,
    }))
}

/// It begins.
pub async fn start(
    tx: &mut TenantTx,
    id: LeadImportId,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update lead_import set state = 'running', settings = $3, started_at = $4 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        Json(settings) as _,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It stands elsewhere from now on; `finished_at` stays where none is given.
pub async fn set_state(
    tx: &mut TenantTx,
    id: LeadImportId,
    state: ImportState,
    finished_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update lead_import set state = $3, finished_at = coalesce($4, finished_at) where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        state as ImportState,
        finished_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It came so far.
pub async fn advance(
    tx: &mut TenantTx,
    id: LeadImportId,
    progress: &Progress,
) -> Result<(), StoreError> {
    let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let counts = progress.counts;
    sqlx::query!(
        "update lead_import set position = $3, row_number = $4, rows = rows + $5, created = created + $6,
             filled = filled + $7, skipped = skipped + $8, bad = bad + $9, state = $10, problem = $11, finished_at = $12
         where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        progress.position.cast_signed(),
        count(progress.row),
        count(counts.rows),
        count(counts.created),
        count(counts.filled),
        count(counts.skipped),
        count(counts.bad),
        progress.state as ImportState,
        progress.problem.map(Json) as _,
        progress.finished_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
