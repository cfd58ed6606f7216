//! The notes of an open conversation: those that are stored, and those on their way.

use std::collections::BTreeMap;

use beckon_domain::conversation::{MessageError, parse_message};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, NoteId};
use beckon_domain::note::Note;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::conversations::add_note;
use crate::components::workspace::toast::Toasts;

/// The notes of one conversation.
#[derive(Clone, Copy)]
pub(super) struct Notebook {
    conversation: ConversationId,
    stored: RwSignal<BTreeMap<NoteId, Note>>,
    drafts: RwSignal<Vec<Draft>>,
    toasts: Toasts,
}

/// A note that was written here, and is not yet back from the server.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Draft {
    client_id: ClientMessageId,
    content: String,
    mentions: Vec<AccountId>,
    /// Whether sending failed; the person may try again.
    has_failed: bool,
}

impl Notebook {
    /// An empty one.
    pub(super) fn new(conversation: ConversationId) -> Self {
        Self {
            conversation,
            stored: RwSignal::default(),
            drafts: RwSignal::default(),
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
        self.drafts.update(|drafts| {
            drafts.retain(|draft| notes.iter().all(|note| note.client_id != draft.client_id));
        });
        self.stored.update(|stored| {
            stored.extend(notes.into_iter().map(|note| (note.id, note)));
        });
    }

    /// Writes a note.
    pub(super) fn write(self, text: String, mentions: Vec<AccountId>) {
        let content = match parse_message(&text) {
            Ok(content) => content,
            Err(MessageError::Empty) => return,
            Err(error) => return self.toasts.failed(error.to_string()),
        };
        let draft = Draft {
            client_id: ClientMessageId::random(),
            content,
            mentions,
            has_failed: false,
        };
        self.drafts.update(|drafts| drafts.push(draft.clone()));
        self.send(draft);
    }

    /// Sends it; what fails stays, and can be sent again under the same id.
    fn send(self, draft: Draft) {
        let Draft {
            client_id,
            content,
            mentions,
            ..
        } = draft;
        spawn_local(async move {
            let stored = add_note(self.conversation, client_id, content, mentions).await;
            match stored {
                Ok(note) => self.receive(vec![note]),
                Err(_) => self.mark(client_id, true),
            }
        });
    }

    fn retry(self, client_id: ClientMessageId) {
        self.mark(client_id, false);
        let drafts = self.drafts.get_untracked();
        let draft = drafts
            .into_iter()
            .find(|draft| draft.client_id == client_id);
        if let Some(draft) = draft {
            self.send(draft);
        }
    }

    fn mark(self, client_id: ClientMessageId, has_failed: bool) {
        self.drafts.try_update(|drafts| {
            for draft in drafts
                .iter_mut()
                .filter(|draft| draft.client_id == client_id)
            {
                draft.has_failed = has_failed;
            }
        });
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
    let draft = move |draft: Draft| {
        let id = draft.client_id;
        view! {
            <article class="note note-draft">
                <p class="note-text" dir="auto">{draft.content}</p>
                <p class="note-head">
                    {if draft.has_failed {
                        view! {
                            "This note could not be saved. "
                            <button type="button" class="chat-action" on:click=move |_| notebook.retry(id)>"Retry"</button>
                        }
                        .into_any()
                    } else {
                        "Sending…".into_any()
                    }}
                </p>
            </article>
        }
    };
    view! { {move || notebook.drafts.get().into_iter().map(draft).collect_view()} }
}
