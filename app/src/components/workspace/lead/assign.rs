use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::lead_change::LeadChange;
use leptos::prelude::*;

use crate::components::workspace::leads::{ChangeActions, assignee_options};
use crate::components::workspace::session::Colleagues;

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
    actions: ChangeActions,
) -> impl IntoView {
    let give = actions.change;
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
