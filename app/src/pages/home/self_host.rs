//! How little it takes to run it.

use leptos::prelude::*;

use crate::components::{Icon, IconName};

const POINTS: [&str; 4] = [
    "One binary and one Postgres, which it starts by itself if you have none",
    "The assistant works without a key of any provider",
    "Each organization’s rows are kept apart by the database itself",
    "Yours to read, change and run: Apache-2.0 or MIT",
];

/// Two commands, and one line for your own page.
#[component]
pub(super) fn SelfHost() -> impl IntoView {
    let points = POINTS.map(|point| {
        view! {
            <li class="flex gap-3">
                <Icon name=IconName::Check class="mt-0.5 size-5 flex-none text-highlight"/>
                {point}
            </li>
        }
    });
    view! {
        <section id="self-host" class="bg-night text-night-ink" aria-labelledby="self-host-title">
            <div class="section container grid grid-cols-1 items-center gap-x-16 gap-y-12 lg:grid-cols-2">
                <div>
                    <p class="eyebrow text-highlight">"Self-hosting"</p>
                    <h2 id="self-host-title" class="headline mt-3">"Running in the time it takes to make tea"</h2>
                    <ul class="mt-8 space-y-4 text-[1.0625rem]">{points}</ul>
                </div>
                <div class="min-w-0 space-y-5">
                    <Listing title="Run it">
                        <span class="text-night-muted">"$ "</span>"cd beckon\n"
                        <span class="text-night-muted">"$ "</span>"scripts/run\n\n"
                        <span class="text-highlight">"Beckon is ready"</span>" at http://127.0.0.1:3000"
                    </Listing>
                    <Listing title="Put it on your page">
                        "<script\n  src=\""<span class="text-highlight">"https://beckon.example/widget.js"</span>"\"\n  data-site=\""
                        <span class="text-highlight">"bk_your_site_key"</span>"\" async></script>"
                    </Listing>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Something to type or paste. It takes the keyboard, as it may have to be scrolled.
#[component]
fn Listing(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <figure class="overflow-hidden rounded-lg border border-night-line bg-night-raised">
            <figcaption class="border-b border-night-line px-5 py-3 text-sm font-semibold text-night-muted">{title}</figcaption>
            <pre class="overflow-x-auto px-5 py-4 font-mono text-[0.875rem] leading-relaxed" tabindex="0" role="region" aria-label=title>
                <code>{children()}</code>
            </pre>
        </figure>
    }
}
