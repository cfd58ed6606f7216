use beckon_domain::id::LeadId;
use beckon_domain::lead::LeadStatus;
use leptos::prelude::*;

use crate::api::leads::SetLeadStatus;
use crate::components::workspace::sent::last_sent;

/// The class of a status' mark.
pub const fn status_class(status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "status status-new",
        LeadStatus::Contacted => "status status-contacted",
        LeadStatus::Qualified => "status status-qualified",
        LeadStatus::Converted => "status status-converted",
        LeadStatus::Lost => "status status-lost",
    }
}

/// A button for each status; the lead's own is pressed. Each button sends the form with its status.
#[component]
pub fn StatusForm(
    /// Which lead.
    id: LeadId,
    /// How far along it is.
    status: LeadStatus,
    /// Where the new status goes.
    action: ServerAction<SetLeadStatus>,
) -> impl IntoView {
    // What was asked for is shown at once, and what is the case again when it was refused.
    let asked = last_sent(action, |sent| sent.status);
    let shown = move || match action.value().get() {
        Some(Err(_)) if !action.pending().get() => status,
        _ => asked.get().unwrap_or(status),
    };
    let button = move |to: LeadStatus| {
        view! {
            <button
                type="submit"
                name="status"
                value=to.as_str()
                class="segment"
                aria-pressed=move || (shown() == to).to_string()
            >
                <span class=status_class(to)>{to.name()}</span>
            </button>
        }
    };
    let error = move || action.value().get().and_then(Result::err);
    view! {
        <ActionForm action>
            <input type="hidden" name="id" value=id.to_string()/>
            <div class="segments" role="group" aria-label="Status">
                {LeadStatus::ALL.into_iter().map(button).collect_view()}
            </div>
        </ActionForm>
        {move || error().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
    }
}
