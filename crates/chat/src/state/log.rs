mod draft;
#[cfg(test)]
mod tests;

use beckon_domain::conversation::{Message, MessageNumber, Sender};
use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::Refusal;

use self::draft::{Draft, Stage};
use super::link::ANSWER;
use super::{Entry, EntryState, Millis};

/// What is known of one conversation: the committed messages, what was written here and is not committed yet,
/// and how far each side has read.
///
/// Whatever arrives, in whatever order and however often, each number is there once and the numbers ascend.
/// What was written here goes out one at a time: the next is sent when the one before is acknowledged, so that
/// a message that has to be sent again can't be overtaken by a later one.
#[derive(Debug)]
pub(super) struct Log {
    /// Who writes here.
    me: Sender,
    /// What the server has sent, ascending.
    messages: Vec<Message>,
    /// What was written here and has not come back from the server, in the order of writing.
    drafts: Vec<Draft>,
    /// The highest numbers that the visitor and the team have seen.
    seen: (MessageNumber, MessageNumber),
}

impl Log {
    pub(super) fn new(me: Sender) -> Self {
        Self {
            me,
            messages: Vec::new(),
            drafts: Vec::new(),
            seen: (0, 0),
        }
    }

    /// Takes in messages of the server, each of them perhaps known already.
    pub(super) fn receive(&mut self, messages: &[Message]) {
        for message in messages {
            self.drafts.retain(|draft| draft.id != message.client_id);
            let at = self
                .messages
                .partition_point(|known| known.number < message.number);
            if self
                .messages
                .get(at)
                .is_none_or(|known| known.number != message.number)
            {
                self.messages.insert(at, message.clone());
            }
        }
    }

    /// The number after which the server shall go on: the last one before the first gap.
    pub(super) fn resume_after(&self) -> MessageNumber {
        let first = self.messages.first().map_or(0, |message| message.number);
        let run = self
            .messages
            .iter()
            .zip(first..)
            .take_while(|(message, number)| message.number == *number);
        run.last().map_or(0, |(_, number)| number)
    }

    /// Whether a message is missing between those that are here.
    pub(super) fn has_gap(&self) -> bool {
        self.messages
            .last()
            .is_some_and(|last| last.number > self.resume_after())
    }

    /// The highest number there is anything of.
    pub(super) fn last(&self) -> MessageNumber {
        let stored = self.drafts.iter().filter_map(Draft::number).max();
        self.messages
            .last()
            .map(|message| message.number)
            .max(stored)
            .unwrap_or(0)
    }

    /// Writes a message; it waits to be sent.
    pub(super) fn write(&mut self, id: ClientMessageId, content: String) {
        self.drafts.push(Draft {
            id,
            content,
            stage: Stage::Waiting(0.0),
            delays: 0,
        });
    }

    /// The server has committed a message under this number. Says whether it was written here.
    pub(super) fn acknowledge(&mut self, id: ClientMessageId, number: MessageNumber) -> bool {
        self.set(id, |_| Stage::Stored(number))
    }

    /// The server refused a message: for good, or until later.
    pub(super) fn refuse(&mut self, id: ClientMessageId, reason: Refusal, now: Millis) -> bool {
        self.set(id, |draft| {
            if reason.is_temporary() {
                let seconds = f64::from(1_u32 << draft.delays.min(4)).min(15.0);
                draft.delays += 1;
                Stage::Waiting(now + seconds * 1_000.0)
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

    /// Sends a failed message again, after all that was written since.
    pub(super) fn retry(&mut self, id: ClientMessageId) {
        if let Some(at) = self.failed(id) {
            let draft = self.drafts.remove(at);
            self.write(draft.id, draft.content);
        }
    }

    /// Takes a failed message away.
    pub(super) fn remove(&mut self, id: ClientMessageId) {
        if let Some(at) = self.failed(id) {
            self.drafts.remove(at);
        }
    }

    fn failed(&self, id: ClientMessageId) -> Option<usize> {
        self.drafts
            .iter()
            .position(|draft| draft.id == id && matches!(draft.stage, Stage::Failed(_)))
    }

    /// What is to be sent now, if anything.
    pub(super) fn next_post(&mut self, now: Millis) -> Option<(ClientMessageId, String)> {
        let draft = self
            .drafts
            .iter_mut()
            .find(|draft| draft.time().is_some())?;
        match draft.stage {
            Stage::Waiting(until) if until <= now => {
                draft.stage = Stage::Sent(now + ANSWER);
                Some((draft.id, draft.content.clone()))
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
        self.messages.clear();
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

    /// How many messages of the other side come after a number.
    pub(super) fn unread_after(&self, seen: MessageNumber) -> u32 {
        let theirs = |sender| {
            sender != Sender::System && (sender == Sender::Visitor) != (self.me == Sender::Visitor)
        };
        let unread = self
            .messages
            .iter()
            .filter(|message| message.number > seen && theirs(message.sender));
        unread.fold(0, |count, _| count + 1)
    }

    /// What is shown: the committed ones by number, then those on their way.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self
            .messages
            .iter()
            .map(|message| self.committed(message))
            .collect();
        for draft in &self.drafts {
            let at = draft.number().map_or(entries.len(), |number| {
                entries.partition_point(|entry| entry.number.is_some_and(|before| before < number))
            });
            entries.insert(at, self.uncommitted(draft));
        }
        entries
    }

    fn committed(&self, message: &Message) -> Entry {
        Entry {
            key: message.client_id,
            number: Some(message.number),
            sender: message.sender,
            sender_name: message.sender_name.clone(),
            content: message.content.clone(),
            at: Some(message.created_at),
            state: self.delivery(message.sender, message.number),
        }
    }

    fn uncommitted(&self, draft: &Draft) -> Entry {
        Entry {
            key: draft.id,
            number: draft.number(),
            sender: self.me,
            sender_name: None,
            content: draft.content.clone(),
            at: None,
            state: match draft.stage {
                Stage::Waiting(_) | Stage::Sent(_) => EntryState::Pending,
                Stage::Stored(number) => self.delivery(self.me, number),
                Stage::Failed(reason) => EntryState::Failed(reason),
            },
        }
    }

    /// A message counts as read when the *other* side has seen it: a colleague's eyes don't.
    fn delivery(&self, sender: Sender, number: MessageNumber) -> EntryState {
        let seen = if sender == Sender::Visitor {
            self.seen.1
        } else {
            self.seen.0
        };
        if number <= seen {
            EntryState::Read
        } else {
            EntryState::Sent
        }
    }
}
