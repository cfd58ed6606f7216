use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use beckon_domain::attachment::ATTACHMENT_MAX;
use beckon_services::files::{FileError, FileUseError};
use serde::Serialize;

/// Why a file was not taken.
#[derive(Debug)]
pub(crate) enum UploadRefusal {
    /// The sender stopped in the middle.
    Broken,
    /// The use case said no.
    Use(FileUseError),
}

impl From<FileUseError> for UploadRefusal {
    fn from(error: FileUseError) -> Self {
        Self::Use(error)
    }
}

/// What the sender is told.
#[derive(Serialize)]
struct Told {
    message: String,
}

impl IntoResponse for UploadRefusal {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::Broken => (
                StatusCode::REQUEST_TIMEOUT,
                "The upload stopped. Please try again.".to_owned(),
            ),
            Self::Use(error) => explain(&error),
        };
        let mut response = (status, Json(Told { message })).into_response();
        if matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        ) {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, header::HeaderValue::from_static("10"));
        }
        response
    }
}

/// Status and words for the person; the log is told the cause of what is our fault.
fn explain(error: &FileUseError) -> (StatusCode, String) {
    let (status, message) = match error {
        FileUseError::NotKnown => (
            StatusCode::UNAUTHORIZED,
            "Please reload the page, and then attach the file again.",
        ),
        FileUseError::UnknownConversation => {
            (StatusCode::NOT_FOUND, "This conversation can't be found.")
        }
        FileUseError::TooManyUnsent => (
            StatusCode::TOO_MANY_REQUESTS,
            "Some files wait to be sent already. Please send or remove them first.",
        ),
        FileUseError::SlowDown => (
            StatusCode::TOO_MANY_REQUESTS,
            "That were a lot of files at once. Please wait a moment.",
        ),
        FileUseError::File(FileError::TooLarge { .. }) => {
            let most = ATTACHMENT_MAX / (1024 * 1024);
            let message = format!("This file is too large: at most {most} MB can be sent.");
            return (StatusCode::PAYLOAD_TOO_LARGE, message);
        }
        FileUseError::File(FileError::Empty) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "This file is empty.")
        }
        FileUseError::File(_) | FileUseError::Link(_) | FileUseError::Unavailable(_) => {
            tracing::warn!(%error, "a file can't be kept");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "We can't keep the file just now. Please try again in a moment.",
            )
        }
    };
    (status, message.to_owned())
}
