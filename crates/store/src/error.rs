/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It can't be reached, or is starting or stopping; the same call may succeed later.
    #[error("the database can't be reached: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Anything else: a defect of ours.
    #[error("the database refused: {0}")]
    Refused(#[source] sqlx::Error),
    /// A value in the database is not what this version writes.
    #[error("a stored value can't be read: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// Whether the named constraint of the schema was violated.
    pub fn is_violation_of(&self, constraint: &str) -> bool {
        match self {
            Self::Refused(sqlx::Error::Database(error)) => error.constraint() == Some(constraint),
            _ => false,
        }
    }

    /// A stored value that can't be read, and why.
    pub(crate) fn corrupt(what: &str, why: impl std::fmt::Display) -> Self {
        Self::Corrupt(format!("{what}: {why}"))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let unavailable = match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Tls(_) => true,
            // Class 57P: the server is shutting down, starting, or was killed. Class 08: the connection broke.
            // 53300: too many connections. 25006: a standby that is not promoted yet.
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                code.starts_with("57P")
                    || code.starts_with("08")
                    || code == "53300"
                    || code == "25006"
            }),
            _ => false,
        };
        if unavailable {
            Self::Unavailable(error)
        } else {
            Self::Refused(error)
        }
    }
}
