//! What is wrong with a file of the dialogue.

/// A lexicon or dialogue that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct DataError {
    file: String,
    problem: String,
}

impl DataError {
    /// What is wrong with which file.
    pub(crate) fn new(file: &str, problem: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            problem: problem.into(),
        }
    }
}
