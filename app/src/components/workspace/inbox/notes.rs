//! The notes of an open conversation: those that are stored, and those on their way.

use std::collections::BTreeMap;

use beckon_chat::NoteDraft;
use beckon_chat::agent::Thread;
use beckon_domain::conversation::{MessageError, parse_message};
use beckon_domain::id::{AccountId, ConversationId, NoteId};
use beckon_domain::note::Note;
use leptos::prelude::*;

use crate::components::workspace::toast::Toasts;

/// The notes of one conversation.
#[derive(Clone, Copy)]
pub(super) struct Notebook {
    conversation: ConversationId,
    thread: Thread,
    stored: RwSignal<BTreeMap<NoteId, Note>>,
    toasts: Toasts,
}

impl Notebook {
    /// An empty one, whose notes go out over the connection.
    pub(super) fn new(conversation: ConversationId, thread: Thread) -> Self {
        Self {
            conversation,
            thread,
            stored: RwSignal::default(),
            toasts: expect_context(),
        }
    }

    /// Takes in notes as they are stored, each of them perhaps known already.
    pub(super) fn receive(self, notes: Vec<Note>) {
        let is_ours = |note: &Note| note.conversation == self.conversation;
        let notes: Vec<_> = notes.into_iter().filter(is_ours).collect();
        if notes.is_empty() {
            return;
        }
        self.stored.update(|stored| {
            stored.extend(notes.into_iter().map(|note| (note.id, note)));
        });
    }

    /// Writes a note: it goes out now, or when there is a connection again. Says whether it could be taken.
    pub(super) fn write(self, text: &str, mentions: Vec<AccountId>) -> bool {
        match parse_message(text) {
            Ok(content) => self.thread.note(content, mentions),
            Err(MessageError::Empty) => {}
            Err(error) => {
                self.toasts.failed(error.to_string());
                return false;
            }
        }
        true
    }

    /// Those that are stored, in the order of writing.
    pub(super) fn stored(self) -> Signal<Vec<Note>> {
        let stored = self.stored;
        Memo::new(move |_| stored.read().values().cloned().collect()).into()
    }
}

/// The notes on their way, beneath the messages.
#[component]
pub(super) fn DraftNotes(
    /// Of which conversation.
    notebook: Notebook,
) -> impl IntoView {
    let thread = notebook.thread;
    let drafts = thread.note_drafts();
    let draft = move |draft: NoteDraft| {
        view! {
            <article class="note note-draft">
                <p class="note-text" dir="auto">{draft.content}</p>
                <p class="note-head" role="status">
                    {match draft.failed {
                        Some(reason) => view! {
                            {reason.to_string()}
                            <button type="button" class="chat-action" on:click=move |_| thread.retry(draft.id)>"Retry"</button>
                            <button type="button" class="chat-action" on:click=move |_| thread.remove(draft.id)>"Remove"</button>
                        }
                        .into_any(),
                        None => "Sending…".into_any(),
                    }}
                </p>
            </article>
        }
    };
    view! { {move || drafts.get().into_iter().map(draft).collect_view()} }
}
