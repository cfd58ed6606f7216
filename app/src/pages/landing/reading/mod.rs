//! The pages beside a landing page, for those who read before they ask: a guide, and a comparison. They lead to its form.

mod compare;
mod guide;
mod structured_data;
mod texts;

pub use compare::ComparePage;
pub use guide::GuidePage;

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::content::content;
use super::{LandingHeader, WidgetScript};
use crate::api::FORM_ID;
use crate::components::{PageMeta, SiteFooter, SkipLink, landing_page_path, landing_path};
use texts::Head;

/// Which of the pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Guide,
    Compare,
}

impl Page {
    /// The last part of its address.
    const fn slug(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Compare => "compare",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Guide => "Guide",
            Self::Compare => "Comparison",
        }
    }

    /// What leads from each of the two to the other.
    const fn elsewhere(self) -> (Self, &'static str) {
        match self {
            Self::Guide => (Self::Compare, "Compare your options"),
            Self::Compare => (Self::Guide, "Read the guide"),
        }
    }
}

/// What all of them have: the head, the way here, the text, and the way to the form.
#[component]
fn Reading(
    industry: Industry,
    page: Page,
    head: &'static Head,
    children: Children,
) -> impl IntoView {
    let path = format!("/leads/{}/{}", industry.slug(), page.slug());
    let landing = landing_path(industry);
    let content = content(industry);
    let form = format!("{landing}#{FORM_ID}");
    let (other, other_name) = page.elsewhere();
    view! {
        <PageMeta title=head.title description=head.description path=path.clone()/>
        <structured_data::StructuredData industry page head path/>
        <SkipLink/>
        <LandingHeader action=content.action href=form.clone()/>
        <main id="main" tabindex="-1" class="outline-none">
            <article>
                <header class="container pt-4 pb-12 md:pt-10 md:pb-16">
                    <nav aria-label="Breadcrumb" class="text-[0.9375rem] text-muted">
                        <ol class="flex flex-wrap gap-x-2">
                            <li><a rel="external" class="link" href=landing.clone()>{industry.name()}</a></li>
                            <li aria-hidden="true">"/"</li>
                            <li aria-current="page">{page.name()}</li>
                        </ol>
                    </nav>
                    <h1 class="display mt-6 max-w-4xl">{head.headline}</h1>
                    <p class="lede mt-6 max-w-2xl">{head.lede}</p>
                </header>
                {children()}
            </article>
            <section class="border-t border-line bg-accent-soft" aria-labelledby="closing">
                <div class="container flex flex-wrap items-center justify-between gap-x-12 gap-y-6 py-14 md:py-16">
                    <h2 id="closing" class="headline max-w-2xl">{content.closing}</h2>
                    <p class="flex flex-wrap items-center gap-x-5 gap-y-3">
                        <a class="btn btn-primary btn-lg" rel="external" href=form>{content.action}</a>
                        <a class="link" rel="external" href=landing_page_path(industry, other.slug())>{other_name}</a>
                    </p>
                </div>
            </section>
        </main>
        <SiteFooter/>
        <WidgetScript industry/>
    }
    .into_any()
}
