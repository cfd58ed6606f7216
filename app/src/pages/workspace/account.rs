//! `/app/account`: who I am, and where I am signed in.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::accounts::SignOut;
use crate::api::team::{RevokeSession, list_sessions};
use crate::components::workspace::{Avatar, Failure, PageTitle, Session, Sessions, Skeleton};

/// The account of whoever is signed in.
#[component]
pub fn AccountPage() -> impl IntoView {
    view! {
        <PageTitle name="Account"/>
        <div class="page page-narrow">
            <header class="page-head">
                <h1 class="page-title">"Account"</h1>
            </header>
            <Me/>
            <p class="page-part"><A href="/app/notifications" attr:class="btn btn-secondary">"How I am told what I miss"</A></p>
            <SignedIn/>
        </div>
    }
}

#[component]
fn Me() -> impl IntoView {
    let Session { identity, .. } = expect_context::<Session>();
    let sign_out = ServerAction::<SignOut>::new();
    view! {
        <section class="card me" aria-label="You">
            <Avatar name=identity.name.clone()/>
            <div class="person-who">
                <p class="person-name" dir="auto">{identity.name}</p>
                <p class="person-mail">{identity.email}</p>
                <p class="person-mail">
                    <span class="ws-me-role">{identity.role.to_string()}</span> " at " {identity.organization_name}
                </p>
            </div>
            <ActionForm action=sign_out>
                <button type="submit" class="btn btn-secondary">"Sign out"</button>
            </ActionForm>
        </section>
    }
}

#[component]
fn SignedIn() -> impl IntoView {
    let revoke = ServerAction::<RevokeSession>::new();
    let sessions = Resource::new(move || revoke.version().get(), |_| list_sessions());
    let refused = move || revoke.value().get().and_then(Result::err);
    view! {
        <section class="page-part" aria-labelledby="sessions">
            <h2 class="board-title" id="sessions">"Where you are signed in"</h2>
            {move || refused().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
            <Transition fallback=|| view! { <Skeleton lines=3/> }>
                {move || Suspend::new(async move {
                    match sessions.await {
                        Ok(sessions) => view! { <Sessions sessions revoke/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || sessions.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}
