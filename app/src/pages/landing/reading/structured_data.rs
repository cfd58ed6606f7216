//! What search engines read besides the text: an article and where it stands, as schema.org has them.

use beckon_domain::industry::Industry;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::Page;
use super::texts::Head;

/// The JSON-LD of a guide or a comparison. Only the server writes it: nobody reads it in a page that is alive.
#[component]
pub(super) fn StructuredData(
    industry: Industry,
    page: Page,
    head: &'static Head,
    path: String,
) -> impl IntoView {
    view! { <script type="application/ld+json" nonce=use_nonce() inner_html=json(industry, page, head, &path)></script> }
}

#[cfg(not(feature = "ssr"))]
fn json(_: Industry, _: Page, _: &Head, _: &str) -> String {
    String::new()
}

#[cfg(feature = "ssr")]
fn json(industry: Industry, page: Page, head: &Head, path: &str) -> String {
    use serde_json::json;

    let origin = use_context::<crate::api::PublicUrl>()
        .map(|url| url.0)
        .unwrap_or_default();
    let url = format!("{origin}{path}");
    let publisher =
        json!({ "@type": "Organization", "name": "Beckon", "url": format!("{origin}/") });
    let place = |position: u8, name: &str, item: &str| json!({ "@type": "ListItem", "position": position, "name": name, "item": item });
    let landing = format!("{origin}/leads/{}", industry.slug());
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "headline": head.title,
                "description": head.description,
                "url": url,
                "image": format!("{origin}/preview.png"),
                "author": publisher,
                "publisher": publisher,
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [place(1, industry.name(), &landing), place(2, page.name(), &url)],
            },
        ],
    });
    super::super::structured_data::in_script(&graph)
}
