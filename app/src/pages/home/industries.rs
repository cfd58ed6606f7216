//! The industries with landing pages of their own.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use crate::components::{Icon, IconName, landing_path};

const fn summary(industry: Industry) -> &'static str {
    match industry {
        Industry::RealEstate => {
            "Sellers who want to know what their home is worth, and buyers ready for a viewing."
        }
        Industry::Insurance => {
            "People comparing cover before a renewal, with what an underwriter needs to know."
        }
        Industry::Solar => "Homeowners with a roof, a power bill and a date in mind.",
        Industry::Legal => "Clients with a case, its facts in order and the right to decide.",
        Industry::HomeServices => {
            "Jobs described well enough to quote, from a leak tonight to a kitchen in spring."
        }
    }
}

/// A line for each industry, leading to its page.
#[component]
pub(super) fn Industries() -> impl IntoView {
    let rows = Industry::ALL.map(|industry| {
        view! {
            <li class="border-t border-line-strong/40 last:border-b">
                <a
                    rel="external"
                    href=landing_path(industry)
                    class="group grid items-center gap-x-8 gap-y-1 py-6 transition-colors hover:text-accent md:grid-cols-[1fr_1.4fr_auto] md:py-7"
                >
                    <span class="font-serif text-2xl tracking-tight md:text-[1.75rem]">{industry.name()}</span>
                    <span class="text-muted">{summary(industry)}</span>
                    <span class="hidden transition-transform group-hover:translate-x-1 md:block">
                        <Icon name=IconName::Arrow class="size-6"/>
                    </span>
                </a>
            </li>
        }
    });
    view! {
        <section id="industries" class="section container" aria-labelledby="industries-title">
            <p class="eyebrow">"Industries"</p>
            <h2 id="industries-title" class="headline mt-3 max-w-2xl">"Five trades, each with questions of its own"</h2>
            <p class="lede mt-4 mb-10 max-w-2xl">
                "A landing page, a form and a dialogue for each, ready to take visitors. Look at them as one would."
            </p>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}
