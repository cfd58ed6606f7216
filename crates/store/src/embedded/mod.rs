//! A private Postgres cluster in the server's data folder, for those who bring no database.
//!
//! [`EmbeddedPostgres::start`] finds the installed programs, makes the cluster at first, and runs
//! the postmaster as a child: reachable over a Unix socket alone, in a folder that only its user
//! can enter. A server started by root runs it as the system's `postgres` user, else `nobody`.
//!
//! One server holds a data folder at a time (a lock file says so). If a server was killed, its
//! postmaster lives on; the next start shuts that one down cleanly and starts its own, so that the
//! settings are always those of the running version and the postmaster is always a child that
//! can be waited for.

mod account;
mod binaries;
mod cluster;
mod error;
mod folder;
mod leftovers;
mod log;
mod postmaster;
#[cfg(test)]
mod tests;

use std::{
    convert::Infallible,
    error::Error,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::sync::Mutex;

use self::{account::Account, cluster::Cluster, folder::DataFolder, postmaster::Postmaster};

pub use self::{account::runs_as_root, error::EmbeddedError};

/// The waits between attempts to restart a postmaster double from the first to the last.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LAST_WAIT: Duration = Duration::from_secs(10);
/// A postmaster that ran this long was well: the waits begin anew.
const WELL_AFTER: Duration = Duration::from_mins(1);
/// How often the log's length is looked at.
const LOG_CHECK: Duration = Duration::from_mins(1);

/// Where the cluster lives.
#[derive(Debug, Clone)]
pub struct EmbeddedConfig {
    /// The server's data folder; the cluster is in its folder `postgres`.
    pub data_dir: PathBuf,
    /// Postgres's `bin` folder, when it should not be searched for.
    pub bin_dir: Option<PathBuf>,
}

/// A running Postgres. Call [`EmbeddedPostgres::stop`] at the end: a drop asks Postgres to shut
/// down too, but does not wait for it.
#[derive(Debug)]
pub struct EmbeddedPostgres {
    // Before the folder, whose lock is let go last.
    postmaster: Mutex<Postmaster>,
    cluster: Cluster,
    name: String,
    socket_folder: PathBuf,
    folder: DataFolder,
}

impl EmbeddedPostgres {
    /// The cluster's superuser.
    pub const SUPERUSER: &str = "postgres";

    /// Starts the cluster, made first if there is none, and waits until it accepts connections.
    pub async fn start(config: &EmbeddedConfig) -> Result<Self, EmbeddedError> {
        let begun = Instant::now();
        let account = Account::for_postgres()?;
        let folder = DataFolder::open(&config.data_dir, &account)?;
        let bin_dir = config.bin_dir.as_deref();
        let cluster = Cluster::open(folder.cluster(), bin_dir, account).await?;
        let name = cluster.name()?;
        let socket_folder = folder.socket_folder(&name, &cluster.account)?;
        clear(&cluster, &name).await?;
        let mut postmaster = Postmaster::spawn(&cluster, &name, &socket_folder, &folder.log())?;
        postmaster.ready(&superuser(&socket_folder)).await?;
        tracing::info!(
            folder = %folder.path().display(),
            major = cluster.binaries.major,
            user = %cluster.account.name,
            milliseconds = begun.elapsed().as_millis(),
            "embedded Postgres started"
        );
        Ok(Self {
            postmaster: Mutex::new(postmaster),
            cluster,
            name,
            socket_folder,
            folder,
        })
    }

    /// The folder that holds the Unix socket.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_folder
    }

    /// How to connect to one of the cluster's databases as one of its users; no password is needed.
    pub fn url(&self, database: &str, user: &str) -> PgConnectOptions {
        options(&self.socket_folder, database, user)
    }

    /// Restarts the postmaster whenever it ends, until `cancel` completes.
    pub async fn supervise(&self, cancel: impl Future<Output = ()> + Send) {
        tokio::select! {
            () = cancel => {}
            _ = self.keep_alive() => {}
        }
    }

    /// Shuts the cluster down cleanly, or within half a minute by force; what was committed is
    /// safe either way.
    pub async fn stop(self) {
        let mut postmaster = self.postmaster.into_inner();
        if !postmaster.stop().await {
            tracing::warn!("Postgres did not shut down in time");
        }
        if let Err(error) = leftovers::force(&self.name).await {
            tracing::error!(error = &error as &dyn Error, "Postgres was not stopped");
        } else {
            tracing::info!("embedded Postgres stopped");
        }
        // Empty by now; where it is not, the next start uses it again.
        let _ = std::fs::remove_dir(&self.socket_folder);
    }

    async fn keep_alive(&self) -> Infallible {
        let mut postmaster = self.postmaster.lock().await;
        let mut wait = FIRST_WAIT;
        loop {
            let since = Instant::now();
            let status = self.until_ended(&mut postmaster).await;
            tracing::error!(?status, "Postgres ended unasked; starting it again");
            if since.elapsed() > WELL_AFTER {
                wait = FIRST_WAIT;
            }
            self.relaunch(&mut postmaster, &mut wait).await;
            tracing::info!("Postgres is back");
        }
    }

    async fn until_ended(&self, postmaster: &mut Postmaster) -> Option<std::process::ExitStatus> {
        let log = self.folder.log();
        loop {
            tokio::select! {
                status = postmaster.ended() => return status,
                () = tokio::time::sleep(LOG_CHECK) => {}
            }
            if let Err(error) = log::cap(&log) {
                tracing::warn!(%error, log = %log.display(), "the log could not be shortened");
            }
        }
    }

    async fn relaunch(&self, postmaster: &mut Postmaster, wait: &mut Duration) {
        loop {
            tokio::time::sleep(*wait).await;
            *wait = (*wait * 2).min(LAST_WAIT);
            match self.launch(postmaster).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::error!(error = &error as &dyn Error, "Postgres did not start");
                }
            }
        }
    }

    async fn launch(&self, postmaster: &mut Postmaster) -> Result<(), EmbeddedError> {
        let log = self.folder.log();
        clear(&self.cluster, &self.name).await?;
        // In its place before it is ready: whoever stops the cluster meanwhile stops this one.
        *postmaster = Postmaster::spawn(&self.cluster, &self.name, &self.socket_folder, &log)?;
        postmaster.ready(&superuser(&self.socket_folder)).await
    }
}

/// Ends what an earlier run left, so that a postmaster can start.
async fn clear(cluster: &Cluster, name: &str) -> Result<(), EmbeddedError> {
    leftovers::end(name, &cluster.path).await?;
    leftovers::forget_stale_pid(&cluster.path)
}

fn superuser(socket_folder: &Path) -> PgConnectOptions {
    options(socket_folder, "postgres", EmbeddedPostgres::SUPERUSER)
}

fn options(socket_folder: &Path, database: &str, user: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket_folder)
        .port(5432)
        .ssl_mode(PgSslMode::Disable)
        .username(user)
        .database(database)
}
