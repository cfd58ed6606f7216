//! What Beckon is, for somebody who has never heard of it.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use crate::components::{PageMeta, SiteFrame, landing_path};

mod compare;
mod hero;
mod industries;
mod self_host;
mod story;
mod vignette;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <PageMeta
            title="Lead generation on a server of your own"
            description="Beckon answers every visitor at once, asks what matters, scores the lead and hands it to your team live. Self-hosted: one server and one Postgres."
            path="/"
        />
        <SiteFrame>
            <hero::Hero/>
            <story::Story/>
            <industries::Industries/>
            <compare::Compare/>
            <self_host::SelfHost/>
            <CallToAction/>
        </SiteFrame>
    }
}

#[component]
fn CallToAction() -> impl IntoView {
    view! {
        <section class="section container text-center" aria-labelledby="begin">
            <h2 id="begin" class="display mx-auto max-w-3xl">"Somebody is on your page right now."</h2>
            <p class="lede mx-auto mt-5 max-w-xl">
                "Make an organization, name your site, paste one line of HTML. The next visitor is greeted."
            </p>
            <div class="mt-9 flex flex-wrap justify-center gap-3">
                <a class="btn btn-primary btn-lg" href="/sign-up">"Set up your site"</a>
                <a class="btn btn-secondary btn-lg" rel="external" href=landing_path(Industry::Solar)>"Visit a live page"</a>
            </div>
        </section>
    }
}
