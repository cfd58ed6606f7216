//! The mark and the name.

use leptos::prelude::*;

/// The mark alone: a lower-case b whose bowl is a lamp seen from afar.
#[component]
pub fn LogoMark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 32 32" class="size-8 flex-none" aria-hidden="true">
            <rect width="32" height="32" rx="9" class="fill-accent"/>
            <path d="M11 6v20" class="stroke-accent-ink" stroke-width="3.2" stroke-linecap="round"/>
            <circle cx="17.6" cy="19.4" r="6.6" class="stroke-accent-ink" fill="none" stroke-width="3.2"/>
            <circle cx="17.6" cy="19.4" r="2.4" class="fill-highlight"/>
        </svg>
    }
}

/// The mark with the name beside it.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <span class="inline-flex items-center gap-2.5">
            <LogoMark/>
            <span class="translate-y-[0.09em] font-serif text-[1.5rem] leading-none font-bold tracking-tight">"Beckon"</span>
        </span>
    }
}
