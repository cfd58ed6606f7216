//! Whether a site's line of HTML is in place: looks at a page as a browser would load it, and notes where browsers
//! really loaded the widget.

mod html;
mod policy;

use beckon_domain::account::Identity;
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_domain::installation::{Directive, Finding, Installation, Report, Unreachable};
use beckon_domain::site::{Origin, Site};
use beckon_integrations::pages::{self, Bounds, Page, PageError};
use beckon_store::{StoreError, sites};
use chrono::TimeDelta;
use url::Url;

use self::html::{Found, Tag};
use self::policy::Policy;
use super::SiteServiceError;
use crate::Services;

/// Longest address looked at, in bytes.
const URL_MAX: usize = 2_000;

/// How long a real load says that a page works whose HTML does not show why.
const SEEN_LATELY: TimeDelta = TimeDelta::days(1);

/// What is known of a site's installation.
pub async fn installation(
    services: &Services,
    identity: &Identity,
    site: SiteId,
) -> Result<Installation, SiteServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(sites::installation(&mut tx, site).await?)
}

/// Looks at a page of one of the site's origins; `page` without an origin is one of the first of them. `public_url` is
/// where browsers reach this installation.
pub async fn check_installation(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    page: &str,
    public_url: &str,
) -> Result<Installation, SiteServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = sites::find(&mut tx, site)
        .await?
        .ok_or(SiteServiceError::NotFound)?;
    let known = sites::installation(&mut tx, site).await?;
    // No transaction stays open while somebody else's server takes its time.
    drop(tx);
    if !services.limits.allows_check(site) {
        return Err(SiteServiceError::SlowDown);
    }
    let url = page_url(page, &found).ok_or(SiteServiceError::Page)?;
    let look = Look {
        services,
        site: &found,
        known: &known,
        public_url,
    };
    let report = Report {
        url: url.to_string(),
        findings: look.at(url).await,
    };
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    sites::note_check(&mut tx, site, &report, now).await?;
    tx.commit().await?;
    Ok(Installation {
        checked: Some((now, report)),
        ..known
    })
}

/// Notes that a browser loaded the widget on this origin; at most once a minute, as a busy page does it all the time.
pub async fn note_seen(
    services: &Services,
    organization: OrganizationId,
    site: SiteId,
    origin: &Origin,
) -> Result<(), StoreError> {
    if !services.limits.allows_note_of_load(site) {
        return Ok(());
    }
    let mut tx = services.store.tenant(organization).await?;
    sites::note_seen(&mut tx, site, origin, services.clock.now()).await?;
    tx.commit().await
}

/// The address as typed: whole, or a path of the site's first origin.
fn page_url(typed: &str, site: &Site) -> Option<Url> {
    let typed = typed.trim();
    if typed.len() > URL_MAX {
        return None;
    }
    let url = if typed.contains("://") {
        Url::parse(typed).ok()?
    } else {
        let base = Url::parse(site.allowed_origins.first()?.as_str()).ok()?;
        base.join(&format!("/{}", typed.trim_start_matches('/')))
            .ok()?
    };
    is_allowed(&url, site).then_some(url)
}

fn origin_of(url: &Url) -> Option<Origin> {
    Origin::parse(&url.origin().ascii_serialization()).ok()
}

fn is_allowed(url: &Url, site: &Site) -> bool {
    origin_of(url).is_some_and(|origin| site.allowed_origins.contains(&origin))
}

/// A look at one page.
struct Look<'a> {
    services: &'a Services,
    site: &'a Site,
    known: &'a Installation,
    public_url: &'a str,
}

