//! The list of conversations: folders, lines, and older ones on request.

use beckon_domain::conversation::ConversationSummary;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::line::InboxLine;
use super::store::InboxStore;
use crate::api::conversations::{Folder, INBOX_PAGE, list_conversations};
use crate::components::workspace::icons::Icon;
use crate::components::workspace::session::{Colleagues, Session};
use crate::components::workspace::states::{Empty, Failure, Skeleton};
use crate::components::workspace::toast::Toasts;

/// The folders as tabs, and the lines of the one being shown.
#[component]
pub fn ConversationList(
    /// The folder being shown.
    #[prop(into)]
    folder: Signal<Folder>,
) -> impl IntoView {
    let session = StoredValue::new(expect_context::<Session>());
    let lines = Resource::new(
        move || folder.get(),
        |folder| async move { (folder, list_conversations(folder, None).await) },
    );
    view! {
        <Folders folder/>
        <Transition fallback=|| view! { <Skeleton lines=8/> }>
            {move || Suspend::new(async move {
                let colleagues = session.get_value().colleagues().await;
                match lines.await {
                    (folder, Ok(loaded)) => view! { <Lines folder loaded colleagues/> }.into_any(),
                    (_, Err(error)) => view! { <Failure error retry=move || lines.refetch()/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Folders(folder: Signal<Folder>) -> impl IntoView {
    let tab = move |to: Folder| {
        let href = match to {
            Folder::All => "/app/inbox".to_owned(),
            to => format!("/app/inbox?folder={}", to.as_str()),
        };
        let current = move || (folder.get() == to).then_some("true");
        view! { <li><a class="tab" href=href aria-current=current>{to.name()}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label="Folders">
            <ul>{Folder::ALL.into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}

/// The line after which nothing is loaded yet, if the page is full.
fn end_of(page: &[ConversationSummary]) -> Option<DateTime<Utc>> {
    page.last()
        .filter(|_| page.len() >= INBOX_PAGE)
        .map(|line| line.last_message_at)
}

#[component]
fn Lines(
    folder: Folder,
    loaded: Vec<ConversationSummary>,
    colleagues: Colleagues,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let end = RwSignal::new(end_of(&loaded));
    let loaded = StoredValue::new(loaded);
    Effect::new(move || store.fill(&loaded.read_value()));
    let lines = Memo::new(move |_| store.folder(folder, &loaded.read_value(), end.get()));
    let line = move |line: ConversationSummary| {
        view! { <InboxLine loaded=line folder colleagues=colleagues.clone()/> }
    };
    view! {
        <Show
            when=move || !lines.read().is_empty()
            fallback=move || view! { <NoConversations folder/> }
        >
            <ul class="lines">
                <For each=move || lines.get() key=|line| line.id children=line.clone()/>
            </ul>
            <Older folder end/>
        </Show>
    }
}

/// Loads the lines before the oldest one shown.
#[component]
fn Older(folder: Folder, end: RwSignal<Option<DateTime<Utc>>>) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let toasts = expect_context::<Toasts>();
    let is_busy = RwSignal::new(false);
    let load = move |_| {
        is_busy.set(true);
        spawn_local(async move {
            match list_conversations(folder, end.get_untracked()).await {
                Ok(older) => {
                    store.fill(&older);
                    _ = end.try_set(end_of(&older));
                }
                Err(error) => toasts.failed(error.to_string()),
            }
            _ = is_busy.try_set(false);
        });
    };
    view! {
        <Show when=move || end.get().is_some()>
            <p class="lines-older">
                <button type="button" class="btn btn-secondary btn-sm" on:click=load disabled=is_busy>
                    "Show older"
                </button>
            </p>
        </Show>
    }
}

#[component]
fn NoConversations(folder: Folder) -> impl IntoView {
    match folder {
        Folder::All => view! {
            <Empty icon=Icon::Bubble title="No conversations yet">
                <p>
                    "Put the widget on your site: one line of HTML, and the first visitor who writes appears here."
                </p>
                <A href="/app/sites" attr:class="btn btn-primary btn-sm">"Install the widget"</A>
            </Empty>
        }
        .into_any(),
        Folder::Unassigned => view! {
            <Empty icon=Icon::Check title="All taken care of">
                <p>"Every open conversation has somebody who looks after it."</p>
            </Empty>
        }
        .into_any(),
        Folder::Mine => view! {
            <Empty icon=Icon::Person title="Nothing on your desk">
                <p>"Conversations you take appear here."</p>
                <a class="btn btn-secondary btn-sm" href="/app/inbox?folder=unassigned">"See unassigned ones"</a>
            </Empty>
        }
        .into_any(),
        Folder::Archived => view! {
            <Empty icon=Icon::Archive title="Nothing archived">
                <p>"Conversations you archive or close are kept here. A new message brings an archived one back."</p>
            </Empty>
        }
        .into_any(),
    }
}
