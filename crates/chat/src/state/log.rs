mod draft;
mod entries;
mod island;
#[cfg(test)]
mod tests;

use beckon_domain::conversation::{Message, MessageNumber, Sender};
use beckon_domain::id::{AttachmentId, ClientMessageId};
use beckon_domain::protocol::Refusal;
use beckon_domain::reaction::Reactions;

use self::draft::{Draft, Stage};
use super::link::ANSWER;
use super::{Millis, Picked, UploadError};

/// What is known of one conversation: the committed messages, what was written here and is not committed yet,
/// and how far each side has read.
///
/// Whatever arrives, in whatever order and however often, each number is there once and the numbers ascend.
/// What was written here goes out one at a time: the next is sent when the one before is acknowledged, so that
/// a message that has to be sent again can't be overtaken by a later one. Only a file that is still on its way is
/// overtaken.
#[derive(Debug)]
pub(super) struct Log {
    /// Who writes here.
    me: Sender,
    /// The newest messages, ascending. What is missing between two of them is asked for.
    tail: Vec<Message>,
    /// An older stretch without a gap, to which the reader jumped; it grows until it meets the tail.
    island: Option<Vec<Message>>,
    /// What was written here and has not come back from the server, in the order of writing.
    drafts: Vec<Draft>,
    /// The highest numbers that the visitor and the team have seen.
    seen: (MessageNumber, MessageNumber),
    /// Whether the visitor is there, and the highest number that reached them.
    #[cfg(feature = "agent")]
    reached: (bool, MessageNumber),
}

/// What is to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) id: ClientMessageId,
    pub(super) content: String,
    pub(super) attachment: Option<AttachmentId>,
}

/// How long to wait when the server has asked for patience so often before.
pub(super) fn patience(delays: u32) -> Millis {
    f64::from(1_u32 << delays.min(4)).min(15.0) * 1_000.0
}

impl Log {
    pub(super) fn new(me: Sender) -> Self {
        Self {
            me,
            tail: Vec::new(),
            island: None,
            drafts: Vec::new(),
            seen: (0, 0),
            #[cfg(feature = "agent")]
            reached: (false, 0),
        }
    }

    /// Takes in the newest messages, each of them perhaps known already.
    pub(super) fn receive(&mut self, messages: &[Message]) {
        for message in messages {
            self.drafts.retain(|draft| draft.id != message.client_id);
            let at = self
                .tail
                .partition_point(|known| known.number < message.number);
            match self.tail.get_mut(at) {
                // What comes again is not older: its links and reactions count.
                Some(known) if known.number == message.number => known.clone_from(message),
                _ => self.tail.insert(at, message.clone()),
            }
        }
        self.meet();
        #[cfg(feature = "agent")]
        self.reach(self.reached.0);
    }

    /// The visitor is there, or not: then all there is has reached them, and what comes will not.
    #[cfg(feature = "agent")]
    pub(super) fn reach(&mut self, is_there: bool) {
        let upto = if is_there { self.last() } else { 0 };
        self.reached = (is_there, upto.max(self.reached.1));
    }

    /// The number after which the server shall go on: the last one before the first gap.
    pub(super) fn resume_after(&self) -> Option<MessageNumber> {
        let first = self.tail.first()?.number;
        let run = self
            .tail
            .iter()
            .zip(first..)
            .take_while(|(message, number)| message.number == *number);
        run.last().map(|(_, number)| number)
    }

    /// The number before the first message that shows a file.
    pub(super) fn before_files(&self) -> Option<MessageNumber> {
        let shows_file = |message: &&Message| message.attachment.is_some();
        let first = self.tail.iter().find(shows_file)?;
        Some(first.number - 1)
    }

    /// Whether a message is missing between those that are here.
    pub(super) fn has_gap(&self) -> bool {
        self.tail.last().map(|last| last.number) > self.resume_after()
    }

    /// The highest number there is anything of.
    pub(super) fn last(&self) -> MessageNumber {
        let stored = self.drafts.iter().filter_map(Draft::number).max();
        self.tail
            .last()
            .map(|message| message.number)
            .max(stored)
            .unwrap_or(0)
    }

