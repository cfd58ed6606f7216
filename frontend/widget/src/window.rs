use std::cell::{Cell, RefCell};
use std::rc::Rc;

use beckon_chat::{ChatClient, Composer, ConnectionBanner, MessageList, Thread};
use beckon_domain::conversation::Sender;
use beckon_domain::protocol::Visit;
use beckon_domain::site::SiteKey;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, VisibilityState};

use crate::host::{Host, Said, Visited};
use crate::memory::Memory;
use crate::site::Site;

const CLOSE: &str = r#"<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M5 5l10 10M15 5L5 15"/></svg>"#;

/// The whole chat window.
#[component]
pub(crate) fn Window(
    site: Site,
    /// The page around, if there is one.
    host: Option<Host>,
    /// What the visitor did there so far.
    visited: Visited,
) -> impl IntoView {
    let Site {
        key,
        title,
        greeting,
        ..
    } = site;

    let visited = Rc::new(RefCell::new(visited));
    let client = connect(key, Rc::clone(&visited));
    let thread = client.thread(None);
    attend(thread, host.clone(), visited);

    let initial = title.trim().chars().next().map(String::from);
    let close = host.map(|host| {
        view! {
            <button class="close" aria-label="Close chat" inner_html=CLOSE on:click=move |_| host.say("close", None)></button>
        }
    });
    view! {
        <main>
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
            <Composer thread placeholder="Write a message…"/>
            <p class="foot">"Powered by "<a href="/" target="_blank" rel="noopener">"Beckon"</a></p>
        </main>
    }
}

/// Connects the visitor, who is known again if they have written before.
fn connect(site: SiteKey, visited: Rc<RefCell<Visited>>) -> ChatClient {
    let memory = Rc::new(Memory::of(&site));
    let keeper = Rc::clone(&memory);
    let visit = move || {
        let visited = visited.borrow();
        Visit {
            site: site.clone(),
            token: memory.token(),
            touch: visited.touch(),
            page_views: visited.count("page_views"),
            seconds_on_site: visited.count("seconds_on_site"),
            language: "en".into(),
            identity: None,
        }
    };
    ChatClient::visitor(visit, move |token, conversation| {
        keeper.keep(&token, conversation);
    })
}

/// Keeps the thread told whether anybody looks at it, and the page around told what happens in it.
fn attend(thread: Thread, host: Option<Host>, visited: Rc<RefCell<Visited>>) {
    let open = Rc::new(Cell::new(true));
    let is_open = Rc::clone(&open);
    let look = move || {
        thread.watch(is_open.get() && document().visibility_state() == VisibilityState::Visible);
    };
    look();
    let looked = look.clone();
    window_event_listener_untyped("visibilitychange", move |_| looked());

    let Some(host) = host else { return };
    host.listen(move |said| match said {
        Said::Visit(news) => {
            visited.replace(news);
        }
        Said::Open => {
            open.set(true);
            look();
            focus();
        }
        Said::Closed => {
            open.set(false);
            look();
        }
    });
    let escaped = host.clone();
    window_event_listener_untyped("keydown", move |event| {
        let event = event.unchecked_into::<KeyboardEvent>();
        if event.key() == "Escape" && !event.is_composing() {
            escaped.say("close", None);
        }
    });
    Effect::new(move || host.say("unread", Some(thread.unread())));
}

/// Lets the visitor write at once.
fn focus() {
    if let Ok(Some(field)) = document().query_selector("textarea") {
        let _ = field.unchecked_into::<HtmlElement>().focus();
    }
}
