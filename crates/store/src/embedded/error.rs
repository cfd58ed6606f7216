//! What can go wrong with a cluster of one's own, in words that say what to do.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitStatus,
};

/// Why the embedded Postgres could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmbeddedError {
    /// No folder with `initdb` and `postgres` is known.
    #[error(
        "PostgreSQL was not found: install it (Debian: apt-get install postgresql), \
         or set DATABASE_URL to a database elsewhere"
    )]
    NoBinaries,

    /// The folder that was named lacks the programs.
    #[error("{} holds no initdb and postgres: name PostgreSQL's bin folder", .0.display())]
    NoBinariesIn(PathBuf),

    /// `postgres --version` said something else than a version.
    #[error("{} does not tell its version; it said: {said}", .program.display())]
    UnknownVersion {
        /// What was run.
        program: PathBuf,
        /// Its output.
        said: String,
    },

    /// The installed Postgres is older than what Beckon's schema is written for.
    #[error("PostgreSQL {0} is too old: version {min} or newer is needed", min = super::binaries::OLDEST_MAJOR)]
    TooOld(u32),

    /// The data folder was made by another major version, whose programs are not installed.
    #[error(
        "the database in {} was made by PostgreSQL {cluster}, but the PostgreSQL found here is {binaries}: \
         install PostgreSQL {cluster}, or dump the database there and load it into a new BECKON_DATA_DIR", .folder.display()
    )]
    OtherMajor {
        /// The cluster's folder.
        folder: PathBuf,
        /// The major version that made the cluster.
        cluster: u32,
        /// The newest major version found.
        binaries: u32,
    },

    /// Another server holds the data folder.
    #[error("the data folder {} is in use by another Beckon server{}", .folder.display(), in_words(*.holder))]
    InUse {
        /// The data folder.
        folder: PathBuf,
        /// The other server's process id, when it could be read.
        holder: Option<i32>,
    },

    /// Something else than a cluster is where the cluster should be.
    #[error("{} is neither empty nor a PostgreSQL cluster: move it away, or set another BECKON_DATA_DIR", .0.display())]
    NotACluster(PathBuf),

    /// The unprivileged user can't reach the data folder.
    #[error(
        "PostgreSQL must run as the user '{user}', who can't enter {}: set BECKON_DATA_DIR to a folder \
         that every user may pass through (for example /var/lib/beckon), or run chmod o+x {}", .blocked.display(), .blocked.display()
    )]
    Untraversable {
        /// The folder on the way that shuts the user out.
        blocked: PathBuf,
        /// Who would run Postgres.
        user: String,
    },

    /// Started by root on a system without any user to hand over to.
    #[error(
        "PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody' to run it as"
    )]
    NoAccount,

    /// The folder for the socket belongs to somebody else or is open to others.
    #[error("{} exists and is not a private folder of the user who runs PostgreSQL: remove it", .0.display())]
    SocketFolder(PathBuf),

    /// `initdb` failed.
    #[error("initdb could not make the database in {}: {said}", .folder.display())]
    Initdb {
        /// The cluster's folder.
        folder: PathBuf,
        /// What it printed.
        said: String,
    },

    /// The postmaster ended before it accepted a connection.
    #[error("PostgreSQL ended while starting ({status}); its log {} says: {said}", .log.display())]
    Exited {
        /// How it ended.
        status: ExitStatus,
        /// Where its log is.
        log: PathBuf,
        /// The log's last lines.
        said: String,
    },

    /// Processes of an earlier run hold the cluster and do not go.
    #[error("PostgreSQL processes of an earlier run do not end: {0:?}")]
    Leftovers(Vec<i32>),

    /// The postmaster runs but turns the server away.
    #[error("the embedded PostgreSQL refuses the connection")]
    Refused(#[source] sqlx::Error),

    /// A program could not be run.
    #[error("{} could not be run", .program.display())]
    Run {
        /// What was to be run.
        program: PathBuf,
        /// Why not.
        source: io::Error,
    },

    /// A file or folder could not be worked on.
    #[error("could not {action} {}", .path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl EmbeddedError {
    /// For `map_err` on file operations.
    pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` on starting a program.
    pub(super) fn run(program: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Run {
            program: program.to_owned(),
            source,
        }
    }
}

fn in_words(holder: Option<i32>) -> String {
    holder.map_or_else(String::new, |pid| format!(" (process {pid})"))
}
