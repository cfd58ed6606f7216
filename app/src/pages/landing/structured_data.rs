//! What search engines read besides the text: a service and its questions, as schema.org has them.

use beckon_domain::industry::Industry;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::Content;

/// The JSON-LD of a landing page. Only the server writes it: nobody reads it in a page that is alive.
#[component]
pub(super) fn StructuredData(
    industry: Industry,
    content: &'static Content,
    path: String,
) -> impl IntoView {
    view! { <script type="application/ld+json" nonce=use_nonce() inner_html=json(industry, content, &path)></script> }
}

#[cfg(not(feature = "ssr"))]
fn json(_: Industry, _: &Content, _: &str) -> String {
    String::new()
}

#[cfg(feature = "ssr")]
fn json(industry: Industry, content: &Content, path: &str) -> String {
    use serde_json::json;

    let origin = use_context::<crate::api::PublicUrl>()
        .map(|url| url.0)
        .unwrap_or_default();
    let questions: Vec<_> = content
        .faq
        .iter()
        .map(|entry| {
            json!({
                "@type": "Question",
                "name": entry.title,
                "acceptedAnswer": { "@type": "Answer", "text": entry.text },
            })
        })
        .collect();
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Service",
                "name": content.title,
                "description": content.description,
                "serviceType": industry.name(),
                "url": format!("{origin}{path}"),
                "provider": { "@type": "Organization", "name": "Beckon", "url": format!("{origin}/") },
            },
            { "@type": "FAQPage", "mainEntity": questions },
        ],
    });
    in_script(&graph)
}

/// JSON that stands in a script element, which only this could end.
#[cfg(feature = "ssr")]
pub(super) fn in_script(graph: &serde_json::Value) -> String {
    graph.to_string().replace("</", "<\\/")
}
