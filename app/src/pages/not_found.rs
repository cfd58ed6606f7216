//! The page for an address that names nothing.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{NoIndex, SiteFrame};

/// Says that there is nothing here, with the status that says so to machines.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Nothing here"/>
        <NoIndex/>
        <SiteFrame>
            <section class="section container">
                <p class="eyebrow">"404"</p>
                <h1 class="display mt-4 max-w-3xl">"Nobody answers at this address."</h1>
                <p class="lede mt-5 max-w-xl">
                    "The page may have moved, or the link lost a letter on its way. The home page knows the rest."
                </p>
                <a class="btn btn-primary btn-lg mt-8" href="/">"Go to the home page"</a>
            </section>
        </SiteFrame>
    }
}
