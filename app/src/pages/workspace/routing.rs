//! `/app/routing`: to whom leads go.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::routing::{PauseRouting, SaveShare, load_routing};
use crate::components::workspace::{
    Failure, PageTitle, RoutingBoard, RoutingRulesEditor, Session, Skeleton,
};

/// The rules, and who takes part.
#[component]
pub fn RoutingPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let save = ServerAction::<SaveShare>::new();
    let pause = ServerAction::<PauseRouting>::new();
    let stored = Resource::new(|| (), |()| load_routing());
    // What changes beside the rules; these stay as they are being typed.
    let current = Resource::new(
        move || (save.version().get(), pause.version().get()),
        |_| load_routing(),
    );
    let colleagues = StoredValue::new(session);
    let error = move || {
        let saved = save.value().get().and_then(Result::err);
        saved.or_else(|| pause.value().get().and_then(Result::err))
    };
    view! {
        <PageTitle name="Routing"/>
        <div class="page">
            <p class="page-back">
                <A href="/app/leads" attr:class="link">"All leads"</A>
            </p>
            <header class="page-head">
                <h1 class="page-title">"Routing"</h1>
                <p class="page-lede">
                    "New leads find who takes care of them: who comes back meets who they know, then the first rule that fits and can be served decides, else it goes round."
                </p>
            </header>
            <Suspense fallback=|| view! { <Skeleton lines=6/> }>
                {move || Suspend::new(async move {
                    let names = colleagues.get_value().colleagues().await;
                    match stored.await {
                        Ok(stored) => view! { <RoutingRulesEditor stored colleagues=names/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || stored.refetch()/> }.into_any(),
                    }
                })}
            </Suspense>
            <div role="alert">{move || error().map(|error| view! { <p class="error">{error.to_string()}</p> })}</div>
            <Transition fallback=|| view! { <Skeleton lines=6/> }>
                {move || Suspend::new(async move {
                    let names = colleagues.get_value().colleagues().await;
                    match current.await {
                        Ok(view) => view! { <RoutingBoard view colleagues=names save pause/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || current.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}
