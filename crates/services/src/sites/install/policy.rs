//! What a page's Content-Security-Policy (level 3) lets the widget do: run its script, hold its frame, ask for its
//! settings.

use beckon_domain::installation::Directive;
use url::Url;

/// One policy; a page with several obeys all of them.
#[derive(Debug)]
pub(super) struct Policy(Vec<(String, Vec<String>)>);

impl Policy {
    /// The policies of a header: a comma separates them.
    pub(super) fn parse_all(text: &str) -> impl Iterator<Item = Self> {
        text.split(',').map(|policy| {
            let mut directives: Vec<(String, Vec<String>)> = Vec::new();
            for directive in policy.split(';') {
                let mut words = directive.split_ascii_whitespace();
                let Some(name) = words.next().map(str::to_ascii_lowercase) else {
                    continue;
                };
                // The first of a name counts.
                if !directives.iter().any(|(other, _)| *other == name) {
                    directives.push((name, words.map(ToOwned::to_owned).collect()));
                }
            }
            Self(directives)
        })
    }

    /// Whether the widget of `server` may do this on `page`, its script bearing `nonce`.
    pub(super) fn allows(
        &self,
        directive: Directive,
        server: &str,
        page: &Url,
        nonce: Option<&str>,
    ) -> bool {
        let Some(sources) = self.sources(directive) else {
            return true;
        };
        let Ok(server) = Url::parse(server) else {
            return false;
        };
        if directive == Directive::ScriptSrc {
            let has_nonce = nonce.is_some_and(|nonce| {
                sources
                    .iter()
                    .any(|source| *source == format!("'nonce-{nonce}'"))
            });
            if has_nonce || is_strict(sources) {
                return has_nonce;
            }
        }
        let path = match directive {
            Directive::ScriptSrc => "/widget.js",
            Directive::FrameSrc | Directive::ConnectSrc => "/widget/",
        };
        sources
            .iter()
            .any(|source| matches(source, &server, path, page))
    }

    /// Whether only scripts with a nonce or a hash run.
    pub(super) fn is_by_nonce(&self) -> bool {
        self.sources(Directive::ScriptSrc).is_some_and(|sources| {
            is_strict(sources) || sources.iter().any(|source| source.starts_with("'nonce-"))
        })
    }

    /// The sources that count for a directive, after its fallbacks; nothing where none is given.
    fn sources(&self, directive: Directive) -> Option<&[String]> {
        let names: &[&str] = match directive {
            Directive::ScriptSrc => &["script-src-elem", "script-src", "default-src"],
            Directive::FrameSrc => &["frame-src", "child-src", "default-src"],
            Directive::ConnectSrc => &["connect-src", "default-src"],
        };
        names.iter().find_map(|name| {
            let (_, sources) = self.0.iter().find(|(other, _)| other == name)?;
            Some(sources.as_slice())
        })
    }
}

/// With `'strict-dynamic'`, host names no longer count.
fn is_strict(sources: &[String]) -> bool {
    sources
        .iter()
        .any(|source| source.eq_ignore_ascii_case("'strict-dynamic'"))
}

/// Whether a source matches an address at `server`.
fn matches(source: &str, server: &Url, path: &str, page: &Url) -> bool {
    let source = source.to_ascii_lowercase();
    match source.as_str() {
        "*" => matches!(server.scheme(), "http" | "https") || server.scheme() == page.scheme(),
        "'self'" => server.origin() == page.origin(),
        quoted if quoted.starts_with('\'') => false,
        scheme if scheme.ends_with(':') => is_scheme(scheme.trim_end_matches(':'), server.scheme()),
        host => matches_host(host, server, path, page),
    }
}

/// A policy's `http` lets `https` in as well.
fn is_scheme(allowed: &str, scheme: &str) -> bool {
    allowed == scheme || (allowed == "http" && scheme == "https")
}

fn matches_host(source: &str, server: &Url, path: &str, page: &Url) -> bool {
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (scheme, rest),
        None => (page.scheme(), source),
    };
    let (authority, allowed_path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let server_port = server.port_or_known_default();
    let port_fits = match port {
        Some("*") => true,
        Some(port) => port.parse().ok() == server_port,
        None => server.port().is_none(),
    };
    let name = server.host_str().unwrap_or_default();
    let host_fits = match host.strip_prefix("*.") {
        Some(domain) => name
            .strip_suffix(domain)
            .is_some_and(|rest| rest.ends_with('.')),
        None => host == name,
    };
    let path_fits = match allowed_path {
        "" | "/" => true,
        folder if folder.ends_with('/') => path.starts_with(folder),
        file => file == path,
    };
    is_scheme(scheme, server.scheme()) && host_fits && port_fits && path_fits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allows(policy: &str, directive: Directive) -> bool {
        allows_with(policy, directive, None)
    }

    fn allows_with(policy: &str, directive: Directive, nonce: Option<&str>) -> bool {
        let page = Url::parse("https://shop.example/a").unwrap();
        Policy::parse_all(policy)
            .all(|policy| policy.allows(directive, "https://beckon.example", &page, nonce))
    }

    #[test]
    fn sources_are_matched_as_browsers_do() {
        for (sources, is_allowed) in [
            ("https://beckon.example", true),
            ("https://BECKON.example", true),
            ("http://beckon.example", true),
            ("beckon.example", true),
            ("*.example", true),
            ("https://*.example:443", true),
            ("https://beckon.example:*", true),
            ("https:", true),
            ("*", true),
            ("https://beckon.example/widget.js", true),
            ("https://beckon.example/other.js", false),
            ("https://beckon.example:8443", false),
            ("https://*.beckon.example", false),
            ("https://notbeckon.example", false),
            ("wss:", false),
            ("'self'", false),
            ("'none'", false),
            ("", false),
        ] {
            assert_eq!(
                allows(&format!("script-src {sources}"), Directive::ScriptSrc),
                is_allowed,
                "{sources}"
            );
        }
    }

    #[test]
    fn directives_fall_back() {
        assert!(allows("img-src 'none'", Directive::ScriptSrc));
        assert!(!allows("default-src 'self'", Directive::FrameSrc));
        assert!(allows(
            "default-src 'self'; frame-src https:",
            Directive::FrameSrc
        ));
        assert!(allows(
            "default-src 'none'; child-src beckon.example",
            Directive::FrameSrc
        ));
        assert!(!allows(
            "script-src https:; script-src-elem 'self'",
            Directive::ScriptSrc
        ));
        assert!(!allows(
            "connect-src 'self'; connect-src *",
            Directive::ConnectSrc
        ));
        assert!(
            !allows("connect-src *, connect-src 'self'", Directive::ConnectSrc),
            "two policies"
        );
    }

    #[test]
    fn nonces_count_for_scripts() {
        let policy = "script-src 'nonce-abc' 'strict-dynamic' https:";
        assert!(!allows(policy, Directive::ScriptSrc));
        assert!(allows_with(policy, Directive::ScriptSrc, Some("abc")));
        assert!(!allows_with(policy, Directive::ScriptSrc, Some("other")));
        assert!(allows(
            "script-src 'nonce-abc' https:",
            Directive::ScriptSrc
        ));
    }

    proptest! {
        #[test]
        fn any_header_is_read(policy in "\\PC{0,120}") {
            let _ = allows(&policy, Directive::ScriptSrc);
        }
    }
}
