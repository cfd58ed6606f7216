use leptos::prelude::*;

use super::super::Thread;
use crate::state::Shown;
use crate::view::{List, list_markup};

/// The messages of a thread. Stays at the newest one, unless the reader scrolled up; what is older is loaded when
/// they come near it.
#[component]
pub fn MessageList(
    /// Which thread.
    thread: Thread,
) -> impl IntoView {
    let me = thread.client.me();
    let frame = NodeRef::<leptos::html::Div>::new();
    let list = StoredValue::new_local(None::<List>);
    let show = move |shown: &Shown| {
        list.with_value(|list| list.as_ref().map(|list| list.show(shown)));
    };
    Effect::new(move || {
        if let Some(frame) = frame.get() {
            let ask = move |request| thread.ask(request);
            list.set_value(List::attach(&frame, me, String::new(), ask));
            thread.shown.with_untracked(show);
        }
    });
    Effect::new(move || thread.shown.with(show));
    let markup = thread
        .shown
        .with_untracked(|shown| list_markup(shown, me, ""));
    view! { <div class="chat-messages" node_ref=frame inner_html=markup></div> }
}