    /// Whether a message is here, among the newest.
    pub(super) fn holds(&self, id: ClientMessageId) -> bool {
        self.tail.iter().any(|message| message.client_id == id)
    }

    /// Writes a message; it waits to be sent.
    pub(super) fn write(&mut self, id: ClientMessageId, content: String) {
        self.put(id, content, None, Stage::Waiting(0.0));
    }

    /// Takes a file; it is uploaded before it is sent.
    pub(super) fn attach(&mut self, id: ClientMessageId, file: Picked) {
        self.put(id, String::new(), Some(file), Stage::Uploading(0));
    }

    fn put(&mut self, id: ClientMessageId, content: String, file: Option<Picked>, stage: Stage) {
        // Whoever writes wants to see it.
        self.show_newest();
        self.drafts.push(Draft {
            id,
            content,
            file,
            attachment: None,
            stage,
            delays: 0,
            wait: 0,
        });
    }

    /// There is no conversation yet for this file: it is posted without anything, which begins one.
    pub(super) fn begin(&mut self, id: ClientMessageId) {
        self.set_uploading(id, |draft| draft.stage = Stage::Waiting(0.0));
    }

    /// There is a conversation now. Tells the next file that waited for it, and is to be uploaded.
    pub(super) fn begun(&mut self) -> Option<ClientMessageId> {
        let waits = |draft: &&mut Draft| {
            draft.file.is_some() && draft.attachment.is_none() && draft.time().is_some()
        };
        let draft = self.drafts.iter_mut().find(waits)?;
        draft.stage = Stage::Uploading(0);
        Some(draft.id)
    }

    /// So much of a file is uploaded, in percent.
    pub(super) fn progress(&mut self, id: ClientMessageId, percent: u8) -> bool {
        self.set_uploading(id, |draft| draft.stage = Stage::Uploading(percent))
    }

    /// A file is uploaded, or can't be.
    pub(super) fn uploaded(
        &mut self,
        id: ClientMessageId,
        outcome: Result<AttachmentId, UploadError>,
    ) -> bool {
        self.set_uploading(id, |draft| match outcome {
            Ok(attachment) => {
                draft.attachment = Some(attachment);
                draft.stage = Stage::Waiting(0.0);
            }
            Err(error) => draft.stage = Stage::NotUploaded(error),
        })
    }

    fn set_uploading(&mut self, id: ClientMessageId, set: impl FnOnce(&mut Draft)) -> bool {
        let is_it =
            |draft: &&mut Draft| draft.id == id && matches!(draft.stage, Stage::Uploading(_));
        self.drafts.iter_mut().find(is_it).map(set).is_some()
    }

    /// The server has committed a message under this number. Says whether it was written here.
    pub(super) fn acknowledge(&mut self, id: ClientMessageId, number: MessageNumber) -> bool {
        self.set(id, |_| Stage::Stored(number))
    }

    /// The server refused a message: for good, or until later.
    pub(super) fn refuse(&mut self, id: ClientMessageId, reason: Refusal, now: Millis) -> bool {
        self.set(id, |draft| {
            if reason.is_temporary() {
                let mut wait = patience(draft.delays);
                if let Refusal::TooMany { seconds } = reason {
                    wait = f64::from(seconds) * 1_000.0;
                    draft.wait = seconds;
                }
                draft.delays += 1;
                Stage::Waiting(now + wait)
            } else {
                Stage::Failed(reason)
            }
        })
    }

    fn set(&mut self, id: ClientMessageId, stage: impl FnOnce(&mut Draft) -> Stage) -> bool {
        let Some(draft) = self.drafts.iter_mut().find(|draft| draft.id == id) else {
            return false;
        };
        // A late answer to an earlier sending must not undo an acknowledgement.
        if !matches!(draft.stage, Stage::Stored(_)) {
            draft.stage = stage(draft);
        }
        true
    }

    /// Sends a failed message again, after all that was written since. Says whether its file is to be uploaded.
    pub(super) fn retry(&mut self, id: ClientMessageId) -> bool {
        let Some(at) = self.failed(id) else {
            return false;
        };
        let draft = self.drafts.remove(at);
        // A file that the server does not know any more has to go there again.
        let again = draft.file.is_some()
            && (draft.attachment.is_none()
                || !matches!(draft.stage, Stage::Failed(reason) if reason != Refusal::UnknownAttachment));
        self.drafts.push(Draft {
            stage: if again {
                Stage::Uploading(0)
            } else {
                Stage::Waiting(0.0)
            },
            ..draft
        });
        again
    }