impl Look<'_> {
    async fn at(&self, url: Url) -> Vec<Finding> {
        let bounds = Bounds {
            may_visit: &|url: &Url| is_near(url, self.site),
            allows_private: self.services.checks_private_pages,
        };
        match pages::load(url, &bounds).await {
            Ok(page) => self.findings(&page),
            Err(error) => {
                tracing::info!(site = %self.site.id, %error, "a page can't be looked at");
                vec![Finding::NotLoaded { why: why(&error) }]
            }
        }
    }

    fn findings(&self, page: &Page) -> Vec<Finding> {
        let Some(origin) = origin_of(&page.url) else {
            return vec![Finding::NotLoaded {
                why: Unreachable::Elsewhere,
            }];
        };
        if !page.status.is_success() {
            return vec![Finding::Status {
                status: page.status.as_u16(),
            }];
        }
        let found = html::read(&page.html, &page.url);
        let mut findings = vec![Finding::Loaded {
            origin: origin.clone(),
        }];
        findings.push(if self.site.allowed_origins.contains(&origin) {
            Finding::Allowed
        } else {
            Finding::NotAllowed {
                origin: origin.clone(),
            }
        });
        findings.push(self.tag(&found, &origin));
        if page.url.scheme() == "https" && self.public_url.starts_with("http://") {
            findings.push(Finding::Insecure);
        }
        findings.extend(self.policies(page, &found));
        findings
    }

    fn tag(&self, found: &Found, origin: &Origin) -> Finding {
        let ours = format!("{}/widget.js", self.public_url);
        let key = self.site.key.as_str();
        let mine = |tag: &&Tag| tag.src == ours && tag.key.as_deref() == Some(key);
        match found.tags.iter().filter(mine).count() {
            0 => self.instead(found, &ours, origin),
            1 => Finding::Tag,
            _ => Finding::TagTwice,
        }
    }

    /// What is there instead of the tag.
    fn instead(&self, found: &Found, ours: &str, origin: &Origin) -> Finding {
        let Some(tag) = found.tags.first() else {
            return if self.was_seen_lately(origin) {
                Finding::SeenWithoutTag
            } else {
                Finding::NoTag
            };
        };
        let key = tag.key.as_deref().and_then(|key| key.parse().ok());
        match key {
            _ if tag.src != ours => Finding::OtherServer {
                src: tag.src.chars().take(200).collect(),
            },
            Some(key) if key != self.site.key => Finding::OtherKey { key },
            _ => Finding::NoKey,
        }
    }

    fn was_seen_lately(&self, origin: &Origin) -> bool {
        let since = self.services.clock.now() - SEEN_LATELY;
        matches!(&self.known.seen, Some((at, on)) if on == origin && *at >= since)
    }

    fn policies(&self, page: &Page, found: &Found) -> Vec<Finding> {
        let headers = page.headers.get_all("content-security-policy");
        let texts = headers.iter().filter_map(|value| value.to_str().ok());
        let policies: Vec<_> = texts
            .chain(found.policies.iter().map(String::as_str))
            .flat_map(Policy::parse_all)
            .collect();
        let nonce = found.tags.first().and_then(|tag| tag.nonce.as_deref());
        let mut findings: Vec<_> = [
            Directive::ScriptSrc,
            Directive::FrameSrc,
            Directive::ConnectSrc,
        ]
        .into_iter()
        .filter_map(|directive| {
            let forbids = policies
                .iter()
                .find(|policy| !policy.allows(directive, self.public_url, &page.url, nonce))?;
            let needs_nonce = directive == Directive::ScriptSrc && forbids.is_by_nonce();
            Some(Finding::PolicyForbids {
                directive,
                needs_nonce,
            })
        })
        .collect();
        if findings.is_empty() {
            findings.push(Finding::PolicyFine);
        }
        let isolation = page.headers.get("cross-origin-embedder-policy");
        let isolation = isolation
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if isolation.starts_with("require-corp") {
            findings.push(Finding::Isolated);
        }
        findings
    }
}

/// A redirect may lead to another origin of the list, or to where one most often leads: between HTTP and HTTPS, and
/// between a name with and without `www.`, of which the one that is not on the list is then found to be missing.
fn is_near(url: &Url, site: &Site) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let host_of = |url: &Url| url.host_str().map(bare);
    is_allowed(url, site)
        || site.allowed_origins.iter().any(|origin| {
            Url::parse(origin.as_str())
                .is_ok_and(|allowed| host_of(&allowed) == host_of(url) && url.port().is_none())
        })
}

const fn why(error: &PageError) -> Unreachable {
    match error {
        PageError::Name => Unreachable::Name,
        PageError::Private => Unreachable::Private,
        PageError::Silent => Unreachable::Silent,
        PageError::Connection(_) => Unreachable::Connection,
        PageError::Redirects => Unreachable::Redirects,
        PageError::Elsewhere => Unreachable::Elsewhere,
    }
}
