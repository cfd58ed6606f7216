//! The first thing seen.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::vignette::Vignette;
use crate::components::{Icon, IconName, landing_path};

/// Headline, way in, and the product at work.
#[component]
pub(super) fn Hero() -> impl IntoView {
    let points = [
        "Open source",
        "Your data stays in your Postgres",
        "No price per seat",
    ]
    .map(|point| {
        view! {
            <li class="flex items-center gap-2">
                <Icon name=IconName::Check class="size-4 flex-none text-accent"/>
                {point}
            </li>
        }
    });
    view! {
        <section class="container grid grid-cols-1 items-center gap-x-12 gap-y-14 pt-8 pb-16 md:pt-14 lg:grid-cols-[1.05fr_1fr] lg:pb-24">
            <div>
                <p class="eyebrow">"Self-hosted lead generation"</p>
                <h1 class="display mt-4">"The first good answer wins the customer."</h1>
                <p class="lede mt-6 max-w-xl">
                    "Beckon talks to every visitor the moment they arrive, asks what you would ask, and puts a scored lead \
                    in front of your team while the visitor is still there."
                </p>
                <div class="mt-9 flex flex-wrap gap-3">
                    <a class="btn btn-primary btn-lg" href="/sign-up">"Set up your site"</a>
                    <a class="btn btn-secondary btn-lg" rel="external" href=landing_path(Industry::Solar)>"Visit a live page"</a>
                </div>
                <ul class="mt-8 flex flex-wrap gap-x-6 gap-y-2 text-[0.9375rem] text-muted">{points}</ul>
            </div>
            <Vignette/>
        </section>
    }
    .into_any()
}
