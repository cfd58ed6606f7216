//! Files that people send each other: taken in, looked into, kept, and given out again.

mod metadata;
mod picture;
mod sniff;
mod spool;
mod storage;

pub use spool::Spool;
pub use storage::{Content, Files, Look, S3, Variant};

/// Why a file can't be taken in or given out.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// More bytes than allowed.
    #[error("the file is larger than {most} bytes")]
    TooLarge {
        /// How many are allowed.
        most: u64,
    },
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// There is no such file.
    #[error("no such file")]
    NotFound,
    /// The disk.
    #[error("the disk: {0}")]
    Disk(#[from] std::io::Error),
    /// The storage: it can't be reached, or refused.
    #[error("the storage of files: {0}")]
    Storage(#[source] object_store::Error),
}

impl From<object_store::Error> for FileError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Storage(other),
        }
    }
}
