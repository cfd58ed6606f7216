//! A site in the list: where it stands, its line of HTML, and the way to its settings.

use beckon_domain::site::Site;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::PublicUrl;
use crate::components::workspace::copy::CopyButton;

/// The line of HTML that puts the widget on a page.
pub(super) fn snippet(public_url: &str, key: &str) -> String {
    format!(r#"<script src="{public_url}/widget.js" data-site="{key}" async></script>"#)
}

/// A site in the list.
#[component]
pub fn SiteCard(
    /// The site.
    site: Site,
) -> impl IntoView {
    let PublicUrl(public_url) = expect_context::<PublicUrl>();
    let snippet = snippet(&public_url, site.key.as_str());
    let href = format!("/app/sites/{}/general", site.id);
    let install = format!("/app/sites/{}/install", site.id);
    view! {
        <article class="card site">
            <header class="site-head">
                <SiteDot colour=site.widget.appearance.colour.to_string()/>
                <h2 class="site-name" dir="auto">
                    <A href=href.clone() attr:class="site-link">{site.name}</A>
                </h2>
                <span class="badge badge-neutral">{site.industry.name()}</span>
            </header>
            <Origins origins=site.allowed_origins.iter().map(ToString::to_string).collect()/>
            <div class="snippet">
                <p class="snippet-label">"Paste this before " <code>"</body>"</code> " on every page"</p>
                <pre class="snippet-code"><code>{snippet.clone()}</code></pre>
                <CopyButton text=snippet what="snippet"/>
            </div>
            <p class="site-links">
                <A href attr:class="btn btn-secondary btn-sm">"Settings"</A>
                <A href=install attr:class="btn btn-ghost btn-sm">"Is it installed?"</A>
            </p>
        </article>
    }
}

/// A dot of the site's colour.
#[component]
pub(super) fn SiteDot(colour: String) -> impl IntoView {
    view! {
        <svg class="site-dot" viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="5" fill=colour></circle>
        </svg>
    }
}

#[component]
fn Origins(origins: Vec<String>) -> impl IntoView {
    if origins.is_empty() {
        return view! { <p class="hint">"No origin is allowed yet, so the widget loads nowhere."</p> }
            .into_any();
    }
    let origins = origins
        .into_iter()
        .map(|origin| view! { <li>{origin}</li> });
    view! { <ul class="site-origins" aria-label="Allowed origins">{origins.collect_view()}</ul> }
        .into_any()
}
