use leptos::prelude::*;
use web_sys::Element;

use super::super::Thread;
use crate::view::{Composed, Composer as View, composer_markup};

/// Where a message is written. Enter sends, Shift+Enter begins a new line; files are attached, dropped or pasted.
#[component]
pub fn Composer(
    /// Where the message goes.
    thread: Thread,
    /// What the empty field says; also its name for a screen reader.
    #[prop(into)]
    placeholder: String,
    /// Under which name what is not sent is kept until the tab is closed.
    name: String,
) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    Effect::new(move || {
        let Some(form) = form.get() else { return };
        let around: Element = (*form).clone().into();
        let view = View::attach(
            &around,
            &around,
            name.clone(),
            move |composed| match composed {
                Composed::Text(text) => thread.send(text),
                Composed::File(file) => thread.attach(file),
                Composed::Typing => thread.typing_now(),
            },
        );
        // Kept as long as the form. Made here and not outside: on the server, a value that belongs to one thread
        // would be dropped by another.
        StoredValue::new_local(view);
    });
    view! {
        <form class="chat-composer" novalidate node_ref=form inner_html=composer_markup(&placeholder)></form>
    }
}
