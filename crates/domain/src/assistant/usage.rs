use serde::{Deserialize, Serialize};

/// What an assistant used in some time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Calls of a provider.
    pub calls: i64,
    /// Tokens read.
    pub tokens_in: i64,
    /// Tokens written.
    pub tokens_out: i64,
    /// Millionths of a US dollar.
    pub cost_micros: i64,
}
