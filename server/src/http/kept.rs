//! Landing pages as they were rendered a moment ago, for whoever comes next: all that differs between two visitors are the
//! response's nonce and the form's ticket, which each of them gets anew.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERER, TRANSFER_ENCODING,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use beckon_app::api::forms::{Stencil, TICKET_BLANK};
use beckon_domain::account::Identity;
use beckon_domain::industry::Industry;
use beckon_services::{Services, leads};
use dashmap::DashMap;

use super::unavailable;

/// How long a page is kept.
const LIFE: Duration = Duration::from_secs(10);

/// Larger pages are none of ours.
const BYTES_MAX: usize = 1 << 20;

/// The query of a page with the offer.
const OFFER: &str = "offer=special";

/// A page's path, and whether it is shown with the offer: a handful, for all else in an address makes a page of its own.
type Key = (Box<str>, bool);

/// What is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeptPages(Arc<DashMap<Key, Arc<Page>>>);

/// A page with blanks.
#[derive(Debug)]
struct Page {
    headers: HeaderMap,
    pieces: Vec<Piece>,
    length: usize,
    /// The nonce of the one for whom it was rendered.
    nonce: String,
    rendered: Instant,
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(Bytes),
    Nonce,
    Ticket,
}

/// Answers with a kept page, where the request is for one and says nothing of where its visitor comes from.
pub(crate) async fn keep_pages(
    State(kept): State<KeptPages>,
    State(services): State<Services>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some((industry, key)) = of_everybody(&request) else {
        return next.run(request).await;
    };
    let fresh = |page: &Arc<Page>| page.rendered.elapsed() < LIFE;
    let found = kept.0.get(&key).map(|page| Arc::clone(&page)).filter(fresh);
    let page = if let Some(page) = found {
        page
    } else {
        request.extensions_mut().insert(Stencil);
        let page = match Page::read(next.run(request).await).await {
            Ok(page) => Arc::new(page),
            Err(response) => return response,
        };
        kept.0.insert(key, Arc::clone(&page));
        page
    };
    let ticket = leads::form_ticket(&services, industry);
    page.fill(&hex::encode(rand::random::<[u8; 16]>()), &ticket)
}

/// What a request asks for, if that is a page which all are shown alike.
fn of_everybody(request: &Request) -> Option<(Industry, Key)> {
    let uri = request.uri();
    let is_special = match uri.query() {
        None | Some("") => false,
        Some(OFFER) => true,
        Some(_) => return None,
    };
    let mut parts = uri.path().strip_prefix("/leads/")?.splitn(2, '/');
    let industry = parts.next()?.parse().ok()?;
    let is_page = matches!(parts.next(), None | Some("guide" | "compare"));
    let is_signed_in = matches!(
        request.extensions().get::<Option<Identity>>(),
        Some(Some(_))
    );
    let is_everybodys = request.method() == Method::GET
        && is_page
        && !is_signed_in
        && !comes_from_elsewhere(request.headers());
    is_everybodys.then(|| (industry, (uri.path().into(), is_special)))
}

/// Whether the page says where its visitor came from.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    headers.get(REFERER).is_some_and(|referrer| {
        let uri = referrer
            .to_str()
            .ok()
            .and_then(|text| text.parse::<Uri>().ok());
        uri.and_then(|uri| Some(uri.authority()?.to_string()))
            .as_deref()
            != host
    })
}

impl Page {
    /// Takes a response apart; gives back one that is no page to keep.
    async fn read(response: Response) -> Result<Self, Response> {
        let (mut parts, body) = response.into_parts();
        let nonce = parts
            .headers
            .get(CONTENT_SECURITY_POLICY)
            .and_then(|policy| nonce(policy.to_str().ok()?))
            .map(str::to_owned);
        let is_html = parts
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let nonce = match nonce {
            Some(nonce) if parts.status == StatusCode::OK && is_html => nonce,
            _ => return Err(Response::from_parts(parts, body)),
        };
        let Ok(bytes) = to_bytes(body, BYTES_MAX).await else {
            return Err(unavailable());
        };
        parts.headers.remove(TRANSFER_ENCODING);
        parts.headers.remove(CONTENT_LENGTH);
        let pieces = pieces(&bytes, &nonce);
        Ok(Self {
            headers: parts.headers,
            pieces,
            length: bytes.len(),
            nonce,
            rendered: Instant::now(),
        })
    }

