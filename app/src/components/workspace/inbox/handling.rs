//! What an agent does with a conversation: take it, put it away, bring it back.
//!
//! The inbox shows the result at once. Should the server refuse, or not be reached, the line is put back
//! as it was.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::store::InboxStore;
use crate::api::conversations::{SetConversationStatus, TakeConversation, set_conversation_status};
use crate::components::workspace::toast::Toasts;
use crate::error::AppError;

/// The actions behind a conversation's buttons.
#[derive(Clone, Copy)]
pub(super) struct Handling {
    pub(super) take: ServerAction<TakeConversation>,
    pub(super) status: ServerAction<SetConversationStatus>,
    /// The line before the last action.
    before: StoredValue<Option<ConversationSummary>>,
    store: InboxStore,
    toasts: Toasts,
}

impl Handling {
    /// For the conversation being shown.
    pub(super) fn new() -> Self {
        let handling = Self {
            take: ServerAction::new(),
            status: ServerAction::new(),
            before: StoredValue::new(None),
            store: expect_context(),
            toasts: expect_context(),
        };
        Effect::new(move || handling.answered(handling.take.value().get()));
        Effect::new(move || handling.answered(handling.status.value().get()));
        handling
    }

    fn answered(self, outcome: Option<Result<(), AppError>>) {
        if let (Some(Err(error)), Some(before)) = (outcome, self.before.get_value()) {
            put_back(self.store, self.toasts, &before, &error);
        }
    }

    /// Shows the conversation as taken.
    pub(super) fn taken(self, line: ConversationSummary) {
        self.before.set_value(Some(line.clone()));
        self.store.take(line);
    }

    /// Shows the conversation as moved to `status`; putting away can be undone.
    pub(super) fn moved(self, line: ConversationSummary, status: ConversationStatus) {
        let Self { store, toasts, .. } = self;
        self.before.set_value(Some(line.clone()));
        let before = line.clone();
        store.amend(line, |line| line.status = status);
        let undo = move || undo(store, toasts, &before);
        match status {
            ConversationStatus::Active => toasts.done("Reopened."),
            ConversationStatus::Archived => toasts.undoable("Archived.", undo),
            ConversationStatus::Closed => toasts.undoable("Closed.", undo),
        }
    }
}

/// Works also when the conversation's pane is gone: the notice outlives it.
fn undo(store: InboxStore, toasts: Toasts, before: &ConversationSummary) {
    let (id, status) = (before.id, before.status);
    let moved = untrack(|| store.line(before));
    store.amend(moved.clone(), |line| line.status = status);
    spawn_local(async move {
        if let Err(error) = set_conversation_status(id, status).await {
            put_back(store, toasts, &moved, &error);
        }
    });
}

/// What was changed here goes back; what came in meanwhile stays.
fn put_back(store: InboxStore, toasts: Toasts, before: &ConversationSummary, error: &AppError) {
    toasts.failed(error.to_string());
    let now = untrack(|| store.line(before));
    store.amend(now, |line| {
        line.status = before.status;
        line.assignee = before.assignee;
    });
}