    /// Takes away a failed message, or a file that is not yet there. Says whether it is an upload that is to end.
    pub(super) fn remove(&mut self, id: ClientMessageId) -> bool {
        let at = self
            .failed(id)
            .or_else(|| self.position(id, |stage| matches!(stage, Stage::Uploading(_))));
        at.is_some_and(|at| self.drafts.remove(at).file.is_some())
    }

    fn failed(&self, id: ClientMessageId) -> Option<usize> {
        self.position(id, |stage| {
            matches!(stage, Stage::Failed(_) | Stage::NotUploaded(_))
        })
    }

    fn position(&self, id: ClientMessageId, stage: impl Fn(&Stage) -> bool) -> Option<usize> {
        self.drafts
            .iter()
            .position(|draft| draft.id == id && stage(&draft.stage))
    }

    /// What is to be sent now, if anything.
    pub(super) fn next_post(&mut self, now: Millis) -> Option<Post> {
        let draft = self
            .drafts
            .iter_mut()
            .find(|draft| draft.time().is_some())?;
        match draft.stage {
            Stage::Waiting(until) if until <= now => {
                draft.stage = Stage::Sent(now + ANSWER);
                draft.wait = 0;
                Some(Post {
                    id: draft.id,
                    content: draft.content.clone(),
                    attachment: draft.attachment,
                })
            }
            _ => None,
        }
    }

    /// When the message at the head of the queue is to be sent, or its answer is overdue.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.drafts.iter().find_map(Draft::time)
    }

    /// Whether the server owes an answer for too long.
    pub(super) fn is_overdue(&self, now: Millis) -> bool {
        self.drafts
            .iter()
            .any(|draft| matches!(draft.stage, Stage::Sent(until) if until <= now))
    }

    /// The line broke: what was sent and not acknowledged will be sent again, under the same id.
    pub(super) fn disconnected(&mut self) {
        for draft in &mut self.drafts {
            if let Stage::Sent(_) = draft.stage {
                draft.stage = Stage::Waiting(0.0);
            }
        }
    }

    /// There will be no line any more. Says whether this changed anything.
    pub(super) fn fail(&mut self, reason: Refusal) -> bool {
        let mut changed = false;
        for draft in &mut self.drafts {
            if draft.time().is_some() {
                draft.stage = Stage::Failed(reason);
                changed = true;
            }
        }
        changed
    }

    /// The conversation is another one than we thought: only what is still to be sent remains.
    pub(super) fn restart(&mut self) {
        self.tail.clear();
        self.island = None;
        self.drafts.retain(|draft| draft.number().is_none());
        self.seen = (0, 0);
    }

    /// Somebody has seen everything up to a number.
    pub(super) fn read(&mut self, reader: Sender, upto: MessageNumber) {
        let seen = if reader == Sender::Visitor {
            &mut self.seen.0
        } else {
            &mut self.seen.1
        };
        *seen = upto.max(*seen);
    }

    /// How many messages of the other side come after a number, and after what our side is known to have seen.
    pub(super) fn unread_after(&self, seen: MessageNumber) -> u32 {
        let seen = seen.max(if self.me == Sender::Visitor {
            self.seen.0
        } else {
            self.seen.1
        });
        let unread = self
            .tail
            .iter()
            .filter(|message| message.number > seen && self.is_theirs(message.sender));
        unread.fold(0, |count, _| count + 1)
    }

    fn is_theirs(&self, sender: Sender) -> bool {
        sender != Sender::System && (sender == Sender::Visitor) != (self.me == Sender::Visitor)
    }

    /// Takes in what people think of messages now.
    pub(super) fn react(&mut self, told: &[Reactions]) {
        let island = self.island.iter_mut().flatten();
        for message in self.tail.iter_mut().chain(island) {
            if let Some(news) = told.iter().find(|news| news.number == message.number) {
                message.reactions.clone_from(&news.reactions);
            }
        }
    }
}
