use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::lead_change::LeadChange;
use leptos::prelude::*;

use crate::api::leads::{ChangeLeads, UndoLeadChange};
use crate::components::workspace::leads::assignee_options;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::toast::Toasts;
use crate::error::AppError;

/// Giving a lead to somebody, and back.
#[derive(Clone, Copy)]
pub struct AssignActions {
    give: ServerAction<ChangeLeads>,
    undo: ServerAction<UndoLeadChange>,
}

impl AssignActions {
    /// Nothing done yet. What is done offers to be undone.
    pub fn new() -> Self {
        let toasts = expect_context::<Toasts>();
        let give = ServerAction::<ChangeLeads>::new();
        let undo = ServerAction::<UndoLeadChange>::new();
        Effect::new(move || {
            if let Some(Ok(Some(done))) = give.value().get() {
                toasts.undoable("Assigned.", move || {
                    undo.dispatch(UndoLeadChange { id: done.id });
                });
            }
        });
        Self { give, undo }
    }

    /// Grows with everything that was done.
    pub fn version(self) -> usize {
        self.give.version().get() + self.undo.version().get()
    }

    fn error(self) -> Option<AppError> {
        let error = self.give.value().get().and_then(Result::err);
        error.or_else(|| self.undo.value().get().and_then(Result::err))
    }
}

impl Default for AssignActions {
    fn default() -> Self {
        Self::new()
    }
}

/// Gives a lead, and its conversation, to a member or to nobody.
#[component]
pub fn AssignForm(
    /// Which lead.
    id: LeadId,
    /// Who takes care of it.
    assignee: Option<AccountId>,
    /// Whom it can be given to.
    colleagues: Colleagues,
    /// Where it goes.
    actions: AssignActions,
) -> impl IntoView {
    let give = actions.give;
    view! {
        <ActionForm action=give attr:class="lead-assign">
            <input type="hidden" name="ids[0]" value=id.to_string()/>
            <label class="label" for="assign-to">"Assigned to"</label>
            <select class="select" id="assign-to" name="change">
                {assignee_options(&colleagues, Some(LeadChange::Assignee(assignee)))}
            </select>
            <button type="submit" class="btn btn-secondary btn-sm" disabled=give.pending()>"Assign"</button>
        </ActionForm>
        {move || actions.error().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
    }
}
