use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::{AttachmentId, ClientMessageId};
use beckon_domain::protocol::Refusal;

use super::super::{Millis, Picked, UploadError};

/// What was written here and has not come back from the server.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: ClientMessageId,
    pub(super) content: String,
    /// The file that goes with it…
    pub(super) file: Option<Picked>,
    /// …and what the server calls it, once it is there.
    pub(super) attachment: Option<AttachmentId>,
    pub(super) stage: Stage,
    /// How often the server has asked to send it again later.
    pub(super) delays: u32,
    /// In how many seconds it may be sent, as the server said; 0 if it did not.
    pub(super) wait: u16,
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// So much of its file is uploaded, in percent.
    Uploading(u8),
    /// Its file could not be uploaded.
    NotUploaded(UploadError),
    /// To be sent, not before this time.
    Waiting(Millis),
    /// Sent; an answer is due by this time.
    Sent(Millis),
    /// Acknowledged under this number; the message itself is still to come.
    Stored(MessageNumber),
    /// Refused for good.
    Failed(Refusal),
}

impl Draft {
    pub(super) fn number(&self) -> Option<MessageNumber> {
        match self.stage {
            Stage::Stored(number) => Some(number),
            _ => None,
        }
    }

    /// When something is due; nothing is for a message that the server has answered for good, nor for one whose
    /// file is not there yet.
    pub(super) fn time(&self) -> Option<Millis> {
        match self.stage {
            Stage::Waiting(until) | Stage::Sent(until) => Some(until),
            _ => None,
        }
    }
}
