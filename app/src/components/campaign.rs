//! Links that don't lose where a visitor came from.

use beckon_domain::industry::Industry;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use crate::api::forms::foreign_referrer;

/// The parameter of our own links that carries the page before the first of ours.
pub const ORIGIN: &str = "from";

/// The address of an industry's landing page, with what the present page's address says of where the visitor came from.
///
/// Links to it are `rel="external"`: a landing page is loaded afresh, with its own chat.
pub fn landing_path(industry: Industry) -> String {
    format!("/leads/{}{}", industry.slug(), origin())
}

/// The same of a page beneath it.
pub fn landing_page_path(industry: Industry, page: &str) -> String {
    format!("/leads/{}/{page}{}", industry.slug(), origin())
}

/// The campaign words of the present page's address, and the page before.
fn origin() -> String {
    use_query_map().with_untracked(|query| {
        let words = query
            .clone()
            .into_iter()
            .filter(|(name, _)| is_campaign_word(name));
        let mut words = words.collect::<ParamsMap>();
        // Only the server knows it; the browser keeps the links as they came.
        if let Some(referrer) = foreign_referrer() {
            words.replace(ORIGIN, referrer);
        }
        words.to_query_string()
    })
}

fn is_campaign_word(name: &str) -> bool {
    name.starts_with("utm_") || [ORIGIN, "gclid", "fbclid"].contains(&name)
}
