//! The data folder: made, locked and open to the user who runs Postgres.

use std::{
    fs::{self, DirBuilder, File, Permissions, TryLockError},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use super::{EmbeddedError, account::Account};

/// The longest path of a socket's folder. The address of a socket has 104 bytes on some systems,
/// and Postgres appends `/.s.PGSQL.5432` to it.
const LONGEST_SOCKET_FOLDER: usize = 85;

/// The data folder while this process holds it.
#[derive(Debug)]
pub(super) struct DataFolder {
    path: PathBuf,
    /// Locked until dropped; the kernel lets go of it however the process ends.
    lock: File,
}

impl Drop for DataFolder {
    /// Unlocks outright. Closing alone would not do while a copy of the descriptor lives, as it does
    /// in a program that another thread is just starting, between its fork and its exec.
    fn drop(&mut self) {
        // Fails only if there is no lock, and then there is nothing to let go.
        let _ = self.lock.unlock();
    }
}

impl DataFolder {
    /// Makes the folder if needed, locks it, and checks that the user can reach it.
    pub(super) fn open(path: &Path, account: &Account) -> Result<Self, EmbeddedError> {
        let path = std::path::absolute(path).map_err(EmbeddedError::file("locate", path))?;
        let made = make(&path).map_err(EmbeddedError::file("make the folder", &path))?;
        let path = fs::canonicalize(&path).map_err(EmbeddedError::file("locate", &path))?;
        if account.is_other() {
            if made || is_empty(&path) {
                // Passed through by Postgres's user, listed by nobody else.
                fs::set_permissions(&path, Permissions::from_mode(0o711))
                    .map_err(EmbeddedError::file("open to PostgreSQL's user", &path))?;
            }
            if let Some(blocked) = account.blocked_at(&path) {
                let user = account.name.clone();
                return Err(EmbeddedError::Untraversable { blocked, user });
            }
        }
        let lock = lock(&path)?;
        Ok(Self { path, lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the cluster is.
    pub(super) fn cluster(&self) -> PathBuf {
        self.path.join("postgres")
    }

    /// Where the postmaster writes what it has to say.
    pub(super) fn log(&self) -> PathBuf {
        self.path.join("postgres.log")
    }

    /// A private folder for the socket: in the data folder, or, when the path would be too long
    /// for a socket's address, in the system's place for such things.
    pub(super) fn socket_folder(
        &self,
        name: &str,
        account: &Account,
    ) -> Result<PathBuf, EmbeddedError> {
        let mut folder = self.path.join("postgres.socket");
        let fits = folder.as_os_str().len() <= LONGEST_SOCKET_FOLDER && folder.to_str().is_some();
        if !fits {
            let place = if account.is_other() && Path::new("/run").is_dir() {
                "/run"
            } else {
                "/tmp"
            };
            folder = Path::new(place).join(name);
        }
        private(&folder, account)?;
        Ok(folder)
    }
}

/// True if the folder was not there before.
fn make(path: &Path) -> io::Result<bool> {
    if path.is_dir() {
        return Ok(false);
    }
    DirBuilder::new().recursive(true).create(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o700))?;
    Ok(true)
}

fn is_empty(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

fn lock(folder: &Path) -> Result<File, EmbeddedError> {
    let path = folder.join("postgres.lock");
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(EmbeddedError::file("open", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(&path).ok();
            return Err(EmbeddedError::InUse {
                folder: folder.to_owned(),
                holder: holder.and_then(|pid| pid.trim().parse().ok()),
            });
        }
        Err(TryLockError::Error(source)) => {
            return Err(EmbeddedError::file("lock", &path)(source));
        }
    }
    // For the message of whoever comes second.
    file.set_len(0)
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .map_err(EmbeddedError::file("write", &path))?;
    Ok(file)
}

/// Makes a folder that only the account may enter. One that is there already must be exactly
/// that, since anybody can make folders in /tmp.
pub(super) fn private(folder: &Path, account: &Account) -> Result<(), EmbeddedError> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => account
            .hand_over(folder)
            .map_err(EmbeddedError::file("hand over", folder)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is = fs::symlink_metadata(folder).map_err(EmbeddedError::file("read", folder))?;
            if is.is_dir() && account.owns(&is) && is.mode() & 0o777 == 0o700 {
                Ok(())
            } else {
                Err(EmbeddedError::SocketFolder(folder.to_owned()))
            }
        }
        Err(error) => Err(EmbeddedError::file("make the folder", folder)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_lock_ends_with_its_holder_even_if_its_descriptor_was_copied() {
        let place = tempfile::tempdir().unwrap();
        let account = Account::for_postgres().unwrap();
        let held = DataFolder::open(place.path(), &account).unwrap();
        let _copy = held.lock.try_clone().unwrap();
        let second = DataFolder::open(place.path(), &account);
        assert!(
            matches!(second, Err(EmbeddedError::InUse { .. })),
            "{second:?}"
        );
        drop(held);
        DataFolder::open(place.path(), &account).unwrap();
    }
}
