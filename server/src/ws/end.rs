use axum::extract::ws::close_code;
use beckon_domain::protocol::Refusal;
use beckon_services::conversations::ConversationError;

use super::party::refusal;

/// Why a connection ends.
pub(super) enum End {
    /// The client is gone.
    Gone,
    /// We end it, with a code and a reason.
    Close(u16, &'static str),
}

/// The log can't be read: the client comes back and asks again.
pub(super) fn try_again(error: ConversationError) -> End {
    tracing::warn!(%error, "can't read the log");
    End::Close(close_code::AGAIN, "try again")
}

/// Why a frame is not obeyed.
pub(super) enum Failure {
    /// The client is told why, and may say something else.
    Refused(Refusal),
    /// The connection ends.
    Ended(End),
}

impl From<Refusal> for Failure {
    fn from(reason: Refusal) -> Self {
        Self::Refused(reason)
    }
}

impl From<End> for Failure {
    fn from(end: End) -> Self {
        Self::Ended(end)
    }
}

impl From<ConversationError> for Failure {
    fn from(error: ConversationError) -> Self {
        Self::Refused(refusal(error))
    }
}
