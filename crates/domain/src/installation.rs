//! Whether a site's line of HTML is in place: when it was really loaded, and what a look at the page found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::site::{Origin, SiteKey};

/// What is known of a site's installation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    /// When the widget was last loaded by a browser, to the minute, and on which origin.
    pub seen: Option<(DateTime<Utc>, Origin)>,
    /// When a page was last looked at, and what was found.
    pub checked: Option<(DateTime<Utc>, Report)>,
}

/// What a look at a page found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The page's address as asked for.
    pub url: String,
    /// What was found, in the order of the look.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether the widget works there, as far as can be seen from outside.
    pub fn is_good(&self) -> bool {
        !self.findings.iter().any(Finding::is_problem)
    }
}

/// Why a page could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreachable {
    /// Its name is unknown.
    Name,
    /// Its address is of a private network, into which no request goes.
    Private,
    /// Nobody answers, or not in time.
    Silent,
    /// Its certificate or its connection is not right.
    Connection,
    /// It leads on and on.
    Redirects,
    /// It leads to an address that is not on the site's list.
    Elsewhere,
}

/// What a policy of the page concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Directive {
    /// Where scripts come from.
    ScriptSrc,
    /// Which frames it holds.
    FrameSrc,
    /// Whom its scripts may ask.
    ConnectSrc,
}

impl Directive {
    /// As a policy writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ScriptSrc => "script-src",
            Self::FrameSrc => "frame-src",
            Self::ConnectSrc => "connect-src",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Finding {
    /// The page could not be loaded.
    NotLoaded {
        /// Why.
        why: Unreachable,
    },
    /// It answers with an error.
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// It was loaded.
    Loaded {
        /// From where in the end.
        origin: Origin,
    },
    /// The page is on the list of allowed origins.
    Allowed,
    /// The page is on no allowed origin, so that the widget does not load.
    NotAllowed {
        /// The page's own.
        origin: Origin,
    },
    /// The tag is there.
    Tag,
    /// It is there more than once.
    TagTwice,
    /// It is there, with the key of another site.
    OtherKey {
        /// That key.
        key: SiteKey,
    },
    /// It is there without the key, or with something else in its place.
    NoKey,
    /// It asks another server for the script.
    OtherServer {
        /// The script's address.
        src: String,
    },
    /// It is not in the page's HTML.
    NoTag,
    /// It is not in the HTML, but browsers did load the widget on this origin within a day.
    SeenWithoutTag,
    /// The page comes over HTTPS and the script would not.
    Insecure,
    /// No policy of the page stands in the way.
    PolicyFine,
    /// A policy of the page forbids a part of the widget.
    PolicyForbids {
        /// Which directive.
        directive: Directive,
        /// Whether only a nonce or a hash would do.
        needs_nonce: bool,
    },
    /// The page lets no frame in that does not isolate itself.
    Isolated,
}

impl Finding {
    /// Whether it keeps the widget from working.
    pub const fn is_problem(&self) -> bool {
        !matches!(
            self,
            Self::Loaded { .. }
                | Self::Allowed
                | Self::Tag
                | Self::TagTwice
                | Self::SeenWithoutTag
                | Self::PolicyFine
        )
    }

    /// What was found, and what to do about it; `public_url` is where this installation is reached.
    pub fn words(&self, public_url: &str) -> (String, String) {
        let (what, to_do) = match self {
            Self::NotLoaded { why } => return why.words(),
            Self::Status { status } => (
                format!("The page answers with an error ({status})."),
                "Check the address. A page behind a login or a bot filter can't be looked at from outside; open it in a browser and see when the widget was last loaded.".to_owned(),
            ),
            Self::Loaded { origin } => (format!("The page was loaded from {origin}."), String::new()),
            Self::Allowed => ("Its origin is on the list of allowed origins.".to_owned(), String::new()),
            Self::NotAllowed { origin } => (
                format!("{origin} is not on the list of allowed origins."),
                format!("Add {origin} under General. The widget loads nowhere else."),
            ),
            Self::Tag => ("The line of HTML is there, with this site's key.".to_owned(), String::new()),
            Self::TagTwice => (
                "The line of HTML is there more than once.".to_owned(),
                "The widget shows once all the same. Remove the others to save a download.".to_owned(),
            ),
            Self::OtherKey { key } => (
                format!("The line of HTML has the key of another site: {key}."),
                "Replace it by the line above.".to_owned(),
            ),
            Self::NoKey => (
                "The script is there, but without a key in data-site.".to_owned(),
                "Copy the whole line above; some editors remove the data-site attribute, and then a recipe below helps.".to_owned(),
            ),
            Self::OtherServer { src } => (
                format!("The script is asked for at {src}."),
                format!("It must come from {public_url}/widget.js. Replace the line by the one above."),
            ),
            Self::NoTag => (
                "The line of HTML is not in the page.".to_owned(),
                "Paste it before </body>, publish the page, and empty its cache. If a tag manager or a framework adds it, open the page once in a browser and check again.".to_owned(),
            ),
            Self::SeenWithoutTag => (
                "The line is not in the page's HTML, but browsers load the widget there: a script adds it.".to_owned(),
                String::new(),
            ),
            Self::Insecure => (
                "The page comes over HTTPS, and this server does not: browsers refuse to mix them.".to_owned(),
                "Serve Beckon over HTTPS and set BECKON_PUBLIC_URL to that address.".to_owned(),
            ),
            Self::PolicyFine => (
                "No Content-Security-Policy of the page stands in the way.".to_owned(),
                String::new(),
            ),
            Self::PolicyForbids { directive, needs_nonce: true } => (
                format!("The page's Content-Security-Policy lets only scripts with its nonce or hash run ({}).", directive.as_str()),
                "Give the line above the page's nonce: nonce=\"…\", as the page's other scripts have it.".to_owned(),
            ),
            Self::PolicyForbids { directive, .. } => (
                format!("The page's Content-Security-Policy forbids it ({}).", directive.as_str()),
                format!("Add {public_url} to {} of the policy.", directive.as_str()),
            ),
            Self::Isolated => (
                "The page isolates itself (Cross-Origin-Embedder-Policy), which keeps the chat's frame out.".to_owned(),
                "Send that header only on the pages that need it, or not at all.".to_owned(),
            ),
        };
        (what, to_do)
    }
}

impl Unreachable {
    fn words(self) -> (String, String) {
        let (what, to_do) = match self {
            Self::Name => (
                "There is no such host name.",
                "Check the address for a typing error; a new name takes a while to be known.",
            ),
            Self::Private => (
                "The address is of a private network, and requests into one are refused.",
                "Check a public page. While developing, BECKON_CHECK_PRIVATE_PAGES lets the check look at allowed origins on this machine.",
            ),
            Self::Silent => (
                "The page's server does not answer in time.",
                "Open the page in a browser. If it works there, the server may refuse requests that come from no browser.",
            ),
            Self::Connection => (
                "No good connection to the page's server comes about.",
                "Check that the address has the right scheme and port, and that its certificate is valid.",
            ),
            Self::Redirects => (
                "The page redirects on and on.",
                "Enter the address at which it ends.",
            ),
            Self::Elsewhere => (
                "The page redirects to an origin that is not on the list of allowed origins.",
                "Add that origin under General, or enter another page.",
            ),
        };
        (what.to_owned(), to_do.to_owned())
    }
}
