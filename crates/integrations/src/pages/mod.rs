//! Looks at a customer's page as a browser would load it, and never at anything else: a request goes to the public
//! internet only, whatever a name resolves to and wherever a redirect leads.

mod address;
mod resolver;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{self, HeaderMap};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use url::{Host, Url};

pub use address::is_public;
use resolver::{NotPublic, PublicOnly};

/// How long the whole look may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Redirects followed.
const REDIRECTS_MAX: usize = 5;

/// Most of a page that is read; the tag is in its first half megabyte or nowhere.
const BODY_MAX: usize = 2 * 1024 * 1024;

/// How we introduce ourselves.
const USER_AGENT: &str = "Mozilla/5.0 (compatible; BeckonInstallCheck/1)";

/// A page as it was loaded.
#[derive(Debug)]
pub struct Page {
    /// Where it ended.
    pub url: Url,
    /// The HTTP status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its HTML, or the beginning of it.
    pub html: String,
}

/// Why a page could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// Its name is unknown.
    #[error("no such name")]
    Name,
    /// It is on a private network.
    #[error("a private address")]
    Private,
    /// Nobody answered in time.
    #[error("no answer in time")]
    Silent,
    /// No connection came about, or it broke.
    #[error("no good connection: {0}")]
    Connection(#[source] reqwest::Error),
    /// More than five redirects, or one to nowhere.
    #[error("too many redirects")]
    Redirects,
    /// A redirect leads where the caller does not want to go.
    #[error("redirected elsewhere")]
    Elsewhere,
}

/// Where requests may go.
pub struct Bounds<'a> {
    /// Whether an address is worth a request; asked for each redirect.
    pub may_visit: &'a (dyn Fn(&Url) -> bool + Sync),
    /// Whether private networks are open: for developing only.
    pub allows_private: bool,
}

/// Loads a page over HTTP or HTTPS, without cookies.
pub async fn load(url: Url, bounds: &Bounds<'_>) -> Result<Page, PageError> {
    match tokio::time::timeout(PATIENCE, follow(url, bounds)).await {
        Ok(result) => result,
        Err(_) => Err(PageError::Silent),
    }
}

async fn follow(mut url: Url, bounds: &Bounds<'_>) -> Result<Page, PageError> {
    let client = client(bounds)?;
    for _ in 0..=REDIRECTS_MAX {
        check(&url, bounds)?;
        let response = client
            .get(url.clone())
            .header(header::ACCEPT, "text/html")
            .send()
            .await
            .map_err(explain)?;
        match next(&response)? {
            Some(to) => url = to,
            None => return read(response).await,
        }
    }
    Err(PageError::Redirects)
}

/// No proxy of the environment comes between: it would resolve names for itself.
fn client(bounds: &Bounds<'_>) -> Result<Client, PageError> {
    let client = Client::builder()
        .user_agent(USER_AGENT)
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(PATIENCE / 2)
        .pool_max_idle_per_host(0);
    let client = if bounds.allows_private {
        client
    } else {
        client.dns_resolver(Arc::new(PublicOnly))
    };
    client.build().map_err(PageError::Connection)
}

/// An address in digits is connected to without being resolved, and so it is looked at here.
fn check(url: &Url, bounds: &Bounds<'_>) -> Result<(), PageError> {
    if !matches!(url.scheme(), "http" | "https")
        || !url.username().is_empty()
        || !(bounds.may_visit)(url)
    {
        return Err(PageError::Elsewhere);
    }
    let address = match url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        Some(Host::Domain(_)) => None,
        None => return Err(PageError::Elsewhere),
    };
    if address.is_some_and(|address| !is_public(address)) && !bounds.allows_private {
        return Err(PageError::Private);
    }
    Ok(())
}

/// Where a response leads on to.
fn next(response: &Response) -> Result<Option<Url>, PageError> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let Some(location) = response.headers().get(header::LOCATION) else {
        return Ok(None);
    };
    let location = location.to_str().map_err(|_| PageError::Redirects)?;
    let to = response
        .url()
        .join(location)
        .map_err(|_| PageError::Redirects)?;
    Ok(Some(to))
}

async fn read(mut response: Response) -> Result<Page, PageError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(explain)? {
        let room = BODY_MAX - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if body.len() == BODY_MAX {
            break;
        }
    }
    Ok(Page {
        url: response.url().clone(),
        status: response.status(),
        headers: response.headers().clone(),
        // What is looked for is ASCII in every encoding that pages use.
        html: String::from_utf8_lossy(&body).into_owned(),
    })
}

fn explain(error: reqwest::Error) -> PageError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return PageError::Private;
        }
        if error.is::<resolver::Unknown>() {
            return PageError::Name;
        }
        cause = error.source();
    }
    if error.is_timeout() {
        return PageError::Silent;
    }
    PageError::Connection(error)
}
