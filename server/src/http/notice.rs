use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// A page of its own, for an address outside the site that a person may open: a title and a sentence. The words
/// are ours alone, so there is nothing to escape.
pub(crate) fn notice(status: StatusCode, title: &'static str, text: &'static str) -> Response {
    let mut response = plain_page(title, &format!("<h1>{title}</h1><p>{text}</p>"));
    *response.status_mut() = status;
    response
}

/// A plain page around a body of HTML, with nothing but our own style in it. `title` and `body` are escaped already.
pub(crate) fn plain_page(title: &str, body: &str) -> Response {
    let nonce = hex::encode(rand::random::<[u8; 16]>());
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} · Beckon</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <style nonce=\"{nonce}\">{STYLE}</style></head><body><main>{body}</main></body></html>"
    );
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let mut response = Html(page).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Text as HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

const STYLE: &str = include_str!("plain.css");
