use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// A page of its own, for an address outside the site that a person may open: a title and a sentence. The words
/// are ours alone, so there is nothing to escape.
pub(crate) fn notice(status: StatusCode, title: &'static str, text: &'static str) -> Response {
    let nonce = hex::encode(rand::random::<[u8; 16]>());
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <style nonce=\"{nonce}\">{STYLE}</style><main><h1>{title}</h1><p>{text}</p></main></html>"
    );
    let policy = format!("default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'none'");
    let mut response = (status, Html(page)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

const STYLE: &str = ":root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;margin:0;\
    display:grid;min-height:100vh;place-items:center}main{max-width:32rem;padding:2rem}h1{font-size:1.4rem}";
