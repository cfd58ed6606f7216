//! The bar above the composer while somebody else takes care of a conversation: who, and how to take it.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use leptos::prelude::*;

use super::handling::Handling;
use super::store::InboxStore;
use crate::components::workspace::session::Colleagues;

/// Gone once the conversation is one's own.
#[component]
pub(super) fn CareBar(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The actions.
    handling: Handling,
    /// To name whoever takes care of it.
    colleagues: Colleagues,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let can_take = Memo::new(move |_| {
        let line = line.read();
        line.status == ConversationStatus::Active && !store.is_mine(&line)
    });
    let care = Memo::new(move |_| {
        let assignee = line.read().assignee;
        assignee.map(|account| colleagues.name(account))
    });
    let state = move || match care.get() {
        Some(name) => format!("{name} takes care of this conversation."),
        None => "The assistant answers until somebody takes over.".to_owned(),
    };
    let id = line.read_untracked().id;
    view! {
        <Show when=move || can_take.get()>
            <div class="care">
                <p>{state}</p>
                // Hidden only after the form has been sent: a form that is gone sends nothing.
                <ActionForm action=handling.take on:submit=move |_| handling.taken(line.get_untracked())>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <button type="submit" class="btn btn-secondary btn-sm" data-do="take">"Take over"</button>
                </ActionForm>
            </div>
        </Show>
    }
}
