//! The form of a landing page, sent by a browser without JavaScript: each step is a post that answers with the page.

use axum::body::{Body, to_bytes};
use axum::extract::{Form, FromRequest as _, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use beckon_app::api::forms::{Answer, Arrival, take_step};
use beckon_domain::industry::Industry;
use beckon_services::{ClientInfo, Services};

/// Where the form is, and where its steps are sent.
pub(crate) const PAGE: &str = "/leads/{industry}";

/// Largest step, in bytes: all bodies were bounded before.
const BODY_MAX: usize = 1024 * 1024;

/// What a step answers.
pub(crate) enum Answered {
    /// All of it.
    Whole(Response),
    /// The page, which is rendered for this request.
    Page(Box<Arrival>, Request),
}

/// Takes a step; what can't be read is the sender's fault.
pub(crate) async fn take(services: &Services, request: Request) -> Answered {
    let refuse = |status: StatusCode| Answered::Whole(status.into_response());
    let (parts, body) = request.into_parts();
    let Some(industry) = industry(parts.uri.path()) else {
        return refuse(StatusCode::NOT_FOUND);
    };
    let Some(client) = parts.extensions.get::<ClientInfo>().cloned() else {
        return refuse(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let Ok(bytes) = to_bytes(body, BODY_MAX).await else {
        return refuse(StatusCode::BAD_REQUEST);
    };
    let request = Request::from_parts(parts.clone(), Body::from(bytes));
    let fields = match Form::<Vec<(String, String)>>::from_request(request, &()).await {
        Ok(Form(fields)) => fields,
        Err(refused) => return Answered::Whole(refused.into_response()),
    };
    let query = parts.uri.query().unwrap_or_default();
    match take_step(services, &client, industry, query, &fields).await {
        Answer::Done(to) => Answered::Whole(Redirect::to(&to).into_response()),
        Answer::Page(arrival) => Answered::Page(arrival, Request::from_parts(parts, Body::empty())),
    }
}

fn industry(path: &str) -> Option<Industry> {
    path.strip_prefix("/leads/")?.parse().ok()
}
