//! What search engines ask for before anything else: where they may go, and what there is.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use beckon_app::api::PublicUrl;
use beckon_domain::industry::Industry;

/// How long crawlers and caches keep them.
const DAY: &str = "public, max-age=86400";

/// `/robots.txt`: everything but what belongs to one person, or is no page.
pub(crate) async fn robots(State(PublicUrl(origin)): State<PublicUrl>) -> impl IntoResponse {
    let rules = format!(
        "User-agent: *\nDisallow: /app/\nDisallow: /api/\nDisallow: /invitations/\nDisallow: /widget/\n\n\
         Sitemap: {origin}/sitemap.xml\n"
    );
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CACHE_CONTROL, DAY),
    ];
    (headers, rules)
}

/// `/sitemap.xml`: the public pages (sitemaps.org, version 0.9).
pub(crate) async fn sitemap(State(PublicUrl(origin)): State<PublicUrl>) -> impl IntoResponse {
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths() {
        // Origins and paths are of our own making: nothing in them is to be escaped.
        let _ = writeln!(map, "<url><loc>{origin}{path}</loc></url>");
    }
    map.push_str("</urlset>\n");
    let headers = [
        (CONTENT_TYPE, "application/xml; charset=utf-8"),
        (CACHE_CONTROL, DAY),
    ];
    (headers, map)
}

fn paths() -> impl Iterator<Item = String> {
    let landing = Industry::ALL.into_iter().flat_map(|industry| {
        ["", "/guide", "/compare"].map(|page| format!("/leads/{}{page}", industry.slug()))
    });
    ["/".to_owned(), "/privacy".to_owned()]
        .into_iter()
        .chain(landing)
}
