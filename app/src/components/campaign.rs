//! Links that don't lose where a visitor came from.

use beckon_domain::industry::Industry;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// The address of an industry's landing page, with the campaign words of the present page's address.
///
/// Links to it are `rel="external"`: a landing page is loaded afresh, with its own chat.
pub fn landing_path(industry: Industry) -> String {
    let query = use_query_map().with_untracked(|query| {
        let words = query
            .clone()
            .into_iter()
            .filter(|(name, _)| is_campaign_word(name));
        words.collect::<ParamsMap>().to_query_string()
    });
    format!("/leads/{}{query}", industry.slug())
}

fn is_campaign_word(name: &str) -> bool {
    name.starts_with("utm_") || name == "gclid" || name == "fbclid"
}
