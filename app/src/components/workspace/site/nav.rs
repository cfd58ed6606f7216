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
    /// Languages.
    Languages,
    /// Business hours.
    Hours,
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
    pub const ALL: [Self; 9] = [
        Self::General,
        Self::Appearance,
        Self::Targeting,
        Self::Languages,
        Self::Hours,
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
            Self::Languages => "languages",
            Self::Hours => "hours",
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
            Self::Languages => "Languages",
            Self::Hours => "Business hours",
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
            Self::Languages => "Which language the widget speaks with whom.",
            Self::Hours => {
                "When somebody is there to answer. Outside these hours, visitors are told when you are back."
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
