//! What search engines and previews read.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::api::PublicUrl;

/// Title, description, address and preview of a public page.
#[component]
pub fn PageMeta(
    /// Title, without the product's name.
    #[prop(into)]
    title: String,
    /// One or two sentences.
    #[prop(into)]
    description: String,
    /// The page's path; its canonical address has no query.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let PublicUrl(origin) = use_context().unwrap_or_else(|| PublicUrl(String::new()));
    let url = format!("{origin}{path}");
    view! {
        <Title text=title.clone()/>
        <Meta name="description" content=description.clone()/>
        <Link rel="canonical" href=url.clone()/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:site_name" content="Beckon"/>
        <Meta property="og:title" content=title/>
        <Meta property="og:description" content=description/>
        <Meta property="og:url" content=url/>
        <Meta property="og:image" content=format!("{origin}/preview.png")/>
        <Meta name="twitter:card" content="summary_large_image"/>
    }
    .into_any()
}

/// Keeps a page that is of use to one person only out of search engines.
#[component]
pub fn NoIndex() -> impl IntoView {
    view! { <Meta name="robots" content="noindex"/> }
}
