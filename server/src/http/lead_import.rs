//! Files of leads on their way in, and what of them can't be leads on its way out.

use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use beckon_domain::account::Identity;
use beckon_domain::id::LeadImportId;
use beckon_services::Services;
use beckon_services::leads::{self, ImportError, Incoming};
use tokio::time::timeout;

use super::{escape, notice, plain_page, unavailable};

/// Where files are sent.
pub(crate) const PATH: &str = "/api/lead-imports";

/// A sender from whom nothing comes for so long is gone.
const SILENCE: Duration = Duration::from_secs(30);

/// Why a file was not taken.
enum Refused {
    /// The line broke, or it was no form with a file.
    Broken,
    /// The use case.
    Import(ImportError),
}

impl From<MultipartError> for Refused {
    fn from(_: MultipartError) -> Self {
        Self::Broken
    }
}

impl From<ImportError> for Refused {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

/// `POST /api/lead-imports`: takes a file in from a form's field `file`, then goes to its page.
pub(crate) async fn upload(
    State(services): State<Services>,
    Extension(identity): Extension<Option<Identity>>,
    form: Multipart,
) -> Response {
    let Some(identity) = identity else {
        return Redirect::to("/sign-in?next=%2Fapp%2Fleads%2Fimport").into_response();
    };
    match receive(&services, &identity, form).await {
        Ok(id) => Redirect::to(&format!("/app/leads/import/{id}")).into_response(),
        Err(refused) => refused.into_response(),
    }
}

async fn receive(
    services: &Services,
    identity: &Identity,
    mut form: Multipart,
) -> Result<LeadImportId, Refused> {
    let mut incoming = Incoming::new(identity).await?;
    while let Some(mut field) = form.next_field().await? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or("leads.csv").to_owned();
        let piece = async |field: &mut axum::extract::multipart::Field<'_>| {
            let piece = timeout(SILENCE, field.chunk()).await;
            piece.map_err(|_| Refused::Broken)?.map_err(Refused::from)
        };
        while let Some(piece) = piece(&mut field).await? {
            incoming.write(&piece).await?;
        }
        return Ok(leads::begin_import(services, identity, &name, incoming, None).await?);
    }
    Err(Refused::Broken)
}

/// `GET /exports/imports/{id}`: the rows of an import that can't be leads, with reasons.
pub(crate) async fn bad_rows(
    State(services): State<Services>,
    Extension(identity): Extension<Option<Identity>>,
    Path(id): Path<String>,
) -> Response {
    let Some(identity) = identity else {
        return Redirect::to("/sign-in?next=%2Fapp%2Fleads%2Fimport").into_response();
    };
    let id = id.trim_end_matches(".csv").parse();
    match leads::bad_rows(&services, &identity, id.unwrap_or(LeadImportId::NONE)).await {
        Ok(rows) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"rows-to-mend.csv\"",
                ),
                (header::CACHE_CONTROL, "private, no-store"),
            ];
            (headers, Body::from_stream(rows)).into_response()
        }
        Err(error) => Refused::Import(error).into_response(),
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Broken => notice(
                StatusCode::BAD_REQUEST,
                "The file did not arrive",
                "Go back, choose the file once more and send it again.",
            ),
            Self::Import(ImportError::NotAllowed) => notice(
                StatusCode::FORBIDDEN,
                "Only admins import leads",
                "Ask an admin of your organization to import the file.",
            ),
            Self::Import(ImportError::Problem(problem)) => {
                let title = "This file can't be imported";
                let text = escape(&problem.to_string());
                let body = format!(
                    "<h1>{title}</h1><p>{text}</p><p><a href=\"/app/leads/import\">Choose another file</a></p>"
                );
                let mut response = plain_page(title, &body);
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
                response
            }
            Self::Import(
                ImportError::NotFound | ImportError::TooLate | ImportError::NoSuchMember,
            ) => notice(
                StatusCode::NOT_FOUND,
                "No such import",
                "It may belong to somebody else.",
            ),
            Self::Import(error) => {
                tracing::warn!(%error, "can't import leads");
                unavailable()
            }
        }
    }
}
