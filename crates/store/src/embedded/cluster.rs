//! The cluster's files: made once by initdb, recognised at every later start.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use super::{EmbeddedError, EmbeddedPostgres, account::Account, binaries::Binaries, folder};

/// Written into a new cluster's `postgresql.conf`, where an operator may change them: a small
/// machine shared with the server, durable, and quiet about what people wrote.
const SETTINGS: &str = "
# Beckon's settings for a cluster of its own; change them as the machine allows.
max_connections = 100
shared_buffers = 64MB
work_mem = 8MB
max_wal_size = 512MB
random_page_cost = 1.1
jit = off
max_logical_replication_workers = 0
log_error_verbosity = terse
log_min_duration_statement = 1s
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
";

/// A cluster on disk.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) path: PathBuf,
    pub(super) binaries: Binaries,
    pub(super) account: Account,
}

impl Cluster {
    /// Opens the cluster at `path`, which initdb makes first if it is not there yet.
    pub(super) async fn open(
        path: PathBuf,
        bin_dir: Option<&Path>,
        account: Account,
    ) -> Result<Self, EmbeddedError> {
        let data_folder = path.parent().unwrap_or(&path);
        let made_by = major_of(&path)?;
        let cluster = made_by.map(|major| (path.as_path(), major));
        let binaries = Binaries::find(bin_dir, cluster, &account, data_folder).await?;
        let cluster = Self {
            path,
            binaries,
            account,
        };
        if made_by.is_none() {
            cluster.make().await?;
        }
        Ok(cluster)
    }

    /// A name that no other cluster on this machine has while it runs. Postgres shows it in the
    /// title of each of its processes.
    pub(super) fn name(&self) -> Result<String, EmbeddedError> {
        let is = fs::metadata(&self.path).map_err(EmbeddedError::file("read", &self.path))?;
        Ok(format!("beckon-{:x}-{:x}", is.dev(), is.ino()))
    }

    /// Runs initdb beside the final place and renames: a cluster half made is never taken for one.
    async fn make(&self) -> Result<(), EmbeddedError> {
        let draft = self.path.with_extension("new");
        if draft.exists() {
            fs::remove_dir_all(&draft).map_err(EmbeddedError::file("remove", &draft))?;
        }
        tracing::info!(folder = %self.path.display(), major = self.binaries.major, "making a database");
        self.initdb(&draft).await?;
        append_settings(&draft).map_err(EmbeddedError::file("write settings in", &draft))?;
        fs::rename(&draft, &self.path)
            .and_then(|()| sync_parent(&self.path))
            .map_err(EmbeddedError::file("move into place", &self.path))
    }

    async fn initdb(&self, draft: &Path) -> Result<(), EmbeddedError> {
        let mut said = String::new();
        for locale in self.locales() {
            folder::private(draft, &self.account)?;
            let program = self.binaries.initdb();
            let output = self
                .account
                .command(&program, draft.parent().unwrap_or(draft))
                .arg("--pgdata")
                .arg(draft)
                .args(["--username", EmbeddedPostgres::SUPERUSER])
                .args(["--auth=trust", "--encoding=UTF8", "--data-checksums"])
                .args(*locale)
                .output()
                .await
                .map_err(EmbeddedError::run(&program))?;
            if output.status.success() {
                return Ok(());
            }
            said = String::from_utf8_lossy(&output.stderr).into_owned();
            tracing::debug!(%said, ?locale, "initdb failed");
            fs::remove_dir_all(draft).map_err(EmbeddedError::file("remove", draft))?;
        }
        Err(EmbeddedError::Initdb {
            folder: self.path.clone(),
            said: said.trim().to_owned(),
        })
    }

    /// What to try, best first. All order text by code point, so that an index never depends on
    /// the system's collation library; where the system has no C.UTF-8, only ASCII folds case.
    fn locales(&self) -> &'static [&'static [&'static str]] {
        const BUILTIN: &[&str] = &[
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
        ];
        const SYSTEM: &[&str] = &["--locale=C.UTF-8", "--lc-messages=C"];
        const PLAIN: &[&str] = &["--locale=C"];
        if self.binaries.major >= 17 {
            &[BUILTIN, PLAIN]
        } else {
            &[SYSTEM, PLAIN]
        }
    }
}

/// The major version that made the cluster, or nothing if there is none yet.
fn major_of(path: &Path) -> Result<Option<u32>, EmbeddedError> {
    match fs::read_to_string(path.join("PG_VERSION")) {
        Ok(version) => version
            .trim()
            .parse()
            .map(Some)
            .map_err(|_| EmbeddedError::NotACluster(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::remove_dir(path) {
            Ok(()) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(_) => Err(EmbeddedError::NotACluster(path.to_owned())),
        },
        Err(error) => Err(EmbeddedError::file("read", path)(error)),
    }
}

fn append_settings(cluster: &Path) -> io::Result<()> {
    let mut file = File::options()
        .append(true)
        .open(cluster.join("postgresql.conf"))?;
    file.write_all(SETTINGS.as_bytes())?;
    file.sync_all()
}

fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent()
        .map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}
