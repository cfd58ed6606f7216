//! What a customer's page asks for: the launcher's settings, and the page in the iframe.

mod colour;
mod page;
mod texts;

use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use beckon_app::api::PublicUrl;
use beckon_domain::id::OrganizationId;
use beckon_domain::site::{Origin, Site, SiteKey};
use beckon_domain::widget::{Language, WidgetConfig};
use beckon_services::{Services, sites};
use serde::{Deserialize, Serialize};

use crate::http::{is_own, unavailable};
use crate::state::AppState;

/// The page in the iframe as Trunk built it, if it was built.
#[derive(Clone)]
pub(crate) struct FramePage(Option<Arc<str>>);

impl FramePage {
    pub(crate) fn read(widget_root: &Path) -> Self {
        let file = widget_root.join("index.html");
        match std::fs::read_to_string(&file) {
            Ok(page) => Self(Some(page.into())),
            Err(error) => {
                tracing::warn!(file = %file.display(), %error, "the widget is not built: its page can't be served");
                Self(None)
            }
        }
    }
}

/// The site that an address names, by its key.
pub(crate) struct FoundSite(OrganizationId, Site);

impl FromRequestParts<AppState> for FoundSite {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let unknown =
            || (StatusCode::NOT_FOUND, "There is no site with this key.\n").into_response();
        let key = parts.uri.path().split('/').nth(2).unwrap_or_default();
        let key: SiteKey = key.parse().map_err(|_| unknown())?;
        match sites::by_key(&state.services, &key).await {
            Ok(Some((organization, site))) => Ok(Self(organization, site)),
            Ok(None) => Err(unknown()),
            Err(error) => {
                tracing::warn!(%error, "can't look a site up");
                Err(unavailable())
            }
        }
    }
}

/// What the address of a request asks for.
#[derive(Deserialize)]
pub(crate) struct Wish {
    /// The language that the host page wants, as in `data-language`.
    language: Option<String>,
}

impl Wish {
    /// What the widget is like for this visitor: the host page knows its language best, the browser next.
    fn config(&self, services: &Services, site: &Site, headers: &HeaderMap) -> WidgetConfig {
        let accepted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let wanted = self.language.as_deref().and_then(Language::of_tag);
        match wanted {
            Some(language) => site
                .widget
                .config(language, sites::attendance(services, site)),
            None => sites::config(services, site, accepted),
        }
    }
}

/// What the launcher needs, for pages on the site's allow-list.
pub(crate) async fn config(
    FoundSite(organization, site): FoundSite,
    Query(wish): Query<Wish>,
    State(public_url): State<PublicUrl>,
    State(services): State<Services>,
    headers: HeaderMap,
) -> Response {
    let own = !headers.contains_key(header::ORIGIN) || is_own(&headers, &public_url);
    let allowed = headers
        .get(header::ORIGIN)
        .and_then(|origin| Origin::parse(origin.to_str().ok()?).ok())
        .filter(|origin| site.allowed_origins.contains(origin));
    if let Some(origin) = &allowed
        && let Err(error) = sites::note_seen(&services, organization, site.id, origin).await
    {
        tracing::warn!(%error, "can't note that a widget was loaded");
    }
    let mut response = if own || allowed.is_some() {
        let config = wish.config(&services, &site, &headers);
        Json(Launcher::new(&config)).into_response()
    } else {
        let body = "This page is not on the site's list of allowed origins. Its owner adds it under Sites in Beckon.\n";
        (StatusCode::FORBIDDEN, body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(
        header::VARY,
        HeaderValue::from_static("origin, accept-language"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, max-age=60"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    if let Some(origin) = allowed.and_then(|origin| HeaderValue::from_str(origin.as_str()).ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

/// The settings, with the few words that the launcher says itself.
#[derive(Serialize)]
struct Launcher<'a> {
    #[serde(flatten)]
    config: &'a WidgetConfig,
    texts: [&'static str; 4],
}

impl<'a> Launcher<'a> {
    fn new(config: &'a WidgetConfig) -> Self {
        let texts = texts::in_language(config.language);
        Self {
            config,
            texts: ["open_chat", "close_chat", "open_chat_unread", "dismiss"]
                .map(|name| texts.get(name)),
        }
    }
}

/// The page in the iframe. Browsers show it only on pages of the allow-list, and on our own.
pub(crate) async fn frame(
    FoundSite(_, site): FoundSite,
    Query(wish): Query<Wish>,
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Response {
    let Some(template) = state.frame.0 else {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            "The widget is not built.\n",
        )
            .into_response();
    };
    let nonce = hex::encode(rand::random::<[u8; 16]>());
    let config = wish.config(&state.services, &site, &headers);
    let mut response = Html(page::page(&template, &site.key, &config, &nonce)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy(&site, &nonce)) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    response
}

/// An [`Origin`] has no character that could end a directive.
fn policy(site: &Site, nonce: &str) -> String {
    let ancestors = site
        .allowed_origins
        .iter()
        .map(Origin::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let logo = site.widget.appearance.logo.as_ref();
    let logo = logo.and_then(|logo| logo_source(logo.as_str()));
    let logo = logo.map_or_else(String::new, |origin| format!(" {origin}"));
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:{logo}; media-src 'self' blob:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self' {ancestors}"
    )
}

/// From where the picture beside the title may be loaded.
fn logo_source(address: &str) -> Option<Origin> {
    let authority = address.find("://").map(|at| at + 3)?;
    let end = address[authority..]
        .find(['/', '?', '#'])
        .map_or(address.len(), |at| authority + at);
    Origin::parse(&address[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use beckon_domain::id::SiteId;
    use beckon_domain::industry::Industry;
    use beckon_domain::widget::WidgetSettings;

    fn site(greeting: &str) -> Site {
        Site {
            id: SiteId::generate(chrono::DateTime::UNIX_EPOCH),
            key: SiteKey::from_bytes([7; 20]),
            name: "Shop".into(),
            industry: Industry::Solar,
            allowed_origins: vec![Origin::parse("https://shop.example.com").unwrap()],
            widget: WidgetSettings::new("Shop", greeting),
        }
    }

    #[test]
    fn a_logo_may_come_from_where_it_is() {
        let source = |address| logo_source(address).map(|origin| origin.to_string());
        assert_eq!(
            source("https://cdn.example.com/a.png?b").as_deref(),
            Some("https://cdn.example.com")
        );
        assert_eq!(source("https://cdn.example.com; script-src *"), None);
    }

    #[test]
    fn only_allowed_pages_may_frame_it() {
        assert!(
            policy(&site(""), "n").ends_with("frame-ancestors 'self' https://shop.example.com")
        );
    }
}
