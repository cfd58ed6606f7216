//! One run of the `postgres` program, from its start to its end.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::{Duration, Instant},
};

use nix::sys::signal::Signal;
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use tokio::{process::Child, time::timeout};

use super::{
    EmbeddedError,
    cluster::Cluster,
    leftovers::{FAST, signal},
    log,
};

const POLL: Duration = Duration::from_millis(20);
/// How often a long start (recovery after a crash) is mentioned.
const REMINDER: Duration = Duration::from_secs(10);
/// `cannot_connect_now`: starting up, in recovery or shutting down.
const NOT_YET: &str = "57P03";

/// A running postmaster. Dropped without [`Postmaster::stop`], it is asked to shut down and not
/// waited for.
#[derive(Debug)]
pub(super) struct Postmaster {
    child: Child,
    log: PathBuf,
    log_start: u64,
}

impl Postmaster {
    /// Starts `postgres` in a process group of its own: Ctrl-C in the terminal reaches the server
    /// alone, which ends its work first and the database last.
    pub(super) fn spawn(
        cluster: &Cluster,
        name: &str,
        socket_folder: &Path,
        log: &Path,
    ) -> Result<Self, EmbeddedError> {
        let file = log::open(log).map_err(EmbeddedError::file("open", log))?;
        let copy = file.try_clone().map_err(EmbeddedError::file("open", log))?;
        let log_start = fs::metadata(log).map_or(0, |is| is.len());
        let program = cluster.binaries.postgres();
        let mut command = cluster.account.command(&program, &cluster.path);
        command.arg("-D").arg(&cluster.path);
        for setting in [
            "listen_addresses=",
            "unix_socket_permissions=0700",
            "port=5432",
            "logging_collector=off",
            "log_destination=stderr",
            "timezone=UTC",
            "log_timezone=UTC",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            &format!("cluster_name={name}"),
            &format!("unix_socket_directories={}", quoted(socket_folder)),
        ] {
            command.args(["-c", setting]);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(copy)
            .spawn()
            .map_err(EmbeddedError::run(&program))?;
        Ok(Self {
            child,
            log: log.to_owned(),
            log_start,
        })
    }

    /// Waits until it accepts connections, for as long as it lives: recovery is never cut short.
    pub(super) async fn ready(&mut self, options: &PgConnectOptions) -> Result<(), EmbeddedError> {
        let mut mentioned = Instant::now();
        loop {
            match timeout(REMINDER, Box::pin(PgConnection::connect_with(options))).await {
                Ok(Ok(connection)) => {
                    // The answer was all that was wanted; a lost goodbye changes nothing.
                    let _ = connection.close().await;
                    return Ok(());
                }
                Ok(Err(sqlx::Error::Database(error)))
                    if error.code().as_deref() != Some(NOT_YET) =>
                {
                    return Err(EmbeddedError::Refused(sqlx::Error::Database(error)));
                }
                Ok(Err(_)) | Err(_) => {}
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(EmbeddedError::Exited {
                    status,
                    log: self.log.clone(),
                    said: log::tail(&self.log, self.log_start),
                });
            }
            if mentioned.elapsed() > REMINDER {
                mentioned = Instant::now();
                tracing::warn!(log = %self.log.display(), "PostgreSQL is still starting");
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits until it has ended, for whatever reason. May be cancelled.
    pub(super) async fn ended(&mut self) -> Option<ExitStatus> {
        self.child.wait().await.ok()
    }

    /// The process id while it runs.
    pub(super) fn pid(&self) -> Option<i32> {
        self.child.id().and_then(|pid| i32::try_from(pid).ok())
    }

    /// Fast shutdown: sessions are ended, a checkpoint is written. True if it came to its end.
    pub(super) async fn stop(&mut self) -> bool {
        let Some(pid) = self.pid() else {
            return true;
        };
        signal(pid, Signal::SIGINT);
        timeout(FAST, self.ended()).await.is_ok()
    }
}

/// As an item of a setting that is a list: commas and spaces in the path are part of it.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('"', "\"\""))
}

impl Drop for Postmaster {
    fn drop(&mut self) {
        if let Some(pid) = self.pid() {
            signal(pid, Signal::SIGINT);
        }
    }
}
