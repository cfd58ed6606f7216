use beckon_domain::conversation::{PartialAnswer, Sender};

use super::{Entry, EntryState, Millis};

/// The assistant's answer while it comes, and until when it is believed. What was taken back is known without text.
#[derive(Debug, Default)]
pub(super) struct Coming(Option<(PartialAnswer, Millis)>);

impl Coming {
    /// It has come so far. Says whether that is news: what was overtaken is none.
    pub(super) fn hear(&mut self, told: PartialAnswer, until: Millis) -> bool {
        let is_overtaken = self.0.as_ref().is_some_and(|(known, _)| {
            known.client_id == told.client_id && known.revision >= told.revision
        });
        if !is_overtaken {
            self.0 = Some((told, until));
        }
        !is_overtaken
    }

    /// Says whether it is believed no longer.
    pub(super) fn ends(&mut self, now: Millis) -> bool {
        self.0.take_if(|(_, until)| *until <= now).is_some()
    }

    /// When it will be believed no longer.
    pub(super) fn until(&self) -> Option<Millis> {
        self.0.as_ref().map(|(_, until)| *until)
    }

    /// How it is shown: under the key of its message, which takes its place.
    pub(super) fn entry(&self) -> Option<Entry> {
        let (known, _) = self.0.as_ref()?;
        (!known.content.is_empty()).then(|| Entry {
            key: known.client_id,
            number: None,
            sender: Sender::Assistant,
            sender_name: None,
            content: known.content.clone(),
            attachment: None,
            file: None,
            chips: Vec::new(),
            at: None,
            state: EntryState::Pending,
        })
    }
}
