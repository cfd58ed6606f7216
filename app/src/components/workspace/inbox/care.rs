//! The bar above the composer while somebody else takes care of a conversation: who, and how to take it.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use leptos::prelude::*;

use super::hand_back::Answerer;
use super::handling::{Act, Change, Handling};
use super::store::InboxStore;
use crate::components::workspace::session::Colleagues;

/// Gone once the conversation is one's own.
#[component]
pub(super) fn CareBar(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The actions.
    handling: Handling,
    /// Who answers meanwhile.
    answerer: Answerer,
    /// To name whoever takes care of it.
    colleagues: Colleagues,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let can_take = Memo::new(move |_| {
        let line = line.read();
        line.status == ConversationStatus::Active && !store.is_mine(&line)
    });
    let care = Memo::new(move |_| {
        let line = line.read();
        colleagues.in_charge(line.assignee, line.team)
    });
    let state = move || match care.get() {
        Some(name) => format!("{name} takes care of this conversation."),
        None if answerer.is_silent() => "Nobody takes care of this conversation.".to_owned(),
        None => "The assistant answers until somebody takes over.".to_owned(),
    };
    view! {
        <Show when=move || can_take.get()>
            <div class="care">
                <p role="status">{state}</p>
                <Act line handling change=Change::Take words="You took this conversation." class="btn btn-secondary btn-sm" mark="take">
                    "Take over"
                </Act>
            </div>
        </Show>
    }
}
