//! Leads from a file: it is taken in, told how to be read, and becomes leads batch by batch in the background.

mod batch;
mod mend;
mod read;
mod undo;

pub(crate) use batch::{IMPORT, Import as ImportJob, import};
pub use mend::bad_rows;
pub use undo::undo_import;
pub(crate) use undo::{UNDO, Undo, remove_leads};

use beckon_domain::account::{Identity, Role};
use beckon_domain::attachment::clean_name;
use beckon_domain::id::{AttachmentId, LeadImportId};
use beckon_domain::lead_import::{
    FILE_MAX, FileProblem, Import, ImportState, Sample, Settings, Sniffer, guess,
};
use beckon_integrations::files::{FileError, Spool};
use beckon_store::leads::imports::{self, NewImport};
use beckon_store::{StoreError, TenantTx, accounts, jobs, system};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{Services, files};

/// Rows that are shown before it begins.
const SAMPLE: usize = 10;

/// How long a file waits for somebody to go on with it.
const WAITING: TimeDelta = TimeDelta::days(2);

/// How long rows that can't be leads are kept.
const BAD_ROWS_KEPT: TimeDelta = TimeDelta::days(30);

/// Why an import's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// There is no such import.
    #[error("no such import")]
    NotFound,
    /// It has begun, ended, or is too old for that.
    #[error("not in this state")]
    TooLate,
    /// There is no such member to take care of leads.
    #[error("no such member")]
    NoSuchMember,
    /// The file, or how it is to be read.
    #[error(transparent)]
    Problem(#[from] FileProblem),
    /// Where files are kept.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// A file of leads on its way in.
#[derive(Debug)]
pub struct Incoming {
    spool: Spool,
    sniffer: Sniffer,
}

impl Incoming {
    /// Nothing yet. Asked for before the first byte is taken.
    ///
    /// # Errors
    ///
    /// `NotAllowed` for who is no admin.
    pub async fn new(identity: &Identity) -> Result<Self, ImportError> {
        allow(identity)?;
        Ok(Self {
            spool: Spool::new(FILE_MAX).await?,
            sniffer: Sniffer::default(),
        })
    }

    /// The next bytes.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), ImportError> {
        self.sniffer.push(piece);
        match self.spool.write(piece).await {
            Err(FileError::TooLarge { .. }) => Err(FileProblem::TooLarge.into()),
            other => Ok(other?),
        }
    }
}

fn allow(identity: &Identity) -> Result<(), ImportError> {
    if identity.role < Role::Admin {
        return Err(ImportError::NotAllowed);
    }
    Ok(())
}

/// Under what id the file is kept.
const fn file_of(import: LeadImportId) -> AttachmentId {
    AttachmentId(import.0)
}

/// Keeps a file that has come in whole. With settings it begins at once, else it waits for them.
pub async fn begin_import(
    services: &Services,
    identity: &Identity,
    name: &str,
    incoming: Incoming,
    settings: Option<&Settings>,
) -> Result<LeadImportId, ImportError> {
    allow(identity)?;
    let Incoming { mut spool, sniffer } = incoming;
    let format = sniffer.finish()?;
    let (now, bytes) = (services.clock.now(), spool.bytes());
    let id = LeadImportId::generate(now);
    // The bytes come before the row, since the header is read from them; without the row they go again.
    let organization = identity.organization;
    let kept = services
        .files
        .keep(organization, file_of(id), &mut spool, None);
    let noted = async {
        kept.await?;
        let mut rows = read::Rows::open(services, organization, id, format, 0, 0, bytes).await?;
        let header = rows.next().await?.ok_or(FileProblem::Empty)?;
        let name = clean_name(name);
        let new = NewImport {
            id,
            name: &name,
            bytes,
            format,
            header: &header.cells,
            position: header.end,
            by: identity.account,
        };
        let mut tx = services.store.tenant(organization).await?;
        imports::insert(&mut tx, &new, now).await?;
        if let Some(settings) = settings {
            run(services, &mut tx, id, settings).await?;
        }
        tx.commit().await?;
        Ok(id)
    };
    let noted: Result<_, ImportError> = noted.await;
    if noted.is_err() {
        services.files.remove(organization, file_of(id)).await?;
    }
    services.jobs.notify_one();
    noted
}

/// Begins with a file that waited.
pub async fn start_import(
    services: &Services,
    identity: &Identity,
    id: LeadImportId,
    settings: &Settings,
) -> Result<(), ImportError> {
    allow(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let place = imports::hold(&mut tx, id).await?;
    let place = place.ok_or(ImportError::NotFound)?;
    if place.state != ImportState::Waiting {
        return Err(ImportError::TooLate);
    }
    run(services, &mut tx, id, settings).await?;
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

async fn run(
    services: &Services,
    tx: &mut TenantTx,
    id: LeadImportId,
    settings: &Settings,
) -> Result<(), ImportError> {
    settings.check()?;
    if let Some(assignee) = settings.assignee {
        let members = accounts::members(tx).await?;
        if !members.iter().any(|member| member.account == assignee) {
            return Err(ImportError::NoSuchMember);
        }
    }
    let now = services.clock.now();
    imports::start(tx, id, settings, now).await?;
    jobs::enqueue(tx, IMPORT, &ImportJob { id }, now).await?;
    Ok(())
}

/// Stops an import; what became of its rows so far stays.
pub async fn cancel_import(
    services: &Services,
    identity: &Identity,
    id: LeadImportId,
) -> Result<(), ImportError> {
    allow(identity)?;
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let place = imports::hold(&mut tx, id).await?;
    let place = place.ok_or(ImportError::NotFound)?;
    if !matches!(place.state, ImportState::Waiting | ImportState::Running) {
        return Err(ImportError::TooLate);
    }
    imports::set_state(&mut tx, id, ImportState::Cancelled, Some(now)).await?;
    forget_file(&mut tx, id, now).await?;
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

/// The file's bytes go, in the wake of what ended the import.
async fn forget_file(
    tx: &mut TenantTx,
    id: LeadImportId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    jobs::enqueue(tx, files::REMOVE, &file_of(id), now).await
}

/// An import.
pub async fn find_import(
    services: &Services,
    identity: &Identity,
    id: LeadImportId,
) -> Result<Import, ImportError> {
    allow(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = imports::find(&mut tx, id).await?;
    found.ok_or(ImportError::NotFound)
}

/// The last imports, the newest first.
pub async fn list_imports(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<Import>, ImportError> {
    allow(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(imports::list(&mut tx).await?)
}

/// The first rows of a file that waits.
pub async fn sample_import(
    services: &Services,
    identity: &Identity,
    id: LeadImportId,
) -> Result<Sample, ImportError> {
    let import = find_import(services, identity, id).await?;
    if import.state != ImportState::Waiting {
        return Err(ImportError::TooLate);
    }
    let mut rows = read::Rows::open(
        services,
        identity.organization,
        id,
        import.format,
        import.position,
        1,
        import.bytes,
    )
    .await?;
    let mut sample = Sample {
        guessed: guess(&import.header),
        rows: Vec::new(),
    };
    while sample.rows.len() < SAMPLE
        && let Some(record) = rows.next().await?
    {
        sample.rows.push(record.cells);
    }
    Ok(sample)
}

/// Forgets what nobody went on with.
pub(crate) async fn forget_imports(services: &Services) -> Result<(), StoreError> {
    let now = services.clock.now();
    let gone =
        system::forget_lead_imports(&services.store, now - WAITING, now - BAD_ROWS_KEPT, now)
            .await?;
    if gone > 0 {
        services.jobs.notify_one();
    }
    Ok(())
}
