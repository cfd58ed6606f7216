//! Who runs Postgres. It refuses to run as root, so a server started by root hands it to an
//! unprivileged user; any other user runs it as themselves.

use std::{
    fs::Metadata,
    io,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
};

use nix::unistd::{User, geteuid};
use tokio::process::Command;

use super::EmbeddedError;

/// Whether this process belongs to root, who hands Postgres to another user: its data folder must be
/// one that this user can reach.
pub fn runs_as_root() -> bool {
    geteuid().is_root()
}

/// The user who runs Postgres.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub(super) name: String,
    uid: u32,
    gid: u32,
    /// Whether this process is root and becomes somebody else for Postgres.
    is_other: bool,
}

impl Account {
    /// The caller, or for root the system's `postgres`, else `nobody`.
    pub(super) fn for_postgres() -> Result<Self, EmbeddedError> {
        let me = geteuid();
        if !me.is_root() {
            return Ok(Self {
                name: me.to_string(),
                uid: me.as_raw(),
                gid: nix::unistd::getegid().as_raw(),
                is_other: false,
            });
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .filter(|user| !user.uid.is_root())
            .map(|user| Self {
                name: user.name,
                uid: user.uid.as_raw(),
                gid: user.gid.as_raw(),
                is_other: true,
            })
            .ok_or(EmbeddedError::NoAccount)
    }

    /// Whether files must be handed over because the user is not the caller.
    pub(super) fn is_other(&self) -> bool {
        self.is_other
    }

    /// A command that runs as this user, in `folder`, in a process group of its own, without the
    /// caller's `PG…` variables. (When root sets a user id, std drops the supplementary groups.)
    pub(super) fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("PG") {
                command.env_remove(variable);
            }
        }
        command.current_dir(folder).process_group(0);
        if self.is_other {
            command.gid(self.gid).uid(self.uid);
        }
        command
    }

    /// Makes this user the owner of a file or folder.
    pub(super) fn hand_over(&self, path: &Path) -> io::Result<()> {
        if self.is_other {
            chown(path, Some(self.uid), Some(self.gid))?;
        }
        Ok(())
    }

    /// Whether a file or folder belongs to this user.
    pub(super) fn owns(&self, metadata: &Metadata) -> bool {
        metadata.uid() == self.uid
    }

    /// The outermost folder on the way to `path` (itself included) that this user can't pass.
    pub(super) fn blocked_at(&self, path: &Path) -> Option<PathBuf> {
        let mut ancestors: Vec<&Path> = path.ancestors().collect();
        ancestors.reverse();
        ancestors
            .into_iter()
            .find(|folder| folder.metadata().is_ok_and(|is| !self.may_pass(&is)))
            .map(Path::to_owned)
    }

    fn may_pass(&self, folder: &Metadata) -> bool {
        let bit = if folder.uid() == self.uid {
            0o100
        } else if folder.gid() == self.gid {
            0o010
        } else {
            0o001
        };
        folder.mode() & bit != 0
    }
}
