use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::files::UPLOAD;
use super::lead_import;

/// Largest request body, in bytes: a form with all its text. Files have their own way in, with their own limit.
const BODY_MAX: usize = 256 * 1024;

/// Takes in the whole body before a handler sees the request, so that one that is too large is told so
/// whether or not it said its length.
pub(crate) async fn bound_body(request: Request, next: Next) -> Response {
    let is_file = [UPLOAD, lead_import::PATH].contains(&request.uri().path());
    if matches!(*request.method(), Method::GET | Method::HEAD) || is_file {
        return next.run(request).await;
    }
    let announced = request.body().size_hint().lower();
    if announced > BODY_MAX as u64 {
        return too_large();
    }
    let (parts, body) = request.into_parts();
    match to_bytes(body, BODY_MAX).await {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(_) => too_large(),
    }
}

fn too_large() -> Response {
    let body = "That is too large: a request may have 256 KiB.\n";
    (StatusCode::PAYLOAD_TOO_LARGE, body).into_response()
}
