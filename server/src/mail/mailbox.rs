use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use beckon_domain::account::Identity;
use beckon_domain::id::MailId;
use beckon_services::Services;
use beckon_services::mail::{self, KeptMail, MailboxError};

use crate::http::{escape, notice, plain_page, unavailable};

type SignedIn = Extension<Option<Identity>>;

/// The mails kept last.
pub(crate) async fn mailbox(
    State(services): State<Services>,
    Extension(identity): SignedIn,
) -> Response {
    let Some(identity) = identity else {
        return sign_in();
    };
    match mail::mailbox(&services, &identity).await {
        Ok(mails) => plain_page("Mailbox", &list(&mails)),
        Err(error) => refuse(&error),
    }
}

/// One mail: as it looks, as text, and as it travels.
pub(crate) async fn one(
    State(services): State<Services>,
    Extension(identity): SignedIn,
    Path(id): Path<MailId>,
) -> Response {
    let Some(identity) = identity else {
        return sign_in();
    };
    match mail::mailbox_mail(&services, &identity, id).await {
        Ok(mail) => plain_page(&escape(&mail.subject), &whole(&mail)),
        Err(error) => refuse(&error),
    }
}

/// A mail's HTML, in a frame that runs nothing.
pub(crate) async fn html(
    State(services): State<Services>,
    Extension(identity): SignedIn,
    Path(id): Path<MailId>,
) -> Response {
    let Some(identity) = identity else {
        return sign_in();
    };
    let mut response = match mail::mailbox_mail(&services, &identity, id).await {
        Ok(mail) => Html(mail.html).into_response(),
        Err(error) => return refuse(&error),
    };
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups";
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    response
}

fn list(mails: &[KeptMail]) -> String {
    let line = |mail: &KeptMail| {
        format!(
            "<li><a href=\"/dev/mailbox/{}\">{}</a><br>to {}, {}</li>",
            mail.id,
            escape(&mail.subject),
            escape(&mail.recipient),
            mail.created_at.format("%-d %B, %H:%M:%S UTC")
        )
    };
    let lines: String = mails.iter().map(line).collect();
    let list = if lines.is_empty() {
        "<p>No mail yet.</p>".to_owned()
    } else {
        format!("<ul>{lines}</ul>")
    };
    format!(
        "<h1>Mailbox</h1><p>No mail server is set (BECKON_SMTP_URL), so mail is kept here and sent to nobody.</p>{list}"
    )
}

fn whole(mail: &KeptMail) -> String {
    let travelling = String::from_utf8_lossy(&mail.message);
    let headers = travelling.split("\r\n\r\n").next().unwrap_or_default();
    format!(
        "<p><a href=\"/dev/mailbox\">All mail</a></p><h1>{}</h1><p>To {}</p>\
         <iframe sandbox=\"allow-popups\" title=\"The mail\" src=\"/dev/mailbox/{}/html\"></iframe>\
         <h2>As text</h2><pre>{}</pre><h2>Headers</h2><pre>{}</pre>",
        escape(&mail.subject),
        escape(&mail.recipient),
        mail.id,
        escape(&mail.content),
        escape(headers)
    )
}

fn sign_in() -> Response {
    Redirect::to("/sign-in?next=/dev/mailbox").into_response()
}

fn refuse(error: &MailboxError) -> Response {
    match error {
        MailboxError::NotAllowed => notice(
            StatusCode::FORBIDDEN,
            "Not for you",
            "Only the admins of the platform see the mailbox.",
        ),
        MailboxError::NotThere => notice(
            StatusCode::NOT_FOUND,
            "There is no such mail",
            "Either it was removed, or a mail server is set and mail goes out for real.",
        ),
        MailboxError::Unavailable(error) => {
            tracing::warn!(%error, "the mailbox can't be shown");
            unavailable()
        }
    }
}
