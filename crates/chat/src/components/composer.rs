use beckon_domain::conversation::{MESSAGE_MAX, MessageError};
use leptos::ev::{KeyboardEvent, MouseEvent, SubmitEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlTextAreaElement};

use super::icons;
use crate::client::Thread;

/// How many characters before the limit the counter appears.
const COUNTER_FROM: usize = MESSAGE_MAX - 200;

/// Where a message is written. Enter sends, Shift+Enter begins a new line. It works without a connection, too:
/// what is sent then goes out when the connection is back.
///
/// The text stays in the field and what follows from it in attributes, from which the style sheet does the rest:
/// no state here has to be kept in step with what a person types.
#[component]
pub fn Composer(
    /// Where the message goes.
    thread: Thread,
    /// What the empty field says; also its name for a screen reader.
    #[prop(into)]
    placeholder: String,
) -> impl IntoView {
    let on_input = move |event: Event| {
        if let Some(field) = field(&event)
            && measure(&field) > 0
        {
            thread.typing_now();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if sends(&event) {
            event.prevent_default();
            send(thread, &event);
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(thread, &event);
    };
    // Else the button takes the focus and a phone's keyboard folds away.
    let keep_focus = |event: MouseEvent| event.prevent_default();

    view! {
        <form class="chat-composer" novalidate on:submit=on_submit>
            <div class="chat-field">
                <div class="chat-grow">
                    <textarea
                        class="chat-input"
                        rows="1"
                        dir="auto"
                        enterkeyhint="send"
                        placeholder=placeholder.clone()
                        aria-label=placeholder
                        on:input=on_input
                        on:keydown=on_key
                    ></textarea>
                </div>
                <button class="chat-send" aria-label="Send" inner_html=icons::SEND on:mousedown=keep_focus></button>
            </div>
        </form>
    }
}

/// The field of the form in which something happened.
fn field(event: &Event) -> Option<HtmlTextAreaElement> {
    let form = event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("form")
        .ok()??;
    form.query_selector("textarea").ok()??.dyn_into().ok()
}

/// Counts the characters, and notes what follows: how much room they need, how close the limit is, whether they
/// can be sent.
fn measure(field: &HtmlTextAreaElement) -> usize {
    let text = field.value();
    let length = text.trim().chars().count();
    let error = if length > MESSAGE_MAX {
        MessageError::TooLong.to_string()
    } else {
        String::new()
    };
    field.set_custom_validity(&error);
    if let Some(room) = field.parent_element() {
        let count = if length > COUNTER_FROM {
            counter(length)
        } else {
            String::new()
        };
        // Any element takes any attribute.
        let _ = room.set_attribute("data-text", &text);
        let _ = room.set_attribute("data-count", &count);
    }
    length
}

fn counter(length: usize) -> String {
    [&length.to_string(), " / ", &MESSAGE_MAX.to_string()].concat()
}

/// Sends what is in the field; if it is too long, the browser says why it is not sent.
fn send(thread: Thread, event: &Event) {
    let Some(field) = field(event) else { return };
    if field.report_validity() {
        thread.send(field.value());
        field.set_value("");
        measure(&field);
    }
    let _ = field.focus();
}

/// Whether a key sends. While an input method composes, Enter only accepts its suggestion; Safari tells that by
/// the key code alone.
fn sends(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != 229
}
