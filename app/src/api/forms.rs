//! The lead form of a landing page.

use beckon_domain::form::{FieldErrors, LeadForm, Step};
use beckon_domain::industry::Industry;
use beckon_domain::site::SiteKey;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{client_info, is_plain_form, services},
    axum::extract::Query,
    axum::http::{Uri, header},
    beckon_domain::attribution::Touch,
    beckon_services::leads::{self, Submission, Submitted},
    beckon_services::{ClientInfo, Services, sites},
    leptos_axum::redirect,
};

/// In a request's extensions: the page it asks for is kept for others too, with a blank for each visitor's ticket.
#[derive(Clone, Copy, Debug)]
pub struct Stencil;

/// That blank.
pub const TICKET_BLANK: &str = "the-ticket-of-whoever-is-shown-this-page";

/// How the visitor came to the page, and how far they are with its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrival {
    /// The page before, unless it is one of ours.
    pub referrer: String,
    /// The page's ticket, without which its form is taken for a program's.
    pub ticket: String,
    /// What was typed.
    pub form: LeadForm,
    /// Which step is shown.
    pub step: Step,
    /// What is wrong there.
    pub errors: FieldErrors,
    /// Why nothing could be stored.
    pub problem: Option<AppError>,
    /// The ticket with which a form that was put aside is sent once more, by a person's press.
    pub press: Option<String>,
}

/// The key with which an industry's landing page loads the widget.
#[server(endpoint = "leads/site-key")]
pub async fn landing_site_key(industry: Industry) -> Result<SiteKey, AppError> {
    Ok(sites::landing(&services(), industry).await?.key)
}

/// Takes a filled-in form from a page that is alive; goes on to the page that says thanks. What comes back otherwise is the
/// ticket with which a person sends the form once more.
///
/// `query` is the query of the page's address, `referrer` the page before. `website` is a field that
/// people don't see.
#[server(endpoint = "leads/submit")]
pub async fn submit_lead(
    industry: Industry,
    form: LeadForm,
    #[server(default)] query: String,
    #[server(default)] referrer: String,
    #[server(default)] website: String,
    #[server(default)] ticket: String,
) -> Result<Option<String>, AppError> {
    let submission = Submission {
        industry,
        form,
        touch: touch(industry, &query, &referrer),
        ticket,
        is_decoy_filled: !website.is_empty(),
    };
    let submitted = leads::submit_form(&services(), submission, &client_info()?).await?;
    match submitted {
        // A page from before the form had steps sends it by itself, and shows nothing of ours: what is held, somebody looks at.
        Submitted::Held(press) if !is_plain_form() => Ok(Some(press)),
        _ => {
            redirect(&thanks(industry));
            Ok(None)
        }
    }
}

/// The page after the form.
#[cfg(feature = "ssr")]
fn thanks(industry: Industry) -> String {
    format!("/leads/{}/thanks", industry.slug())
}

/// What a step answers that a browser sent by itself.
#[cfg(feature = "ssr")]
pub enum Answer {
    /// All is done; the address to go on to.
    Done(String),
    /// The page, at the step where its visitor is now.
    Page(Box<Arrival>),
}

/// The name of the field that says which questions the page showed.
pub const SEEN: &str = "seen";

/// Takes a step of the form as a browser sends it by itself: its fields carry all that was typed before.
#[cfg(feature = "ssr")]
pub async fn take_step(
    services: &Services,
    client: &ClientInfo,
    industry: Industry,
    query: &str,
    fields: &[(String, String)],
) -> Answer {
    let find = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.clone())
    };
    let text = |wanted: &str| find(wanted).unwrap_or_default();
    let step = Step::of_number(&text("step"));
    let form = LeadForm::read(industry, find);
    let arrival = Arrival {
        referrer: text("referrer"),
        ticket: text("ticket"),
        form,
        step,
        ..Arrival::default()
    };
    let page = |arrival| Answer::Page(Box::new(arrival));
    if text("go") == "back" {
        let step = step.back().unwrap_or_default();
        return page(Arrival { step, ..arrival });
    }
    let errors = arrival.form.check_step(step);
    if !errors.is_empty() {
        return page(Arrival { errors, ..arrival });
    }
    if let Some(next) = step.next() {
        let is_more = asks_more(industry, &arrival.form, step, &text(SEEN));
        let step = if is_more { step } else { next };
        return page(Arrival { step, ..arrival });
    }
    let submission = Submission {
        industry,
        form: arrival.form.clone(),
        touch: touch(industry, query, &arrival.referrer),
        ticket: arrival.ticket.clone(),
        is_decoy_filled: !text("website").is_empty(),
    };
    match leads::submit_form(services, submission, client).await {
        Ok(Submitted::Held(press)) => page(Arrival {
            press: Some(press),
            ..arrival
        }),
        Ok(_) => Answer::Done(thanks(industry)),
        Err(error) => match AppError::from(error) {
            AppError::Fields(errors) => page(Arrival {
                step: errors
                    .first()
                    .map_or(step, |(field, _)| Step::of_field(*field)),
                errors,
                ..arrival
            }),
            problem => page(Arrival {
                problem: Some(problem),
                ..arrival
            }),
        },
    }
}

