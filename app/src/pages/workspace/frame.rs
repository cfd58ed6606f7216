//! The frame around every page of the workspace.

use beckon_chat::ChatClient;
use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;
use leptos_router::components::Outlet;

use crate::api::team::{Frame, workspace_frame};
use crate::components::workspace::{
    Banner, Clock, Failure, InboxStore, Rail, Session, Skeleton, ToastRegion, Toasts,
};

/// Lets in who is signed in, sends everybody else to sign in, and puts around the pages what they share:
/// the session, the live connection, the inbox as far as it is known, the clock, and notices.
#[component]
pub fn Workspace() -> impl IntoView {
    let frame = Resource::new_blocking(|| (), |()| workspace_frame());
    view! {
        <Transition fallback=|| view! { <div class="ws-boot"><Skeleton/></div> }>
            {move || Suspend::new(async move {
                match frame.await {
                    Ok(frame) => view! { <Desk frame/> }.into_any(),
                    Err(error) => {
                        view! { <main class="ws-boot"><Failure error retry=move || frame.refetch()/></main> }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Desk(frame: Frame) -> impl IntoView {
    let Frame { identity, now, colleagues, unread } = frame;
    let store = InboxStore::new(identity.account, unread);
    let chat = ChatClient::agent();
    provide_context(store);
    provide_context(chat);
    provide_context(Toasts::new());
    provide_context(Clock::starting_at(now));
    provide_context(Session::new(identity, colleagues));

    // At once, not in the next turn: of two lines that come in together, neither may be missed.
    let changed = chat.changed();
    ImmediateEffect::new_scoped(move || {
        if let Some(line) = changed.get() {
            untrack(|| store.accept(line));
        }
    });
    view! {
        <div class="ws">
            // To the router this is a link like any other; the browser itself also moves the focus.
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
