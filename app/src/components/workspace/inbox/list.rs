//! The list of conversations: folders, lines, and older ones on request.

use beckon_domain::conversation::ConversationSummary;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::line::InboxLine;
use super::store::InboxStore;
use crate::api::conversations::{Folder, INBOX_PAGE, list_conversations};
use crate::components::workspace::icons::Icon;
use crate::components::workspace::states::{Empty, Failure, Skeleton};
use crate::components::workspace::toast::Toasts;

/// The folders as tabs, and the lines of the one being shown.
#[component]
pub fn ConversationList(
    /// The folder being shown.
    #[prop(into)]
    folder: Signal<Folder>,
) -> impl IntoView {
    let lines = Resource::new(move || folder.get(), |folder| list_conversations(folder, None));
    view! {
        <Folders folder/>
        <Transition fallback=|| view! { <Skeleton lines=8/> }>
            {move || Suspend::new(async move {
                match lines.await {
                    Ok(loaded) => view! { <Lines folder=folder.get_untracked() loaded/> }.into_any(),
                    Err(error) => view! { <Failure error retry=move || lines.refetch()/> }.into_any(),
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

#[component]
fn Lines(folder: Folder, loaded: Vec<ConversationSummary>) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let is_full = loaded.len() == INBOX_PAGE;
    let loaded = StoredValue::new(loaded);
    Effect::new(move || store.fill(&loaded.read_value()));
    let lines = Memo::new(move |_| store.folder(folder, &loaded.read_value()));
    view! {
        <Show
            when=move || !lines.read().is_empty()
            fallback=move || view! { <NoConversations folder/> }
        >
            <ul class="lines">
                <For each=move || lines.get() key=|line| line.id let(line)>
                    <InboxLine loaded=line folder/>
                </For>
            </ul>
            {is_full.then(|| view! { <Older folder lines/> })}
        </Show>
    }
}

/// Loads the lines before the oldest one shown.
#[component]
fn Older(folder: Folder, lines: Memo<Vec<ConversationSummary>>) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let toasts = expect_context::<Toasts>();
    let is_done = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let load = move |_| {
        let before = lines.read_untracked().last().map(|line| line.last_message_at);
        is_busy.set(true);
        spawn_local(async move {
            match list_conversations(folder, before).await {
                Ok(older) => {
                    store.fill(&older);
                    _ = is_done.try_set(older.len() < INBOX_PAGE);
                }
                Err(error) => toasts.failed(error.to_string()),
            }
            _ = is_busy.try_set(false);
        });
    };
    view! {
        <Show when=move || !is_done.get()>
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
