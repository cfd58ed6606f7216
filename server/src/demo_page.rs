use axum::Router;
use axum::response::Html;
use axum::routing::get;
use beckon_domain::site::Origin;

/// A customer's page, as far as it matters here: it belongs to somebody else and embeds the widget by one tag.
const PAGE: &str = include_str!("demo_page.html");

/// The demo buyer's page. It runs on a port of its own, so that browsers see another origin.
pub(crate) fn router(public_url: &Origin, site_key: &str) -> Router {
    let tag =
        format!("<script src=\"{public_url}/widget.js\" data-site=\"{site_key}\" async></script>");
    let page = PAGE.replace("<!--widget-->", &tag);
    Router::new().route("/", get(move || async move { Html(page) }))
}
