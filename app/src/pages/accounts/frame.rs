//! What the account pages share: the form on one side, a word of welcome on the other.

use leptos::prelude::*;

use crate::api::FORM_ID;
use crate::components::{Logo, SkipLink};

/// The page around a form.
#[component]
pub(super) fn AccountFrame(
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// What to know before filling in the form.
    #[prop(into)]
    lede: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="grid min-h-dvh lg:grid-cols-[1fr_1fr]">
            <div class="flex flex-col px-5 py-5 sm:px-10 sm:py-8">
                <header>
                    <a href="/" class="inline-block py-1.5" aria-label="Beckon, home">
                        <Logo/>
                    </a>
                </header>
                <main id="main" tabindex="-1" class="mx-auto flex w-full max-w-md flex-1 flex-col justify-center py-10 outline-none">
                    <h1 class="headline">{title}</h1>
                    <p class="mt-3 text-[1.0625rem] text-muted">{lede}</p>
                    <div id=FORM_ID class="mt-8">
                        {children()}
                    </div>
                </main>
            </div>
            <Welcome/>
        </div>
    }
    .into_any()
}

/// Decoration for wide screens.
#[component]
fn Welcome() -> impl IntoView {
    let rings = [70, 120, 180, 250, 330].map(|radius| {
        view! { <circle cx="300" cy="330" r=radius fill="none" stroke-width="1.5" class="stroke-night-line"/> }
    });
    view! {
        <aside class="relative hidden overflow-hidden bg-night text-night-ink lg:block">
            <svg viewBox="0 0 600 800" preserveAspectRatio="xMidYMid slice" class="absolute inset-0 size-full" aria-hidden="true">
                {rings}
                <circle cx="300" cy="330" r="26" class="fill-highlight"/>
                <circle cx="420" cy="330" r="7" class="fill-night-ink"/>
                <circle cx="211" cy="173" r="9" class="fill-night-muted"/>
                <circle cx="150" cy="530" r="8" class="fill-night-ink"/>
                <circle cx="514" cy="84" r="6" class="fill-night-muted"/>
            </svg>
            <p class="headline absolute inset-x-12 bottom-14 max-w-md xl:inset-x-16 xl:bottom-20">
                "They came to ask. Be there when they do."
            </p>
        </aside>
    }
}

/// The button that sends the form, which waits while the answer is on its way.
#[component]
pub(super) fn Submit(
    /// What it does.
    label: &'static str,
    /// Whether the form is on its way.
    #[prop(into)]
    pending: Signal<bool>,
) -> impl IntoView {
    view! {
        <button type="submit" class="btn btn-primary btn-lg w-full" disabled=pending>
            {move || if pending.get() { "One moment…" } else { label }}
        </button>
    }
}
