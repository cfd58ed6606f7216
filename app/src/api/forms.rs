//! The lead form of a landing page.

use beckon_domain::form::LeadForm;
use beckon_domain::industry::Industry;
use beckon_domain::site::SiteKey;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{client_info, draft, services},
    axum::extract::Query,
    axum::http::{Uri, header},
    beckon_domain::attribution::Touch,
    beckon_domain::form::NOTES_MAX,
    beckon_services::{leads, sites},
    leptos_axum::redirect,
};

/// Where drafts of the form may be read.
#[cfg(feature = "ssr")]
const PATH: &str = "/leads";

/// How the visitor came to the page, and what they had typed when the form was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrival {
    /// The page before, unless it is one of ours.
    pub referrer: String,
    /// What was typed.
    pub form: LeadForm,
}

/// The key with which an industry's landing page loads the widget.
#[server(endpoint = "leads/site-key")]
pub async fn landing_site_key(industry: Industry) -> Result<SiteKey, AppError> {
    Ok(sites::landing(&services(), industry).await?.key)
}

/// Takes a filled-in form; goes on to the page that says thanks.
///
/// `query` is the query of the page's address, `referrer` the page before. `website` is a field that
/// people don't see: who fills it in is thanked, and nothing is stored.
#[server(endpoint = "leads/submit")]
pub async fn submit_lead(
    industry: Industry,
    form: LeadForm,
    #[server(default)] query: String,
    #[server(default)] referrer: String,
    #[server(default)] website: String,
) -> Result<(), AppError> {
    if website.is_empty() {
        let touch = touch(industry, &query, &referrer);
        let typed = Arrival {
            referrer,
            form: shortened(form.clone()),
        };
        leads::submit_form(&services(), industry, form, touch, &client_info()?)
            .await
            .map_err(|error| draft::refuse::<SubmitLead>(PATH, &typed, error.into()))?;
    }
    draft::forget(PATH);
    redirect(&format!("/leads/{}/thanks", industry.slug()));
    Ok(())
}

/// What the server knows of the arrival while it renders the page; the browser knows nothing more. `origin` is the page
/// before the first of ours, where the address tells.
pub fn arrival(origin: Option<String>) -> Arrival {
    #[cfg(feature = "ssr")]
    {
        draft::read().unwrap_or_else(|| Arrival {
            referrer: foreign_referrer().or(origin).unwrap_or_default(),
            ..Arrival::default()
        })
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = origin;
        Arrival::default()
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

/// The form cut to what it may hold, so that its draft stays small.
#[cfg(feature = "ssr")]
fn shortened(form: LeadForm) -> LeadForm {
    const LINE: usize = 160;
    let cut = |text: String, most: usize| text.chars().take(most).collect::<String>();
    LeadForm {
        name: cut(form.name, LINE),
        email: cut(form.email, LINE),
        phone: cut(form.phone, LINE),
        location: cut(form.location, LINE),
        timeline: cut(form.timeline, LINE),
        budget: cut(form.budget, LINE),
        notes: cut(form.notes, NOTES_MAX),
        consent: cut(form.consent, LINE),
    }
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
