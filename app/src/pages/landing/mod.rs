//! The landing pages: one layout, five industries.

use beckon_domain::industry::Industry;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::NotFoundPage;
use crate::api::FORM_ID;
use crate::api::forms::landing_site_key;
use crate::components::{Logo, PageMeta, SiteFooter, SkipLink};

mod content;
mod form;
mod hero;
mod illustration;
mod reading;
mod sections;
mod structured_data;
mod thanks;

pub use reading::{ComparePage, GuidePage};
pub use thanks::ThanksPage;

use content::{Content, content};

/// `/leads/{industry}`
#[component]
pub fn LandingPage() -> impl IntoView {
    let industry = use_industry();
    move || match industry.get() {
        Some(industry) => view! { <Landing industry/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

/// The industry that the address names, if it is one.
fn use_industry() -> Memo<Option<Industry>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get_str("industry")?.parse().ok()))
}

#[component]
fn Landing(industry: Industry) -> impl IntoView {
    let content = content(industry);
    let is_special =
        use_query_map().with_untracked(|query| query.get_str("offer") == Some("special"));
    let path = format!("/leads/{}", industry.slug());
    view! {
        <PageMeta title=content.title description=content.description path=path.clone()/>
        <structured_data::StructuredData industry content path/>
        <SkipLink/>
        {is_special.then(|| view! { <Ribbon offer=content.offer/> })}
        <LandingHeader action=content.action href=format!("#{FORM_ID}")/>
        <main id="main" tabindex="-1" class="outline-none">
            <hero::Hero industry content/>
            <sections::Benefits content/>
            <sections::Steps content/>
            <sections::Reviews content/>
            <sections::Questions industry content/>
            <sections::Closing content/>
        </main>
        <SiteFooter/>
        <WidgetScript industry/>
    }
}

/// Few ways out: whoever is here came for one thing.
#[component]
fn LandingHeader(action: &'static str, href: String) -> impl IntoView {
    view! {
        <header class="container flex items-center justify-between gap-4 py-4 md:py-6">
            <a rel="external" href="/" class="-my-1 py-1.5" aria-label="Beckon, home">
                <Logo/>
            </a>
            <p class="hidden text-[0.9375rem] text-muted md:block">"A question first? The chat answers at once."</p>
            <a class="btn btn-secondary md:hidden" href=href>{action}</a>
        </header>
    }
}

#[component]
fn Ribbon(offer: &'static str) -> impl IntoView {
    view! {
        <aside
            class="bg-highlight px-5 py-3 text-center text-[0.9375rem] font-medium text-highlight-ink"
            aria-label="Offer"
        >
            {offer}
        </aside>
    }
}

/// Loads the chat. Without its key the page does without: the form is there, and the log has the cause.
#[component]
fn WidgetScript(industry: Industry) -> impl IntoView {
    let key = Resource::new_blocking(move || industry, landing_site_key);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                key.await
                    .ok()
                    .map(|key| {
                        view! { <script src="/widget.js" data-site=key.to_string() r#async=true nonce=use_nonce()></script> }
                    })
            })}
        </Suspense>
    }
}
