//! The postmaster's log: appended to by Postgres, kept short by the server.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// Beyond this many bytes the log is put away as `postgres.log.old` and begun anew.
const CAP: u64 = 5 * 1024 * 1024;

/// How much of the log's end an error message quotes.
const QUOTED: u64 = 1500;

/// Opens the log for a postmaster to append to.
pub(super) fn open(path: &Path) -> io::Result<File> {
    cap(path)?;
    File::options()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)
}

/// Puts the log away when it grew too long. Postgres may have it open: it appends, so what it
/// writes after the cut lands at the start.
pub(super) fn cap(path: &Path) -> io::Result<()> {
    let too_long = fs::metadata(path).is_ok_and(|is| is.len() > CAP);
    if too_long {
        fs::copy(path, path.with_extension("log.old"))?;
        File::options().write(true).open(path)?.set_len(0)?;
    }
    Ok(())
}

/// What was written after `start` bytes, at most its last lines.
pub(super) fn tail(path: &Path, start: u64) -> String {
    let read = || -> io::Result<String> {
        let mut file = File::open(path)?;
        let end = file.metadata()?.len();
        file.seek(SeekFrom::Start(start.max(end.saturating_sub(QUOTED))))?;
        let mut bytes = Vec::new();
        file.take(QUOTED).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    };
    read().unwrap_or_else(|error| format!("(unreadable: {error})"))
}
