//! An open conversation: messages and notes, composer, and the person beside them.

use beckon_chat::agent::{ChatClient, MessageList, Thread};
use beckon_domain::conversation::{ConversationSummary, MessageNumber};
use beckon_domain::id::ConversationId;
use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;

use super::care::CareBar;
use super::context::LeadPanel;
use super::hand_back::Answerer;
use super::handling::Handling;
use super::header::PaneHeader;
use super::notes::{DraftNotes, Notebook};
use super::sheet::Sheet;
use super::store::InboxStore;
use super::writing::AgentComposer;
use crate::api::conversations::{
    conversation, conversation_history, conversation_notes, is_assistant_silent,
};
use crate::components::workspace::icons::Icon;
use crate::components::workspace::session::{Colleagues, Session};
use crate::components::workspace::states::{Empty, Failure, Skeleton};
use crate::error::AppError;

/// The conversation `id`, followed live until another is opened.
#[component]
pub fn ConversationPane(
    /// Which conversation.
    id: ConversationId,
    /// The message to begin with, where one was searched for.
    at: Option<MessageNumber>,
    /// The list it was opened from.
    #[prop(into)]
    back: Signal<String>,
) -> impl IntoView {
    let line = Resource::new(|| (), move |()| conversation(id));
    let history = Resource::new(|| (), move |()| conversation_history(id));
    let notes = Resource::new(|| (), move |()| conversation_notes(id));
    let is_silent = Resource::new(|| (), move |()| is_assistant_silent(id));
    let session = StoredValue::new(expect_context::<Session>());
    let thread = expect_context::<ChatClient>().thread(Some(id));
    let notebook = Notebook::new(id, thread);
    let heard = expect_context::<ChatClient>().notes();
    // At once, as one of two that come together would be missed.
    ImmediateEffect::new_scoped(move || {
        if let Some(notes) = heard.get() {
            untrack(|| notebook.receive(notes.to_vec()));
        }
    });
    Effect::new(move || {
        if let Some(at) = at {
            thread.jump(at);
        }
    });
    let retry = move || {
        line.refetch();
        history.refetch();
        notes.refetch();
        is_silent.refetch();
    };
    view! {
        <Transition fallback=|| view! { <div class="pane-loading"><Skeleton lines=7/></div> }>
            {move || Suspend::new(async move {
                let colleagues = session.get_value().colleagues().await;
                match (line.await, history.await, notes.await, is_silent.await) {
                    (Ok(loaded), Ok(messages), Ok(notes), Ok(is_silent)) => {
                        thread.preload(messages);
                        notebook.receive(notes);
                        view! { <OpenConversation loaded is_silent thread notebook back colleagues/> }.into_any()
                    }
                    (Err(AppError::NotFound), ..) => view! { <GoneConversation/> }.into_any(),
                    (Err(error), ..) | (_, Err(error), ..) | (.., Err(error), _) | (.., Err(error)) => {
                        view! { <Failure error retry/> }.into_any()
                    }
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
    is_silent: bool,
    thread: Thread,
    notebook: Notebook,
    back: Signal<String>,
    colleagues: Colleagues,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let handling = Handling::new();
    let sheet = Sheet::new();
    let line = Memo::new(move |_| store.line(&loaded));
    let answerer = Answerer::new(line, is_silent);
    read_while_visible(thread, line);
    view! {
        <div class="pane" class:pane-with-details=move || sheet.is_open()>
            <section class="pane-main" aria-label="Conversation" inert=move || sheet.covers()>
                <PaneHeader line back sheet handling answerer colleagues=colleagues.clone()/>
                <div class="pane-messages">
                    <MessageList thread notes=notebook.stored()/>
                </div>
                <DraftNotes notebook/>
                <CareBar line handling answerer colleagues=colleagues.clone()/>
                <AgentComposer thread notebook line colleagues=colleagues.clone()/>
            </section>
            // For whoever points; the keyboard has the button and Escape.
            <div class="panel-veil" on:click=move |_| sheet.close()></div>
            <LeadPanel line sheet colleagues/>
        </div>
    }
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
