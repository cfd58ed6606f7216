use std::fmt::Write as _;
use std::ops::Range;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use beckon_domain::id::AttachmentId;
use beckon_services::Services;
use beckon_services::files::{self, FileError, FileUseError, LinkError, ServedFile, Variant};
use serde::Deserialize;

use super::range::{Asked, asked};
use crate::http::{notice, unavailable};

/// What may run in the file's page: nothing, and it belongs to no origin.
const SAVED_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// The same for pictures and videos, which a browser wraps in a page of its own.
const SHOWN_POLICY: &str = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// The proof that a link was handed out.
#[derive(Deserialize)]
pub(crate) struct Key {
    #[serde(default)]
    key: String,
}

/// Gives a file out to who has a link to it.
pub(crate) async fn download(
    State(services): State<Services>,
    Path(id): Path<AttachmentId>,
    Query(Key { key }): Query<Key>,
    headers: HeaderMap,
) -> Response {
    let range = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok());
    match open(&services, id, &key, range).await {
        Ok(response) => response,
        Err(error) => refuse(&error),
    }
}

async fn open(
    services: &Services,
    id: AttachmentId,
    key: &str,
    range: Option<&str>,
) -> Result<Response, FileUseError> {
    let file = files::find(services, id, key).await?;
    if file.link.variant == Variant::Thumbnail {
        let (media_type, content) = files::thumbnail(services, &file).await?;
        return Ok((describe(&file, media_type), content).into_response());
    }
    let part = match asked(range, file.bytes) {
        Asked::Whole => None,
        Asked::Part(part) => Some(part),
        Asked::Nothing => return Ok(not_there(file.bytes)),
    };
    let status = if part.is_some() {
        StatusCode::PARTIAL_CONTENT
    } else {
        StatusCode::OK
    };
    let content = files::original(services, &file, part).await?;
    let mut headers = describe(&file, &file.media_type);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(
        header::CONTENT_LENGTH,
        (content.range.end - content.range.start).into(),
    );
    if status == StatusCode::PARTIAL_CONTENT {
        let Range { start, end } = content.range;
        set(
            &mut headers,
            header::CONTENT_RANGE,
            &format!("bytes {start}-{}/{}", end - 1, file.bytes),
        );
    }
    Ok((status, headers, Body::from_stream(content.stream)).into_response())
}

/// What a browser is told of a file: its type, which it must not guess at, and whether to show or to save it.
fn describe(file: &ServedFile, media_type: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let (disposition, policy) = if file.is_shown() {
        ("inline", SHOWN_POLICY)
    } else {
        ("attachment", SAVED_POLICY)
    };
    let charset = if media_type == "text/plain" {
        "; charset=utf-8"
    } else {
        ""
    };
    set(
        &mut headers,
        header::CONTENT_TYPE,
        &format!("{media_type}{charset}"),
    );
    set(&mut headers, header::CONTENT_SECURITY_POLICY, policy);
    set(
        &mut headers,
        header::CONTENT_DISPOSITION,
        &format!("{disposition}; filename*=UTF-8''{}", encode(&file.name)),
    );
    set(
        &mut headers,
        header::CACHE_CONTROL,
        &format!("private, max-age={}, immutable", file.keep.num_seconds()),
    );
    set(&mut headers, header::REFERRER_POLICY, "no-referrer");
    headers
}

/// What is no header's value is left out: nothing here is, as names are encoded.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A name as RFC 8187 writes it.
fn encode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn not_there(bytes: u64) -> Response {
    let told = format!("bytes */{bytes}");
    (
        StatusCode::RANGE_NOT_SATISFIABLE,
        [(header::CONTENT_RANGE, told)],
    )
        .into_response()
}

fn refuse(error: &FileUseError) -> Response {
    match error {
        FileUseError::Link(LinkError::Expired) => notice(
            StatusCode::GONE,
            "This link has expired",
            "Links to files work for some hours, so that they are of no use to others. \
             Open the conversation again, and the file is there.",
        ),
        FileUseError::Link(LinkError::Forged) | FileUseError::File(FileError::NotFound) => notice(
            StatusCode::NOT_FOUND,
            "There is no file here",
            "Perhaps a part of the link is missing. Open the conversation, and choose the file there.",
        ),
        error => {
            tracing::warn!(%error, "a file can't be given out");
            unavailable()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            encode("été \"1\".pdf\r\nx: y"),
            "%C3%A9t%C3%A9%20%221%22.pdf%0D%0Ax%3A%20y"
        );
    }
}
