//! `/leads/{industry}/guide`

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::super::use_industry;
use super::texts::{Guide, guide};
use super::{Page, Reading};
use crate::components::{Icon, IconName};
use crate::pages::NotFoundPage;

/// What somebody should know before they ask.
#[component]
pub fn GuidePage() -> impl IntoView {
    let industry = use_industry();
    move || match industry.get() {
        Some(industry) => view! { <Chapters industry/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

fn chapter_id(at: usize) -> String {
    format!("chapter-{}", at + 1)
}

#[component]
fn Chapters(industry: Industry) -> impl IntoView {
    let Guide {
        head,
        chapters,
        checklist,
    } = guide(industry);
    let contents = chapters.iter().enumerate().map(|(at, chapter)| {
        view! {
            <li class="grid grid-cols-[1.75rem_1fr]">
                <span class="font-serif text-accent" aria-hidden="true">{at + 1}</span>
                <a class="link" href=format!("#{}", chapter_id(at))>{chapter.title}</a>
            </li>
        }
    });
    let texts = chapters.iter().enumerate().map(|(at, chapter)| {
        view! {
            <section class="scroll-mt-8 border-t border-line-strong/40 py-10" aria-labelledby=chapter_id(at)>
                <div class="grid gap-x-8 gap-y-3 md:grid-cols-[4rem_1fr]">
                    <span class="font-serif text-5xl leading-none text-accent" aria-hidden="true">{at + 1}</span>
                    <div>
                        <h2 class="subhead text-[1.5rem]" id=chapter_id(at)>{chapter.title}</h2>
                        <p class="mt-4 max-w-prose text-[1.0625rem] leading-relaxed">{chapter.text}</p>
                    </div>
                </div>
            </section>
        }
    });
    let needed = checklist.iter().map(|item| {
        view! {
            <li class="flex items-start gap-3">
                <Icon name=IconName::Check class="mt-0.5 size-5 flex-none text-accent"/>
                {*item}
            </li>
        }
    });
    view! {
        <Reading industry page=Page::Guide head>
            <div class="border-t border-line bg-surface">
                <div class="container grid grid-cols-1 gap-x-16 gap-y-10 py-12 md:py-16 lg:grid-cols-[1fr_18rem]">
                    <div class="order-2 lg:order-1">{texts.collect_view()}</div>
                    <nav aria-label="Contents" class="order-1 lg:order-2">
                        <div class="lg:sticky lg:top-8">
                            <h2 class="eyebrow">"In this guide"</h2>
                            <ol class="mt-4 grid gap-2.5 text-[0.9375rem]">{contents.collect_view()}</ol>
                        </div>
                    </nav>
                </div>
            </div>
            <section class="border-t border-line bg-sunken" aria-labelledby="checklist">
                <div class="container py-12 md:py-16">
                    <h2 id="checklist" class="headline">"Have this at hand"</h2>
                    <ul class="mt-8 grid gap-x-12 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">{needed.collect_view()}</ul>
                </div>
            </section>
        </Reading>
    }
    .into_any()
}
