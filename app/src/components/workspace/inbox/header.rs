//! The head of an open conversation: who it is, and what can be done with it.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::ConversationId;
use leptos::prelude::*;
use leptos_router::components::A;

use super::handling::Handling;
use super::line::channel_name;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::people::Avatar;
use crate::components::workspace::session::Colleagues;

/// Name, site and assignee on the left; buttons on the right.
#[component]
pub(super) fn PaneHeader(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The list it was opened from.
    #[prop(into)]
    back: Signal<String>,
    /// Whether the panel with the lead's details is open where it does not fit beside.
    details: RwSignal<bool>,
    /// The actions.
    handling: Handling,
    /// To name whoever takes care of it.
    colleagues: Colleagues,
) -> impl IntoView {
    let title = Signal::derive(move || line.read().title.clone());
    view! {
        <header class="pane-head">
            <A href=move || back.get() attr:class="ws-icon-button pane-back" scroll=false>
                <Glyph icon=Icon::Back/>
                <span class="sr-only">"Back to the list"</span>
            </A>
            <Avatar name=title/>
            <div class="pane-who">
                <h2 class="pane-title" dir="auto">{title}</h2>
                <Subtitle line colleagues/>
            </div>
            <div class="pane-actions">
                <StatusButtons line handling/>
                <button
                    type="button"
                    class="ws-icon-button pane-details"
                    aria-expanded=move || details.get().to_string()
                    aria-controls="lead-panel"
                    title="Details"
                    on:click=move |_| details.update(|open| *open = !*open)
                >
                    <Glyph icon=Icon::Info/>
                    <span class="sr-only">"Details of the lead"</span>
                </button>
            </div>
        </header>
    }
}

#[component]
fn Subtitle(line: Memo<ConversationSummary>, colleagues: Colleagues) -> impl IntoView {
    let care = move || match line.read().assignee {
        Some(account) => colleagues.name(account),
        None => "Unassigned".to_owned(),
    };
    let state = move || match line.read().status {
        ConversationStatus::Active => None,
        ConversationStatus::Archived => Some("Archived"),
        ConversationStatus::Closed => Some("Closed"),
    };
    view! {
        <p class="pane-sub">
            {move || state().map(|state| view! { <span class="badge badge-neutral">{state}</span> })}
            <span>{care}</span>
            <span>{move || line.read().site.clone()}</span>
            <span>{move || channel_name(line.read().channel)}</span>
        </p>
    }
}

#[component]
fn StatusButtons(line: Memo<ConversationSummary>, handling: Handling) -> impl IntoView {
    let id = line.read_untracked().id;
    let is_active = Memo::new(move |_| line.read().status == ConversationStatus::Active);
    let form = move |to, word, label, icon, mark| {
        view! { <StatusForm id to word label icon mark line handling/> }
    };
    view! {
        <Show
            when=move || is_active.get()
            fallback=move || form(ConversationStatus::Active, "active", "Reopen", Icon::Inbox, "reopen")
        >
            {form(ConversationStatus::Archived, "archived", "Archive", Icon::Archive, "archive")}
            {form(ConversationStatus::Closed, "closed", "Close", Icon::Check, "close")}
        </Show>
    }
}

/// A button that moves the conversation. `mark` lets the keyboard find it.
#[component]
fn StatusForm(
    id: ConversationId,
    to: ConversationStatus,
    word: &'static str,
    label: &'static str,
    icon: Icon,
    mark: &'static str,
    line: Memo<ConversationSummary>,
    handling: Handling,
) -> impl IntoView {
    view! {
        <ActionForm action=handling.status on:submit=move |_| handling.moved(line.get_untracked(), to)>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="status" value=word/>
            <button type="submit" class="btn btn-ghost btn-sm" data-do=mark title=label>
                <Glyph icon/>
                <span class="pane-action-label">{label}</span>
            </button>
        </ActionForm>
    }
}
