//! A site: its script tag, and its settings on request.

use beckon_domain::site::Site;
use leptos::prelude::*;

use super::settings::SiteSettings;
use crate::api::PublicUrl;
use crate::api::sites::UpdateSite;
use crate::components::workspace::copy::CopyButton;

/// The line of HTML that puts the widget on a page.
fn snippet(public_url: &str, key: &str) -> String {
    format!(r#"<script src="{public_url}/widget.js" data-site="{key}" async></script>"#)
}

/// A site with what to paste and what to change.
#[component]
pub fn SiteCard(
    /// The site.
    site: Site,
    /// Whether this member may change it.
    may_edit: bool,
) -> impl IntoView {
    let PublicUrl(public_url) = expect_context::<PublicUrl>();
    let update = ServerAction::<UpdateSite>::new();
    let snippet = snippet(&public_url, site.key.as_str());
    // What was saved last, so that the head tells what the form says.
    let saved = move || update.value().get().and_then(Result::ok);
    let loaded = StoredValue::new(site.clone());
    let current = Memo::new(move |_| saved().unwrap_or_else(|| loaded.get_value()));
    view! {
        <article class="card site">
            <header class="site-head">
                <svg class="site-dot" viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="5" fill=move || current.read().widget.appearance.colour.to_string()></circle>
                </svg>
                <h2 class="site-name" dir="auto">{move || current.read().name.clone()}</h2>
                <span class="badge badge-neutral">{site.industry.name()}</span>
            </header>
            <Origins site=current/>
            <div class="snippet">
                <p class="snippet-label">"Paste this before " <code>"</body>"</code> " on every page"</p>
                <pre class="snippet-code"><code>{snippet.clone()}</code></pre>
                <CopyButton text=snippet what="snippet"/>
            </div>
            {may_edit
                .then(|| {
                    view! {
                        <details class="site-details">
                            <summary>"Settings and preview"</summary>
                            <SiteSettings site action=update/>
                        </details>
                    }
                })}
        </article>
    }
}

#[component]
fn Origins(site: Memo<Site>) -> impl IntoView {
    let origins = move || {
        let origins = site.read().allowed_origins.clone();
        origins
            .into_iter()
            .map(|origin| view! { <li>{origin.to_string()}</li> })
            .collect_view()
    };
    let has_none = move || site.read().allowed_origins.is_empty();
    view! {
        <ul class="site-origins" aria-label="Allowed origins">{origins}</ul>
        {move || has_none().then(|| view! { <p class="hint">"No origin is allowed yet, so the widget loads nowhere."</p> })}
    }
}
