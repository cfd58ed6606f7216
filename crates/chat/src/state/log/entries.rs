//! What is shown of a log.

use beckon_domain::conversation::{Message, MessageNumber, Sender};

use super::super::{Chip, Entry, EntryState};
use super::{Draft, Log, Stage};

impl Log {
    /// What is shown: the committed ones by number, then those on their way. They are only shown below the newest.
    /// `chips` says how a message's reactions are shown.
    pub(in super::super) fn entries(&self, chips: impl Fn(&Message) -> Vec<Chip>) -> Vec<Entry> {
        let run = self.run();
        let committed = |message| self.committed(message, chips(message));
        let mut entries: Vec<Entry> = run.iter().map(committed).collect();
        let first = run.first().map_or(0, |first| first.number);
        let is_below = |draft: &&Draft| draft.number().is_none_or(|number| number >= first);
        for draft in self
            .drafts
            .iter()
            .filter(|_| !self.is_away())
            .filter(is_below)
        {
            let at = draft.number().map_or(entries.len(), |number| {
                entries.partition_point(|entry| entry.number.is_some_and(|before| before < number))
            });
            entries.insert(at, self.uncommitted(draft));
        }
        entries
    }

    fn committed(&self, message: &Message, chips: Vec<Chip>) -> Entry {
        Entry {
            key: message.client_id,
            number: Some(message.number),
            sender: message.sender,
            sender_name: message.sender_name.clone(),
            content: message.content.clone(),
            attachment: message.attachment.clone(),
            file: None,
            chips,
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
            attachment: None,
            file: draft.file.clone(),
            chips: Vec::new(),
            at: None,
            state: match draft.stage {
                Stage::Uploading(percent) => EntryState::Uploading(percent),
                Stage::NotUploaded(error) => EntryState::NotUploaded(error),
                Stage::Waiting(_) if draft.wait > 0 => EntryState::Delayed(draft.wait),
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
            return EntryState::Read;
        }
        #[cfg(feature = "agent")]
        if sender != Sender::Visitor && number <= self.reached.1 {
            return EntryState::Delivered;
        }
        EntryState::Sent
    }
}
