//! What an agent does with a conversation: take it, put it away, bring it back.
//!
//! The inbox shows the result at once. Should the server refuse, the line is fetched again and
//! stands as the server knows it.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::ConversationId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::store::InboxStore;
use crate::api::conversations::{
    SetConversationStatus, TakeConversation, conversation, set_conversation_status,
};
use crate::components::workspace::toast::Toasts;
use crate::error::AppError;

/// The actions behind a conversation's buttons.
#[derive(Clone, Copy)]
pub(super) struct Handling {
    pub(super) take: ServerAction<TakeConversation>,
    pub(super) status: ServerAction<SetConversationStatus>,
    store: InboxStore,
    toasts: Toasts,
}

impl Handling {
    /// For the conversation `id`.
    pub(super) fn of(id: ConversationId) -> Self {
        let handling = Self {
            take: ServerAction::new(),
            status: ServerAction::new(),
            store: expect_context(),
            toasts: expect_context(),
        };
        Effect::new(move || handling.put_right(id, handling.take.value().get()));
        Effect::new(move || handling.put_right(id, handling.status.value().get()));
        handling
    }

    fn put_right(self, id: ConversationId, outcome: Option<Result<(), AppError>>) {
        if let Some(Err(error)) = outcome {
            put_right(self.store, self.toasts, id, &error);
        }
    }

    /// Shows the conversation as taken.
    pub(super) fn taken(self, line: ConversationSummary) {
        self.store.take(line);
    }

    /// Shows the conversation as moved to `status`; archiving can be undone.
    pub(super) fn moved(self, line: ConversationSummary, status: ConversationStatus) {
        let Self { store, toasts, .. } = self;
        let before = line.clone();
        store.amend(line, |line| line.status = status);
        match status {
            ConversationStatus::Active => toasts.done("Reopened."),
            ConversationStatus::Archived => {
                toasts.undoable("Archived.", move || undo(store, toasts, before.clone()));
            }
            ConversationStatus::Closed => {
                toasts.undoable("Closed.", move || undo(store, toasts, before.clone()));
            }
        }
    }
}

/// Works also when the conversation's pane is gone: the notice outlives it.
fn undo(store: InboxStore, toasts: Toasts, before: ConversationSummary) {
    let (id, status) = (before.id, before.status);
    store.amend(store.line(&before), |line| line.status = status);
    spawn_local(async move {
        if let Err(error) = set_conversation_status(id, status).await {
            put_right(store, toasts, id, &error);
        }
    });
}

fn put_right(store: InboxStore, toasts: Toasts, id: ConversationId, error: &AppError) {
    toasts.failed(error.to_string());
    spawn_local(async move {
        if let Ok(line) = conversation(id).await {
            store.accept(line);
        }
    });
}
