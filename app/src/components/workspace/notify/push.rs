use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser::{self, Standing};
use crate::api::notifications::{forget_push, subscribe_push, test_push};
use crate::components::workspace::Toasts;

/// Whether this browser takes push messages, and the way to change it. It asks for nothing until it is told to.
#[component]
pub fn PushCard(
    /// What a browser needs to subscribe.
    push_key: Option<String>,
) -> impl IntoView {
    let standing = RwSignal::new(Standing::Unknown);
    let busy = RwSignal::new(false);
    Effect::new(move || look(standing));
    let offered = push_key.is_some();
    let key = StoredValue::new(push_key.unwrap_or_default());
    let toasts = expect_context::<Toasts>();
    let on = move |_| {
        change(standing, busy, async move {
            subscribe(&key.get_value(), toasts).await;
        });
    };
    let off = move |_| change(standing, busy, async move { unsubscribe(toasts).await });
    let test = move |_| change(standing, busy, async move { test(toasts).await });
    let actions = move || {
        match standing.get() {
        Standing::Off if offered => view! {
            <button type="button" class="btn btn-primary" disabled=busy on:click=on>"Turn on in this browser"</button>
        }
        .into_any(),
        Standing::On => view! {
            <button type="button" class="btn btn-secondary" disabled=busy on:click=test>"Send a test"</button>
            <button type="button" class="btn btn-secondary" disabled=busy on:click=off>"Turn off in this browser"</button>
        }
        .into_any(),
        _ => ().into_any(),
    }
    };
    view! {
        <section class="card notify-push" aria-labelledby="push-title">
            <h2 class="board-title" id="push-title">"Push in this browser"</h2>
            <p role="status" data-standing=move || format!("{:?}", standing.get()).to_lowercase()>
                {move || words(standing.get(), offered)}
            </p>
            <div class="notify-actions">{actions}</div>
        </section>
    }
}

const fn words(standing: Standing, offered: bool) -> &'static str {
    match standing {
        _ if !offered => "This installation sends no push messages.",
        Standing::Unknown => "Looking whether this browser takes push messages…",
        Standing::Unsupported => {
            "This browser takes no push messages from here. They need HTTPS, and on an iPhone the app on the home screen."
        }
        Standing::Blocked => {
            "Notifications from this address are blocked. Allow them in the browser's settings for this page (left of the address), then reload."
        }
        Standing::Off => {
            "Off. You are told of what you miss even when Beckon is not open. The browser will ask you once."
        }
        Standing::On => "On. You are told of what you miss even when Beckon is not open.",
    }
}

fn look(standing: RwSignal<Standing>) {
    spawn_local(async move {
        let now = browser::standing().await;
        standing.try_set(now);
    });
}

/// Does something, one at a time, and looks again how it stands.
fn change(
    standing: RwSignal<Standing>,
    busy: RwSignal<bool>,
    work: impl Future<Output = ()> + 'static,
) {
    busy.set(true);
    spawn_local(async move {
        work.await;
        busy.try_set(false);
        look(standing);
    });
}

async fn subscribe(key: &str, toasts: Toasts) {
    match browser::turn_on(key).await {
        Ok(Some(subscription)) => match subscribe_push(subscription).await {
            Ok(()) => toasts.done("This browser takes push messages now."),
            Err(error) => {
                // What the server does not know of must not look as if it were on.
                _ = browser::turn_off().await;
                toasts.failed(error.to_string());
            }
        },
        Ok(None) => {}
        Err(_) => toasts.failed(
            "This browser could not be reached by its push service. Try again in a moment.",
        ),
    }
}

async fn unsubscribe(toasts: Toasts) {
    if let Ok(Some(endpoint)) = browser::turn_off().await {
        // Should the server not hear of it, it forgets the browser when the next message finds it gone.
        _ = forget_push(endpoint).await;
        toasts.done("This browser takes no more push messages.");
    }
}

async fn test(toasts: Toasts) {
    match test_push().await {
        Ok(()) => toasts.done("A test is on its way."),
        Err(error) => toasts.failed(error.to_string()),
    }
}
