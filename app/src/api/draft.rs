//! What was typed into a form that was refused, for the page that shows the form again.
//!
//! With JavaScript the page never goes away, and nothing is kept. Without it the browser is sent back to
//! the form; what it held then waits for it in a cookie that only this server reads, since an
//! address, where the error's kind travels, ends up in histories and logs.

use axum::http::header::{LOCATION, REFERER};
use axum::http::{HeaderValue, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use beckon_services::drafts;
use leptos::prelude::use_context;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_axum::ResponseOptions;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::request::is_plain_form;
use super::{FORM_ID, cookie, header, identity, maybe_identity, services, set_cookie};
use crate::error::AppError;

const COOKIE: &str = "beckon_form";
const MINUTES: i64 = 10;
/// Browsers keep cookies of 4,096 bytes, name and attributes included.
const BYTES_MAX: usize = 3_700;

/// The error of a refused form, given back. A plain form is sent back to where it was, at its element
/// [`FORM_ID`], with what was typed kept for pages under `path`.
pub(super) fn refuse<F: ServerFn<Error = AppError>>(
    path: &str,
    typed: &impl Serialize,
    error: AppError,
) -> AppError {
    if is_plain_form() {
        keep(path, typed);
        send_back::<F>(&error);
    }
    error
}

/// What came of a member's form. What was typed is kept where it is refused, and forgotten where it is accepted. The texts
/// may be longer than a cookie: the database keeps them, under the form's name.
pub(super) async fn settle_member<F: ServerFn<Error = AppError>, T, E: Into<AppError>>(
    form: &str,
    outcome: Result<T, E>,
    typed: &(impl Serialize + Sync),
) -> Result<T, AppError> {
    match outcome {
        Ok(done) => {
            forget_member(form).await;
            Ok(done)
        }
        Err(error) => Err(refuse_member::<F>(form, typed, error.into()).await),
    }
}

async fn refuse_member<F: ServerFn<Error = AppError>>(
    form: &str,
    typed: &(impl Serialize + Sync),
    error: AppError,
) -> AppError {
    if !is_plain_form() {
        return error;
    }
    if let Some(identity) = maybe_identity() {
        let kept = drafts::keep(&services(), &identity, form, typed).await;
        if let Err(cause) = kept {
            tracing::error!(%cause, form, "a form's draft could not be kept");
        }
    }
    send_back::<F>(&error);
    error
}

/// What the member typed into a form before, if it was refused a moment ago.
pub(super) async fn read_member<T: DeserializeOwned>(form: &str) -> Result<Option<T>, AppError> {
    Ok(drafts::find(&services(), &identity()?, form).await?)
}

/// Forgets what the member typed into a form, as it was accepted; they may have been refused before the page was alive.
/// What was accepted stays accepted, whatever becomes of this.
async fn forget_member(form: &str) {
    let Some(identity) = maybe_identity() else {
        return;
    };
    if let Err(cause) = drafts::forget(&services(), &identity, form).await {
        tracing::error!(%cause, form, "a form's draft could not be forgotten");
    }
}

/// Sends a plain form's browser back to where it was, at the element [`FORM_ID`], with the error's kind.
fn send_back<F: ServerFn<Error = AppError>>(error: &AppError) {
    let back = header(REFERER)
        .and_then(|referer| {
            ServerFnUrlError::new(F::PATH, error.clone())
                .to_url(&referer)
                .ok()
        })
        .and_then(|mut url| {
            url.set_fragment(Some(FORM_ID));
            HeaderValue::from_str(url.as_str()).ok()
        });
    if let (Some(response), Some(back)) = (use_context::<ResponseOptions>(), back) {
        response.insert_header(LOCATION, back);
        response.set_status(StatusCode::FOUND);
    }
}

/// Keeps what was typed for pages under `path`; what is too long for a cookie is not kept.
fn keep(path: &str, typed: &impl Serialize) {
    match serde_json::to_vec(typed) {
        Ok(json) => {
            let value = URL_SAFE_NO_PAD.encode(json);
            if value.len() <= BYTES_MAX {
                set_cookie(COOKIE, &value, path, chrono::Duration::minutes(MINUTES));
            }
        }
        Err(error) => tracing::error!(%error, "a form's draft could not be kept"),
    }
}

/// What was typed before, if it is still there. A cookie that somebody tampered with reads as nothing.
pub(super) fn read<T: DeserializeOwned>() -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cookie(COOKIE)?).ok()?).ok()
}

/// Forgets what was typed for pages under `path`.
pub(super) fn forget(path: &str) {
    set_cookie(COOKIE, "", path, chrono::Duration::zero());
}
