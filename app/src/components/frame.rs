//! What surrounds every public page.

use leptos::prelude::*;

use super::{Logo, landing_path};
use crate::api::accounts::current_identity;
use beckon_domain::industry::Industry;

/// A public page: header, content, footer.
#[component]
pub fn SiteFrame(
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink/>
        <SiteHeader/>
        <main id="main" tabindex="-1" class="outline-none">
            {children()}
        </main>
        <SiteFooter/>
    }
}

/// Lets the keyboard pass over the header.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">
            "Skip to content"
        </a>
    }
}

/// Logo, the parts of the home page, and the way in.
#[component]
pub fn SiteHeader() -> impl IntoView {
    let link = "rounded-sm px-3 py-2.5 text-[0.9375rem] font-medium text-muted hover:text-ink";
    view! {
        <header class="container flex items-center gap-3 py-4 md:py-6">
            <a href="/" class="-my-1 py-1.5" aria-label="Beckon, home">
                <Logo/>
            </a>
            <nav class="ml-6 hidden md:flex" aria-label="Main">
                <a class=link href="/#how">"How it works"</a>
                <a class=link href="/#industries">"Industries"</a>
                <a class=link href="/#compare">"Compare"</a>
                <a class=link href="/#self-host">"Self-hosting"</a>
            </nav>
            <WayIn/>
        </header>
    }
    .into_any()
}

/// For a stranger sign in and sign up; for a member the inbox.
#[component]
fn WayIn() -> impl IntoView {
    let identity = Resource::new_blocking(|| (), |()| current_identity());
    let stranger = || {
        view! {
            <a class="btn btn-ghost px-3 md:px-4" href="/sign-in">"Sign in"</a>
            <a class="btn btn-primary px-4" href="/sign-up">"Get started"</a>
        }
    };
    let member = || view! { <a class="btn btn-primary px-4" href="/app/inbox">"Open inbox"</a> };
    view! {
        <div class="ml-auto flex items-center gap-1.5 whitespace-nowrap">
            <Suspense fallback=stranger>
                {move || Suspend::new(async move {
                    match identity.await {
                        Ok(Some(_)) => member().into_any(),
                        // Who can't be identified is offered to sign in, which is the remedy.
                        Ok(None) | Err(_) => stranger().into_any(),
                    }
                })}
            </Suspense>
        </div>
    }
}

/// Where else to go.
#[component]
pub fn SiteFooter() -> impl IntoView {
    let link = "inline-block py-2.5 text-night-muted hover:text-night-ink hover:underline underline-offset-4";
    let industries = Industry::ALL.map(|industry| {
        view! {
            <li>
                <a class=link rel="external" href=landing_path(industry)>{industry.name()}</a>
            </li>
        }
    });
    view! {
        <footer class="bg-night text-night-ink">
            <div class="container grid grid-cols-2 gap-x-6 gap-y-10 py-14 text-[0.9375rem] sm:grid-cols-[2fr_1fr_1fr]">
                <div class="col-span-2 max-w-xs sm:col-span-1">
                    <Logo/>
                    <p class="mt-4 text-night-muted">
                        "Answers every visitor, scores every lead, and runs on a server that is yours."
                    </p>
                </div>
                <nav aria-label="Industries">
                    <h2 class="mb-1 font-semibold">"Industries"</h2>
                    <ul>{industries}</ul>
                </nav>
                <nav aria-label="Beckon">
                    <h2 class="mb-1 font-semibold">"Beckon"</h2>
                    <ul>
                        <li><a class=link href="/#how">"How it works"</a></li>
                        <li><a class=link href="/#self-host">"Self-hosting"</a></li>
                        <li><a class=link href="/sign-in">"Sign in"</a></li>
                        <li><a class=link href="/privacy">"Privacy"</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
    .into_any()
}
