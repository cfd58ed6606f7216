//! An open conversation: messages, composer, and the lead beside them.

use beckon_chat::agent::{ChatClient, Composer, MessageList, Thread};
use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::ConversationId;
use leptos::prelude::*;

use super::care::CareBar;
use super::context::{FoundLead, LeadPanel};
use super::handling::Handling;
use super::header::PaneHeader;
use super::store::InboxStore;
use crate::api::conversations::{conversation, conversation_history, conversation_lead};
use crate::components::workspace::icons::Icon;
use crate::components::workspace::session::{Colleagues, Session};
use crate::components::workspace::states::{Empty, Failure, Skeleton};
use crate::error::AppError;

/// The conversation `id`, followed live until another is opened.
#[component]
pub fn ConversationPane(
    /// Which conversation.
    id: ConversationId,
    /// The list it was opened from.
    #[prop(into)]
    back: Signal<String>,
) -> impl IntoView {
    let line = Resource::new(|| (), move |()| conversation(id));
    let history = Resource::new(|| (), move |()| conversation_history(id));
    let lead = Resource::new(|| (), move |()| conversation_lead(id));
    let session = StoredValue::new(expect_context::<Session>());
    let thread = expect_context::<ChatClient>().thread(Some(id));
    let retry = move || {
        line.refetch();
        history.refetch();
    };
    view! {
        <Transition fallback=|| view! { <div class="pane-loading"><Skeleton lines=7/></div> }>
            {move || Suspend::new(async move {
                let colleagues = session.get_value().colleagues().await;
                match (line.await, history.await) {
                    (Ok(loaded), Ok(messages)) => {
                        thread.preload(messages);
                        view! { <OpenConversation loaded thread lead back colleagues/> }.into_any()
                    }
                    (Err(AppError::NotFound), _) | (_, Err(AppError::NotFound)) => {
                        view! { <GoneConversation/> }.into_any()
                    }
                    (Err(error), _) | (_, Err(error)) => view! { <Failure error retry/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn GoneConversation() -> impl IntoView {
    view! {
        <Empty icon=Icon::Bubble title="This conversation can't be found">
            <p>"The address may be wrong, or it belongs to another organization."</p>
        </Empty>
    }
}

#[component]
fn OpenConversation(
    loaded: ConversationSummary,
    thread: Thread,
    lead: FoundLead,
    back: Signal<String>,
    colleagues: Colleagues,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let handling = Handling::new();
    let details = RwSignal::new(false);
    let line = Memo::new(move |_| store.line(&loaded));
    read_while_visible(thread, line);
    let is_open = Memo::new(move |_| line.read().status != ConversationStatus::Closed);
    view! {
        <div class="pane" class:pane-with-details=move || details.get()>
            <section class="pane-main" aria-label="Conversation">
                <PaneHeader line back details handling colleagues=colleagues.clone()/>
                <div class="pane-messages">
                    <MessageList thread/>
                </div>
                <CareBar line handling colleagues=colleagues.clone()/>
                <Show when=move || is_open.get() fallback=|| view! { <ClosedNote/> }>
                    <div class="pane-composer">
                        <Composer thread placeholder="Write an answer…".to_owned()/>
                    </div>
                </Show>
            </section>
            <LeadPanel line found=lead details colleagues/>
        </div>
    }
}

#[component]
fn ClosedNote() -> impl IntoView {
    view! { <p class="pane-note">"This conversation is closed. Reopen it to write."</p> }
}

/// Marks what came in as read while the window is being looked at.
fn read_while_visible(thread: Thread, line: Memo<ConversationSummary>) {
    let store = expect_context::<InboxStore>();
    let is_visible = RwSignal::new(true);
    Effect::new(move || {
        is_visible.set(!document().hidden());
        let handle = window_event_listener_untyped("visibilitychange", move |_| {
            is_visible.set(!document().hidden());
        });
        on_cleanup(move || handle.remove());
    });
    let has_unread = Memo::new(move |_| line.read().unread() > 0);
    Effect::new(move || {
        thread.entries().track();
        if is_visible.get() && has_unread.get() {
            thread.read_all();
            store.amend(line.get_untracked(), |line| {
                line.read_number = line.last_number;
            });
        }
    });
}
