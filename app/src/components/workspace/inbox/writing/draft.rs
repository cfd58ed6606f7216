//! What is written and not sent, kept until the tab is closed, so that it survives leaving the page. The chat's own
//! field keeps an answer; a note, which must never become one, is kept apart.

use beckon_domain::id::ConversationId;
use leptos::prelude::window;
use web_sys::Storage;

use super::Mode;

/// What is kept for one conversation.
#[derive(Clone, Copy)]
pub(super) struct Draft(ConversationId);

impl Draft {
    /// Of a conversation.
    pub(super) const fn of(conversation: ConversationId) -> Self {
        Self(conversation)
    }

    /// Under which name the chat's field keeps an answer.
    pub(super) fn answer_name(self) -> String {
        format!("beckon:answer:{}", self.0)
    }

    fn note_name(self) -> String {
        format!("beckon:note:{}", self.0)
    }

    /// The note that was not sent.
    pub(super) fn note(self) -> Option<String> {
        storage()?.get_item(&self.note_name()).ok()?
    }

    /// What is in the field is of this kind, and no longer of the other.
    pub(super) fn keep(self, mode: Mode, text: &str) {
        let (here, there) = match mode {
            Mode::Answer => (self.answer_name(), self.note_name()),
            Mode::Note => (self.note_name(), self.answer_name()),
        };
        if let Some(storage) = storage() {
            // A full or forbidden storage is no reason not to write.
            _ = storage.remove_item(&there);
            _ = match text {
                "" => storage.remove_item(&here),
                text => storage.set_item(&here, text),
            };
        }
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
