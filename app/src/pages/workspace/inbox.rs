//! `/app/inbox` and `/app/inbox/{conversation}`: the list, and the conversation that is open.

use beckon_domain::id::ConversationId;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;

use crate::api::conversations::Folder;
use crate::components::workspace::{
    ConversationList, ConversationPane, Empty, Glyph, HelpSheet, Icon, InboxKeys, PageTitle,
};

/// What the address says is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Conversation(ConversationId),
    Unknown,
}

impl Open {
    fn read(params: &ParamsMap) -> Self {
        match params.get_str("conversation") {
            None | Some("") => Self::Nothing,
            Some(id) => id.parse().map_or(Self::Unknown, Self::Conversation),
        }
    }
}

fn read_folder(query: &ParamsMap) -> Folder {
    let folder = query
        .get_str("folder")
        .and_then(|folder| folder.parse().ok());
    folder.unwrap_or_default()
}

/// The inbox.
#[component]
pub fn InboxPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let folder = Memo::new(move |_| query.with(read_folder));
    let open = Memo::new(move |_| params.with(Open::read));
    let sheet = NodeRef::<Dialog>::new();
    view! {
        <PageTitle name="Inbox"/>
        <InboxKeys sheet/>
        <div class="inbox" class:inbox-open=move || open.get() != Open::Nothing>
            // Outside of the list, which a phone hides while a conversation is open.
            <h1 class="sr-only">"Inbox"</h1>
            <section class="inbox-list" aria-label="Conversations">
                <div class="inbox-head">
                    <p class="page-title" aria-hidden="true">"Inbox"</p>
                    <HelpButton sheet/>
                </div>
                <ConversationList folder/>
            </section>
            <div class="inbox-pane">
                <Pane open folder/>
            </div>
        </div>
        <HelpSheet sheet/>
    }
}

#[component]
fn Pane(open: Memo<Open>, folder: Memo<Folder>) -> impl IntoView {
    let back = Signal::derive(move || match folder.get() {
        Folder::All => "/app/inbox".to_owned(),
        folder => format!("/app/inbox?folder={}", folder.as_str()),
    });
    move || match open.get() {
        Open::Conversation(id) => view! { <ConversationPane id back/> }.into_any(),
        Open::Nothing => view! { <NothingOpen/> }.into_any(),
        Open::Unknown => view! {
            <Empty icon=Icon::Bubble title="This conversation can't be found">
                <p>"The address is not complete."</p>
            </Empty>
        }
        .into_any(),
    }
}

#[component]
fn HelpButton(sheet: NodeRef<Dialog>) -> impl IntoView {
    let show = move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            _ = sheet.show_modal();
        }
    };
    view! {
        <button type="button" class="ws-icon-button inbox-help" title="Keyboard shortcuts" on:click=show>
            <Glyph icon=Icon::Help/>
            <span class="sr-only">"Keyboard shortcuts"</span>
        </button>
    }
}

#[component]
fn NothingOpen() -> impl IntoView {
    view! {
        <div class="empty ws-empty inbox-nothing">
            <span class="ws-empty-mark"><Glyph icon=Icon::Bubble/></span>
            <p class="ws-empty-title">"Open a conversation"</p>
            <p>
                "Move through the list with " <kbd class="kbd">"j"</kbd> " and " <kbd class="kbd">"k"</kbd>
                ", open with " <kbd class="kbd">"o"</kbd> "."
            </p>
        </div>
    }
}
