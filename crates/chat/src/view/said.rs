use beckon_domain::conversation::MessageError;
use beckon_domain::protocol::Refusal;

use crate::state::UploadError;
use crate::words::Word;

/// How a refusal is told.
pub const fn refusal_word(reason: Refusal) -> Word {
    match reason {
        Refusal::Malformed | Refusal::OutOfTurn => Word::Malformed,
        Refusal::Version => Word::Version,
        Refusal::UnknownSite => Word::UnknownSite,
        Refusal::UnknownConversation => Word::UnknownConversation,
        Refusal::Message(MessageError::Empty) => Word::Empty,
        Refusal::Message(MessageError::TooLong) => Word::TooLong,
        Refusal::UnknownAttachment => Word::UnknownAttachment,
        Refusal::BadValue => Word::BadValue,
        Refusal::BadIdentity | Refusal::NotAllowed => Word::NotAllowed,
        Refusal::SlowDown | Refusal::TooMany { .. } => Word::SlowDown,
        Refusal::Unavailable => Word::Unavailable,
    }
}

/// How a failed upload is told.
pub(super) const fn upload_word(error: UploadError) -> Word {
    match error {
        UploadError::TooLarge => Word::FileTooLarge,
        UploadError::Empty => Word::FileEmpty,
        UploadError::SlowDown => Word::FileSlowDown,
        UploadError::Unavailable => Word::FileUnavailable,
    }
}