    /// The page of one visitor.
    fn fill(&self, nonce: &str, ticket: &str) -> Response {
        let mut body = Vec::with_capacity(self.length + 16 * self.pieces.len() + ticket.len());
        for piece in &self.pieces {
            body.extend_from_slice(match piece {
                Piece::Text(text) => text,
                Piece::Nonce => nonce.as_bytes(),
                Piece::Ticket => ticket.as_bytes(),
            });
        }
        let mut headers = self.headers.clone();
        if let Some(policy) = headers.get_mut(CONTENT_SECURITY_POLICY) {
            let renewed = policy.to_str().map(|text| text.replace(&self.nonce, nonce));
            match renewed.map(HeaderValue::try_from) {
                Ok(Ok(renewed)) => *policy = renewed,
                _ => return unavailable(),
            }
        }
        (headers, Body::from(body)).into_response()
    }
}

/// The nonce that a policy allows.
fn nonce(policy: &str) -> Option<&str> {
    let (_, rest) = policy.split_once("'nonce-")?;
    Some(rest.split_once('\'')?.0)
}

/// A page, taken apart where a nonce or a ticket stands.
fn pieces(page: &Bytes, nonce: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let nonces = memchr::memmem::find_iter(page, nonce).map(|at| (at, nonce.len(), Piece::Nonce));
    let tickets = memchr::memmem::find_iter(page, TICKET_BLANK)
        .map(|at| (at, TICKET_BLANK.len(), Piece::Ticket));
    let mut blanks: Vec<_> = nonces.chain(tickets).collect();
    blanks.sort_by_key(|(at, ..)| *at);
    for (at, length, blank) in blanks {
        pieces.push(Piece::Text(page.slice(begin..at)));
        pieces.push(blank);
        begin = at + length;
    }
    pieces.push(Piece::Text(page.slice(begin..)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(uri: &str, referrer: Option<&str>) -> Request {
        let mut request = Request::get(uri).header(HOST, "beckon.example");
        if let Some(referrer) = referrer {
            request = request.header(REFERER, referrer);
        }
        request.body(Body::empty()).unwrap()
    }

    #[test]
    fn a_page_is_everybodys_unless_it_says_where_somebody_came_from() {
        for uri in [
            "/leads/solar",
            "/leads/legal/guide",
            "/leads/solar?offer=special",
        ] {
            assert!(of_everybody(&request(uri, None)).is_some(), "{uri}");
            let inside = Some("https://beckon.example/leads/solar");
            assert!(of_everybody(&request(uri, inside)).is_some(), "{uri}");
            let outside = Some("https://www.google.com/");
            assert!(of_everybody(&request(uri, outside)).is_none(), "{uri}");
        }
        for uri in [
            "/",
            "/leads/plumbing",
            "/leads/solar/thanks",
            "/leads/solar?gclid=1",
        ] {
            assert!(of_everybody(&request(uri, None)).is_none(), "{uri}");
        }
    }

    #[tokio::test]
    async fn each_visitor_gets_a_nonce_and_a_ticket_of_their_own() {
        let body = format!(
            "<script nonce=\"abc\"></script><input value=\"{TICKET_BLANK}\"><b nonce=\"abc\">"
        );
        let headers = [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (
                CONTENT_SECURITY_POLICY,
                "script-src 'nonce-abc'; style-src 'nonce-abc'",
            ),
        ];
        let page = Page::read((headers, body).into_response()).await.unwrap();
        let filled = page.fill("fresh", "signed");
        let policy = &filled.headers()[CONTENT_SECURITY_POLICY];
        assert_eq!(policy, "script-src 'nonce-fresh'; style-src 'nonce-fresh'");
        let body = to_bytes(filled.into_body(), BYTES_MAX).await.unwrap();
        assert_eq!(
            body,
            "<script nonce=\"fresh\"></script><input value=\"signed\"><b nonce=\"fresh\">"
        );
    }

    #[tokio::test]
    async fn what_is_no_page_is_handed_on() {
        let missing = (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/html")], "none");
        let response = Page::read(missing.into_response()).await.unwrap_err();
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }
}
