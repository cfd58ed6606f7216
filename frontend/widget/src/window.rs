use beckon_chat::{ChatClient, Composer, ConnectionBanner, MessageList, Thread};
use beckon_domain::conversation::Sender;
use beckon_domain::protocol::Visit;
use leptos::html::Textarea;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, VisibilityState};

use crate::colour;
use crate::host::{Host, Said, Visited};
use crate::memory::Memory;
use crate::site::Site;

const CLOSE: &str = r#"<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M5 5l10 10M15 5L5 15"/></svg>"#;

/// The whole chat window.
#[component]
pub(crate) fn Window(site: Site) -> impl IntoView {
    let Site { key, title, greeting, colour } = site;
    dress(&title, &colour);

    let memory = Memory::of(&key);
    let visited = StoredValue::new(Visited::default());
    let visit = move || {
        let Visited { touch, page_views, seconds_on_site } = visited.get_value();
        Visit { site: key.clone(), token: memory.token(), touch, page_views, seconds_on_site }
    };
    let client = ChatClient::visitor(visit, move |token, conversation| memory.keep(&token, conversation));
    let thread = client.thread(None);

    let host = Host::find();
    let field = NodeRef::<Textarea>::new();
    let open = StoredValue::new(true);
    attend(thread, open);
    if let Some(host) = host {
        host.listen(move |said| match said {
            Said::Visit(news) => visited.set_value(*news),
            Said::Open => {
                open.set_value(true);
                look(thread, open);
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                }
            }
            Said::Closed => {
                open.set_value(false);
                look(thread, open);
            }
        });
        Effect::new(move || host.say("unread", Some(thread.unread().get())));
        close_on_escape(host);
        host.say("ready", None);
    }
    let initial = title.trim().chars().next().map(String::from);
    let close = host.map(|host| {
        view! {
            <button class="close" aria-label="Close chat" inner_html=CLOSE on:click=move |_| host.say("close", None)></button>
        }
    });

    view! {
        <header class="head">
            <span class="mark" aria-hidden="true">{initial}</span>
            <div class="names">
                <h1 class="title" dir="auto">{title}</h1>
                <p class="hint">"Ask us anything"</p>
            </div>
            {close}
        </header>
        <ConnectionBanner client/>
        <MessageList thread me=Sender::Visitor greeting/>
        <Composer thread placeholder="Write a message…" field/>
        <p class="foot">"Powered by "<a href="/" target="_blank" rel="noopener">"Beckon"</a></p>
    }
}

/// Gives the page the site's name and colour.
fn dress(title: &str, colour: &str) {
    document().set_title(title);
    if let Some(root) = document().document_element() {
        let style = root.unchecked_into::<HtmlElement>().style();
        // A colour that is none leaves the default in place.
        let _ = style.set_property("--accent", colour);
        let _ = style.set_property("--accent-ink", colour::ink_on(colour));
    }
}

/// Keeps the thread told whether anybody looks at it.
fn attend(thread: Thread, open: StoredValue<bool>) {
    look(thread, open);
    let handle = window_event_listener_untyped("visibilitychange", move |_| look(thread, open));
    on_cleanup(move || handle.remove());
}

fn look(thread: Thread, open: StoredValue<bool>) {
    thread.watch(open.get_value() && document().visibility_state() == VisibilityState::Visible);
}

fn close_on_escape(host: Host) {
    let handle = window_event_listener_untyped("keydown", move |event| {
        let event = event.unchecked_into::<KeyboardEvent>();
        if event.key() == "Escape" && !event.is_composing() {
            host.say("close", None);
        }
    });
    on_cleanup(move || handle.remove());
}
