//! Leads changed by hand, one or many, and back.

use leptos::prelude::*;

use crate::api::leads::{ChangeLeads, UndoLeadChange};
use crate::components::workspace::toast::Toasts;
use crate::error::AppError;

/// Changing leads, and back.
#[derive(Clone, Copy)]
pub struct ChangeActions {
    /// Changes them.
    pub change: ServerAction<ChangeLeads>,
    /// Makes of them what they were.
    pub undo: ServerAction<UndoLeadChange>,
}

impl ChangeActions {
    /// Nothing done yet.
    pub fn new() -> Self {
        Self {
            change: ServerAction::new(),
            undo: ServerAction::new(),
        }
    }

    /// Whatever is done is told, as `words`, with a way back.
    #[must_use]
    pub fn offering_undo(self, words: &'static str) -> Self {
        let toasts = expect_context::<Toasts>();
        Effect::new(move || {
            if let Some(Ok(Some(done))) = self.change.value().get() {
                toasts.undoable(words, move || {
                    self.undo.dispatch(UndoLeadChange { id: done.id });
                });
            }
        });
        self
    }

    /// Grows with everything that was done.
    pub fn version(self) -> usize {
        self.change.version().get() + self.undo.version().get()
    }

    /// Why the last one was refused.
    pub fn error(self) -> Option<AppError> {
        let error = self.change.value().get().and_then(Result::err);
        error.or_else(|| self.undo.value().get().and_then(Result::err))
    }
}

impl Default for ChangeActions {
    fn default() -> Self {
        Self::new()
    }
}
