//! The head of an open conversation: who it is, and what can be done with it.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use leptos::prelude::*;
use leptos_router::components::A;

use super::assign::AssignMenu;
use super::hand_back::{Answerer, HandBack};
use super::handling::{Act, Change, Handling};
use super::line::channel_name;
use super::sheet::Sheet;
use super::snooze::SnoozeMenu;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::people::Avatar;
use crate::components::workspace::presence::VisitorDot;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::time::Until;

/// Name, site and channel on the left; who takes care of it and buttons on the right.
#[component]
pub(super) fn PaneHeader(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The list it was opened from.
    #[prop(into)]
    back: Signal<String>,
    /// The panel with the details, where it does not fit beside.
    sheet: Sheet,
    /// The actions.
    handling: Handling,
    /// Who answers.
    answerer: Answerer,
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
            <span class="menu-person">
                <Avatar name=title/>
                <VisitorDot conversation=line.read_untracked().id/>
            </span>
            <div class="pane-who">
                <h2 class="pane-title" dir="auto">{title}</h2>
                <Subtitle line/>
            </div>
            <div class="pane-actions">
                <AssignMenu line handling colleagues/>
                <HandBack line answerer/>
                <StatusButtons line handling/>
                <button
                    type="button"
                    class="ws-icon-button pane-details"
                    node_ref=sheet.opener
                    aria-expanded=move || sheet.is_open().to_string()
                    aria-controls="lead-panel"
                    title="Details"
                    on:click=move |_| sheet.toggle()
                >
                    <Glyph icon=Icon::Info/>
                    <span class="sr-only">"Details"</span>
                </button>
            </div>
        </header>
    }
}

#[component]
fn Subtitle(line: Memo<ConversationSummary>) -> impl IntoView {
    let state = move || match line.read().status {
        ConversationStatus::Active => None,
        ConversationStatus::Archived => Some("Archived"),
        ConversationStatus::Closed => Some("Closed"),
    };
    let snooze = move || {
        let until = line.read().snoozed_until;
        until.map(|until| {
            view! { <span class="badge badge-warm">"Snoozed until " <Until at=until/></span> }
        })
    };
    view! {
        <p class="pane-sub">
            {move || state().map(|state| view! { <span class="badge badge-neutral">{state}</span> })}
            {snooze}
            <span>{move || line.read().site.clone()}</span>
            <span>{move || channel_name(line.read().channel)}</span>
        </p>
    }
}

#[component]
fn StatusButtons(line: Memo<ConversationSummary>, handling: Handling) -> impl IntoView {
    let is_active = Memo::new(move |_| line.read().status == ConversationStatus::Active);
    let button = move |to, label, words, icon, mark| {
        view! {
            <Act line handling change=Change::Status(to) words class="btn btn-ghost btn-sm" title=label mark>
                <Glyph icon/>
                <span class="pane-action-label">{label}</span>
            </Act>
        }
    };
    view! {
        <Show
            when=move || is_active.get()
            fallback=move || button(ConversationStatus::Active, "Reopen", "Reopened.", Icon::Inbox, "reopen")
        >
            <SnoozeMenu line handling/>
            {button(ConversationStatus::Archived, "Archive", "Archived.", Icon::Archive, "archive")}
            {button(ConversationStatus::Closed, "Close", "Closed.", Icon::Check, "close")}
        </Show>
    }
}
