//! The sections of a site's settings.

use beckon_domain::id::SiteId;
use leptos::prelude::*;
use leptos_router::components::A;

/// A section, as the address names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionName {
    /// Name and origins.
    General,
    /// Looks.
    Appearance,
    /// Greeting and rules.
    Targeting,
    /// Who the assistant is, what it asks and may say.
    Assistant,
    /// Which engine answers, and what it costs.
    Engine,
    /// What it knows.
    Knowledge,
    /// When a person takes over.
    Handover,
    /// Languages.
    Languages,
    /// Business hours.
    Hours,
    /// The page on which visitors book.
    Booking,
    /// Offline form, rating, sound.
    Offline,
    /// Consent.
    Consent,
    /// Customers vouched for.
    Identity,
    /// The line of HTML, and whether it is there.
    Install,
}

impl SectionName {
    /// All of them, in their order.
    pub const ALL: [Self; 14] = [
        Self::General,
        Self::Appearance,
        Self::Targeting,
        Self::Assistant,
        Self::Engine,
        Self::Knowledge,
        Self::Handover,
        Self::Languages,
        Self::Hours,
        Self::Booking,
        Self::Offline,
        Self::Consent,
        Self::Identity,
        Self::Install,
    ];

    /// Its name in the address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Appearance => "appearance",
            Self::Targeting => "targeting",
            Self::Assistant => "assistant",
            Self::Engine => "engine",
            Self::Knowledge => "knowledge",
            Self::Handover => "handover",
            Self::Languages => "languages",
            Self::Hours => "hours",
            Self::Booking => "booking",
            Self::Offline => "offline",
            Self::Consent => "consent",
            Self::Identity => "identity",
            Self::Install => "install",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::General => "General",
            Self::Appearance => "Appearance",
            Self::Targeting => "Greeting and rules",
            Self::Assistant => "Assistant",
            Self::Engine => "Engine and budget",
            Self::Knowledge => "Knowledge",
            Self::Handover => "Handing over",
            Self::Languages => "Languages",
            Self::Hours => "Business hours",
            Self::Booking => "Booking page",
            Self::Offline => "Offline and rating",
            Self::Consent => "Consent",
            Self::Identity => "Identity",
            Self::Install => "Install",
        }
    }

    /// What it is about.
    pub const fn lede(self) -> &'static str {
        match self {
            Self::General => "What you call this site, and where its widget may load.",
            Self::Appearance => "How the widget looks on your pages.",
            Self::Targeting => "What the widget says by itself, and to whom.",
            Self::Assistant => "Who it is, what it asks, and what it must not do.",
            Self::Engine => "Who puts its answers into words, and what a month may cost.",
            Self::Knowledge => {
                "What it may tell about your business. It answers from here and invents nothing."
            }
            Self::Handover => {
                "When a person of yours takes over. The visitor hears the truth about the wait."
            }
            Self::Languages => "Which language the widget speaks with whom.",
            Self::Hours => {
                "When somebody is there to answer. Outside these hours, visitors are told when you are back."
            }
            Self::Booking => {
                "Where visitors book a time without the chat, and what it tells of you."
            }
            Self::Offline => {
                "What visitors are offered while nobody is there, and when a conversation is over."
            }
            Self::Consent => "What visitors agree to before anything about them is kept.",
            Self::Identity => "Let signed-in customers find their conversation in every browser.",
            Self::Install => "One line of HTML, and a check that it works.",
        }
    }

    /// The section that an address names.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }
}

/// Links to the sections.
#[component]
pub fn SiteNav(
    /// Whose.
    id: SiteId,
) -> impl IntoView {
    let links = SectionName::ALL.map(|section| {
        let href = format!("/app/sites/{id}/{}", section.slug());
        view! { <li><A href attr:class="site-nav-link">{section.title()}</A></li> }
    });
    view! {
        <nav class="site-nav" aria-label="Site settings">
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}
