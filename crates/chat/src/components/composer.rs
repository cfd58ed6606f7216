use beckon_domain::conversation::MESSAGE_MAX;
use leptos::ev::{KeyboardEvent, MouseEvent, SubmitEvent};
use leptos::html::Textarea;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::icons;
use crate::client::Thread;

/// How many characters before the limit the counter appears.
const COUNTER_FROM: usize = MESSAGE_MAX - 200;

/// Where a message is written. Enter sends, Shift+Enter begins a new line. It works without a connection, too:
/// what is sent then goes out when the connection is back.
#[component]
pub fn Composer(
    /// Where the message goes.
    thread: Thread,
    /// What the empty field says; also its name for a screen reader.
    #[prop(into)]
    placeholder: String,
    /// The field, for a page that wants to move the focus there.
    #[prop(optional)]
    field: NodeRef<Textarea>,
) -> impl IntoView {
    // The text stays in the field; only its length is of interest to the rest.
    let length = RwSignal::new(0);
    let measure = move |field: &HtmlTextAreaElement| {
        let text = field.value();
        length.set(text.trim().chars().count());
        if let Some(copy) = field.parent_element() {
            // The style sheet gives the field the room that this copy takes.
            let _ = copy.set_attribute("data-text", &text);
        }
    };
    let on_input = move |_| {
        if let Some(field) = field.get_untracked() {
            measure(&field);
            if length.get_untracked() > 0 {
                thread.typing_now();
            }
        }
    };
    let send = move || {
        let Some(field) = field.get_untracked() else { return };
        if is_sendable(length.get_untracked()) {
            thread.send(field.value());
            field.set_value("");
            measure(&field);
        }
        let _ = field.focus();
    };
    let on_key = move |event: KeyboardEvent| {
        if sends(&event) {
            event.prevent_default();
            send();
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    // Else the button takes the focus and a phone's keyboard folds away.
    let keep_focus = |event: MouseEvent| event.prevent_default();

    view! {
        <form class="chat-composer" on:submit=on_submit>
            <div class="chat-field">
                <div class="chat-grow">
                    <textarea
                        class="chat-input"
                        rows="1"
                        dir="auto"
                        enterkeyhint="send"
                        placeholder=placeholder.clone()
                        aria-label=placeholder
                        node_ref=field
                        on:input=on_input
                        on:keydown=on_key
                    ></textarea>
                </div>
                <button
                    class="chat-send"
                    aria-label="Send"
                    disabled=move || !is_sendable(length.get())
                    on:mousedown=keep_focus
                    inner_html=icons::SEND
                ></button>
            </div>
            {move || counter(length.get())}
        </form>
    }
}

fn is_sendable(length: usize) -> bool {
    (1..=MESSAGE_MAX).contains(&length)
}

/// Whether a key sends. While an input method composes, Enter only accepts its suggestion; Safari tells that by
/// the key code alone.
fn sends(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != 229
}

/// How many characters there are, close to the limit and beyond it.
fn counter(length: usize) -> Option<impl IntoView> {
    let class = if length > MESSAGE_MAX { "chat-counter chat-counter-over" } else { "chat-counter" };
    let text = || [&length.to_string(), " / ", &MESSAGE_MAX.to_string()].concat();
    (length > COUNTER_FROM).then(|| view! { <p class=class role="status">{text()}</p> })
}
