//! The bell: what happened while one looked elsewhere.

mod line;
mod sound;
mod store;

pub use store::BellStore;

use beckon_chat::agent::ChatClient;
use beckon_domain::notification::{Notification, Subject};
use leptos::ev::{self, KeyboardEvent};
use leptos::html::Button;
use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use web_sys::VisibilityState;

use super::icons::{Glyph, Icon};
use super::online::when_online;
use super::states::{Empty, Failure, Skeleton};
use crate::api::notifications::{BellView, load_bell, read_notifications};
use crate::error::AppError;
use line::Line;

type Loaded = LocalResource<Result<BellView, AppError>>;

/// The bell in the navigation, with how many lines were not read, and the list it opens.
#[component]
pub fn Bell() -> impl IntoView {
    let store = expect_context::<BellStore>();
    let loaded = LocalResource::new(move || {
        store.track_unsure();
        load_bell(None)
    });
    Effect::new(move || {
        if let Some(Ok(bell)) = loaded.get() {
            store.load(bell);
        }
    });
    when_online(move || loaded.refetch());
    listen(store);
    let open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    Effect::new(move || close_from_elsewhere(open, button));
    let count = move || {
        (store.unread() > 0).then(|| {
            view! { <span class="ws-nav-count">{store.unread()} <span class="sr-only">" unread"</span></span> }
        })
    };
    view! {
        <li class="bell">
            <button
                type="button"
                class="ws-nav-link bell-button"
                node_ref=button
                title="Alerts"
                aria-haspopup="dialog"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Glyph icon=Icon::Bell/>
                <span class="ws-nav-label">"Alerts"</span>
                {count}
            </button>
            <Show when=move || open.get()>
                <Panel open loaded/>
            </Show>
        </li>
    }
}

/// Takes in what is new; what concerns the page on the screen is read already.
fn listen(store: BellStore) {
    let notified = expect_context::<ChatClient>().notified();
    let path = use_location().pathname;
    Effect::new(sound::await_touch);
    // At once, not in the next turn: of two lines that come in together, neither may be missed.
    ImmediateEffect::new_scoped(move || {
        let Some(line) = notified.get() else { return };
        untrack(|| take_in(store, line, &path.get_untracked()));
    });
}

fn take_in(store: BellStore, mut line: Notification, path: &str) {
    let about = line.about;
    let looking = path == about.page() && document().visibility_state() == VisibilityState::Visible;
    if looking && !line.is_read {
        line.is_read = true;
        store.accept(line);
        read(store, Some(about));
    } else if store.accept(line) && store.is_heard() {
        sound::beep();
    }
}

/// Tells the server, too. Should that fail, the lines are there again with the next page.
fn read(store: BellStore, about: Option<Subject>) {
    store.read(about);
    spawn_local(async move {
        let conversation = about.and_then(Subject::conversation);
        _ = read_notifications(conversation, about.and_then(Subject::lead)).await;
    });
}

/// Escape, and a click anywhere else, close the list; the focus goes back to the bell.
fn close_from_elsewhere(open: RwSignal<bool>, button: NodeRef<Button>) {
    let escape = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            if let Some(button) = button.get_untracked() {
                _ = button.focus();
            }
        }
    });
    let click = window_event_listener(ev::click, move |event| {
        let inside = event_target::<web_sys::Element>(&event).closest(".bell");
        if open.get_untracked() && matches!(inside, Ok(None)) {
            open.set(false);
        }
    });
    on_cleanup(move || {
        escape.remove();
        click.remove();
    });
}

#[component]
fn Panel(open: RwSignal<bool>, loaded: Loaded) -> impl IntoView {
    let store = expect_context::<BellStore>();
    let read_all = move |_| read(store, None);
    view! {
        <section class="bell-panel" role="dialog" aria-labelledby="bell-title">
            <header class="bell-head">
                <h2 id="bell-title" class="bell-title">"Notifications"</h2>
                <button type="button" class="btn btn-secondary btn-sm" disabled=move || store.unread() == 0 on:click=read_all>
                    "Mark all read"
                </button>
            </header>
            <div class="bell-lines">{move || lines(store, loaded, open)}</div>
            <footer class="bell-foot">
                <A href="/app/notifications" on:click=move |_| open.set(false)>"How I am told"</A>
            </footer>
        </section>
    }
}

fn lines(store: BellStore, loaded: Loaded, open: RwSignal<bool>) -> AnyView {
    match loaded.get() {
        None => view! { <Skeleton lines=3/> }.into_any(),
        Some(Err(error)) => view! { <Failure error retry=move || loaded.refetch()/> }.into_any(),
        Some(Ok(_)) if store.lines().is_empty() => view! {
            <Empty icon=Icon::Bell title="Nothing has happened yet">
                <p>"New conversations, messages and mentions appear here."</p>
            </Empty>
        }
        .into_any(),
        Some(Ok(_)) => {
            let visit = move |about| {
                read(store, Some(about));
                open.set(false);
            };
            let line = move |line| view! { <Line line visit/> };
            view! { <ul>{store.lines().into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    }
}