/// Whether an answer brings a question into the step that was not there when the page was made.
#[cfg(feature = "ssr")]
fn asks_more(industry: Industry, form: &LeadForm, step: Step, seen: &str) -> bool {
    beckon_domain::form::asked(industry, &form.answers)
        .into_iter()
        .any(|question| question.step == step && !seen.split(' ').any(|id| id == question.id))
}

/// What the server knows of the arrival while it renders the page; the browser knows nothing more. `origin` is the page
/// before the first of ours, where the address tells.
pub fn arrival(industry: Industry, origin: Option<String>) -> Arrival {
    #[cfg(feature = "ssr")]
    {
        use_context::<Arrival>().unwrap_or_else(|| Arrival {
            referrer: foreign_referrer().or(origin).unwrap_or_default(),
            ticket: fresh_ticket(industry),
            ..Arrival::default()
        })
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = (industry, origin);
        Arrival::default()
    }
}

#[cfg(feature = "ssr")]
fn fresh_ticket(industry: Industry) -> String {
    let is_kept =
        super::request_parts().is_some_and(|parts| parts.extensions.get::<Stencil>().is_some());
    if is_kept {
        TICKET_BLANK.to_owned()
    } else {
        leads::form_ticket(&services(), industry)
    }
}

/// The `Referer` header, unless it names this very host. The browser knows nothing of it.
pub fn foreign_referrer() -> Option<String> {
    #[cfg(feature = "ssr")]
    {
        let referrer = super::header(header::REFERER)?;
        let from = referrer.parse::<Uri>().ok()?.authority()?.to_string();
        (super::header(header::HOST)? != from).then_some(referrer)
    }
    #[cfg(not(feature = "ssr"))]
    None
}

#[cfg(feature = "ssr")]
fn touch(industry: Industry, query: &str, referrer: &str) -> Touch {
    touch_at(&format!("/leads/{}", industry.slug()), query, referrer)
}

/// Where somebody came from who arrived on a page with this query, from that page.
#[cfg(feature = "ssr")]
pub(super) fn touch_at(page: &str, query: &str, referrer: &str) -> Touch {
    // An address that can't be read says nothing of where the visitor came from.
    let pairs = format!("{page}?{}", query.trim_start_matches('?'))
        .parse::<Uri>()
        .ok()
        .and_then(|uri| Query::<Vec<(String, String)>>::try_from_uri(&uri).ok())
        .map(|Query(pairs)| pairs)
        .unwrap_or_default();
    Touch::from_query(
        pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    )
    .at(page, Some(referrer))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_touch_is_read_out_of_the_query() {
        let touch = touch(
            Industry::Solar,
            "?utm_source=google&utm_campaign=caf%C3%A9+spring&gclid=x",
            "https://www.google.com/",
        );
        assert_eq!(touch.source.as_deref(), Some("google"));
        assert_eq!(touch.campaign.as_deref(), Some("café spring"));
        assert_eq!(touch.gclid.as_deref(), Some("x"));
        assert_eq!(touch.landing_page.as_deref(), Some("/leads/solar"));
        assert_eq!(touch.referrer.as_deref(), Some("https://www.google.com/"));
    }

    #[test]
    fn odd_queries_are_no_fault() {
        for odd in ["", "?", "%zz", "a=%ff", "&&&=", " ", "é=ü", "utm_source"] {
            assert_eq!(touch(Industry::Legal, odd, "").source, None, "{odd}");
        }
    }
}
