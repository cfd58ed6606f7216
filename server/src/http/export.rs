use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use beckon_domain::account::Identity;
use beckon_domain::lead_list::Asked;
use beckon_services::Services;
use beckon_services::leads::{self, LeadError};

use super::{notice, unavailable};

/// `GET /exports/leads.csv`: a list of leads as a file, by the parameters of the list's own address.
pub(crate) async fn leads(
    State(services): State<Services>,
    Extension(identity): Extension<Option<Identity>>,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Response {
    let Some(identity) = identity else {
        return Redirect::to("/sign-in?next=%2Fapp%2Fleads").into_response();
    };
    let parameters = parameters.iter();
    let asked = Asked::read(parameters.map(|(name, value)| (name.as_str(), value.as_str())));
    if asked.is_garbled {
        return notice(
            StatusCode::BAD_REQUEST,
            "No such list",
            "This address can't be read. Open the list of leads and export it from there.",
        );
    }
    match leads::export(&services, &identity, asked.query) {
        Ok(rows) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"leads.csv\"",
                ),
                (header::CACHE_CONTROL, "private, no-store"),
            ];
            (headers, Body::from_stream(rows)).into_response()
        }
        Err(LeadError::NotAllowed) => notice(
            StatusCode::FORBIDDEN,
            "Only admins export leads",
            "Ask an admin of your organization for the file.",
        ),
        Err(error) => {
            tracing::warn!(%error, "can't export leads");
            unavailable()
        }
    }
}
