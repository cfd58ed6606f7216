//! The frame around every page of the workspace.

use std::time::Duration;

use beckon_chat::agent::ChatClient;
use beckon_domain::account::Identity;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;
use leptos::task::spawn_local;
use leptos_router::components::Outlet;

use crate::api::accounts::current_identity;
use crate::api::conversations::count_unread;
use crate::api::team::{SignedIn, signed_in, workspace_frame};
use crate::components::workspace::{
    Banner, BellStore, Clock, Failure, InboxStore, Presences, Rail, Session, Skeleton, ToastRegion,
    Toasts,
};
use crate::error::AppError;

/// Lets in who is signed in, and sends everybody else to sign in.
///
/// Who is signed in comes with the page. Nothing is awaited around the outlet: on the server, what is
/// inside a `Suspense` is made twice, and with it every request of every page.
#[component]
pub fn Workspace() -> impl IntoView {
    match SharedValue::new(signed_in).into_inner() {
        Some(SignedIn { identity, now }) => {
            view! { <Desk identity clock=Clock::starting_at(now)/> }.into_any()
        }
        None => view! { <Entrance/> }.into_any(),
    }
}

/// For a browser that came here without loading a page, as it does after signing in.
#[component]
fn Entrance() -> impl IntoView {
    let identity = Resource::new_blocking(|| (), |()| current_identity());
    let failure = move |error| {
        let retry = move || identity.refetch();
        view! { <main class="ws-boot"><Failure error retry/></main> }.into_any()
    };
    view! {
        <Transition fallback=|| view! { <div class="ws-boot"><Skeleton/></div> }>
            {move || Suspend::new(async move {
                match identity.await {
                    Ok(Some(identity)) => view! { <Desk identity clock=Clock::of_browser()/> }.into_any(),
                    Ok(None) => failure(AppError::SignInNeeded),
                    Err(error) => failure(error),
                }
            })}
        </Transition>
    }
}

/// What all pages share: the session, the live connection, the inbox as far as it is known, the clock
/// and notices.
#[component]
fn Desk(identity: Identity, clock: Clock) -> impl IntoView {
    let store = InboxStore::new(identity.account);
    let chat = ChatClient::agent(identity.account);
    provide_context(store);
    provide_context(chat);
    provide_context(clock);
    provide_context(Toasts::new());
    provide_context(Presences::told_by(chat));
    provide_context(BellStore::new());
    provide_context(Session::new(
        identity,
        Resource::new(|| (), |()| workspace_frame()),
    ));

    // At once, not in the next turn: of two lines that come in together, neither may be missed.
    let changed = chat.changed();
    ImmediateEffect::new_scoped(move || {
        if let Some(line) = changed.get() {
            untrack(|| store.accept(line));
        }
    });
    recount_after_changes(store);
    view! {
        <div class="ws">
            // To the router this is a link to elsewhere, so that the browser itself moves the focus.
            <a class="skip-link" href="#content" rel="external">"Skip to the content"</a>
            <Rail/>
            <div class="ws-body">
                <Banner/>
                <main class="ws-main" id="content" tabindex="-1">
                    <Outlet/>
                </main>
            </div>
            <ToastRegion/>
        </div>
    }
}

/// Lets the server count anew, a moment after something changed: what is loaded here is a part of the inbox only.
fn recount_after_changes(store: InboxStore) {
    let mut recount = debounce(Duration::from_millis(400), move |()| {
        spawn_local(async move {
            // The next change asks again.
            if let Ok(counts) = count_unread().await {
                store.set_counts(counts);
            }
        });
    });
    Effect::new(move || {
        if store.changes() > 0 {
            recount(());
        }
    });
}
