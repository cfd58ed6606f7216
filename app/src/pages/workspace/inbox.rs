//! `/app/inbox` and `/app/inbox/{conversation}`: the list, and the conversation that is open.

use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::ConversationId;
use beckon_domain::inbox::InboxFilter;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;

use crate::components::workspace::{
    ConversationList, ConversationPane, Empty, Glyph, HelpSheet, Icon, InboxKeys, PageTitle,
    inbox_href,
};

/// What the address says is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// With the message that was searched for.
    Conversation(ConversationId, Option<MessageNumber>),
    Unknown,
}

impl Open {
    fn read(params: &ParamsMap, query: &ParamsMap) -> Self {
        let at = query.get_str("at").and_then(|at| at.parse().ok());
        match params.get_str("conversation") {
            None | Some("") => Self::Nothing,
            Some(id) => id
                .parse()
                .map_or(Self::Unknown, |id| Self::Conversation(id, at)),
        }
    }
}

fn read_filter(query: &ParamsMap) -> InboxFilter {
    let filter = query
        .get_str("folder")
        .and_then(|filter| filter.parse().ok());
    filter.unwrap_or_default()
}

/// The inbox.
#[component]
pub fn InboxPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let filter = Memo::new(move |_| query.with(read_filter));
    let open =
        Memo::new(move |_| params.with(|params| query.with(|query| Open::read(params, query))));
    let sheet = NodeRef::<Dialog>::new();
    view! {
        <PageTitle name="Inbox"/>
        <InboxKeys sheet/>
        <div class="inbox" class:inbox-open=move || open.get() != Open::Nothing>
            // Outside of the list, which a phone hides while a conversation is open.
            <h1 class="sr-only">"Inbox"</h1>
            <ConversationList filter>
                <div class="inbox-head">
                    <p class="page-title" aria-hidden="true">"Inbox"</p>
                    <HelpButton sheet/>
                </div>
            </ConversationList>
            <div class="inbox-pane">
                <Pane open filter/>
            </div>
        </div>
        <HelpSheet sheet/>
    }
}

#[component]
fn Pane(open: Memo<Open>, filter: Memo<InboxFilter>) -> impl IntoView {
    let back = Signal::derive(move || inbox_href(None, filter.get()));
    move || match open.get() {
        Open::Conversation(id, at) => view! { <ConversationPane id at back/> }.into_any(),
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
