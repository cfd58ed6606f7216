use std::path::Path;

use axum::http::{HeaderName, HeaderValue, header};
use tower::ServiceBuilder;
use tower::layer::util::{Identity, Stack};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::{SetResponseHeader, SetResponseHeaderLayer};

type WithHeader<S> = SetResponseHeader<S, HeaderValue>;

/// Files whose names carry a hash of their content, compressed at build: kept by browsers forever.
pub(crate) fn immutable(folder: &Path) -> WithHeader<WithHeader<ServeDir>> {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let varying = with(header::VARY, "accept-encoding").service(files);
    with(header::CACHE_CONTROL, "public, max-age=31536000, immutable").service(varying)
}

/// A script of the widget that any page may load, also as a module; it keeps its address, so browsers ask again
/// after a while.
pub(crate) fn host_script(
    site_root: &Path,
    name: &str,
) -> WithHeader<WithHeader<WithHeader<WithHeader<ServeFile>>>> {
    let file = ServeFile::new(site_root.join(name))
        .precompressed_br()
        .precompressed_gzip();
    let varying = with(header::VARY, "accept-encoding").service(file);
    let cached = with(header::CACHE_CONTROL, "public, max-age=300").service(varying);
    let loadable = with(
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    )
    .service(cached);
    with(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*").service(loadable)
}

/// Icons and the like, at the root.
pub(crate) fn public_file(site_root: &Path, name: &str) -> WithHeader<ServeFile> {
    with(header::CACHE_CONTROL, "public, max-age=86400")
        .service(ServeFile::new(site_root.join(name)))
}

/// The script of the service worker. Its own policy rules what it may do: it tells this server, and nobody else, when
/// the browser's address for push messages has changed.
pub(crate) fn worker_script(site_root: &Path, name: &str) -> WithHeader<WithHeader<ServeFile>> {
    let policy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
    with(header::CONTENT_SECURITY_POLICY, policy).service(public_file(site_root, name))
}

fn with(
    name: HeaderName,
    value: &'static str,
) -> ServiceBuilder<Stack<SetResponseHeaderLayer<HeaderValue>, Identity>> {
    ServiceBuilder::new().layer(SetResponseHeaderLayer::overriding(
        name,
        HeaderValue::from_static(value),
    ))
}
