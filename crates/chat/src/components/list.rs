use beckon_domain::conversation::Sender;
use leptos::prelude::*;

use super::bubble::bubble;
use super::icons;
use super::scroll::Scroll;
use crate::client::Thread;
use crate::rows::rows;
use crate::state::{Entry, Shown, Typist};

/// The messages of a thread. Stays at the newest one, unless the reader scrolled up.
#[component]
pub fn MessageList(
    /// Which thread.
    thread: Thread,
    /// Who reads: their side is the right one.
    me: Sender,
    /// First words, shown until the conversation has some of its own.
    #[prop(optional, into)]
    greeting: String,
) -> impl IntoView {
    let frame = NodeRef::new();
    let scroll = Scroll::new(frame, thread);
    let conversation = move || {
        thread.shown.with(
            |Shown {
                 entries,
                 typist,
                 in_browser,
                 ..
             }| {
                let bubbles: Vec<_> = rows(entries, me)
                    .map(|row| bubble(thread, row, *in_browser))
                    .collect();
                view! {
                    <div role="log" aria-live="polite" aria-label="Conversation">
                        {first_words(&greeting, entries)}
                        {bubbles}
                    </div>
                    {typist.as_ref().map(typing)}
                }
            },
        )
    };
    view! {
        <div class="chat-messages">
            <div class="chat-scroll" tabindex="0" role="group" aria-label="Messages" node_ref=frame on:scroll=move |_| scroll.moved()>
                <div class="chat-thread">{conversation}</div>
            </div>
            <button type="button" class="chat-jump" hidden on:click=move |_| scroll.to_end()>
                <span inner_html=icons::DOWN></span>
                "New messages"
            </button>
        </div>
    }
}

/// The greeting, as long as it is not yet the conversation's first message.
fn first_words(greeting: &str, entries: &[Entry]) -> Option<impl IntoView + use<>> {
    let begun = entries.iter().any(|entry| entry.number == Some(1));
    (!begun && !greeting.is_empty()).then(|| {
        view! {
            <div class="chat-row chat-theirs chat-first chat-last">
                <p class="chat-name">"Assistant"</p>
                <div class="chat-bubble" dir="auto">{greeting.to_owned()}</div>
            </div>
        }
    })
}

fn typing(typist: &Typist) -> impl IntoView + use<> {
    let who = match (&typist.name, typist.sender) {
        (Some(name), _) => name.as_str(),
        (None, Sender::Visitor) => "The visitor",
        (None, Sender::Assistant) => "The assistant",
        (None, _) => "Somebody",
    };
    view! {
        <div class="chat-typing">
            <span class="chat-dots" aria-hidden="true"><i></i><i></i><i></i></span>
            <span class="chat-typist">{[who, " is typing…"].concat()}</span>
        </div>
    }
}
