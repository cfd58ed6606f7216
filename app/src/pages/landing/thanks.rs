//! `/leads/{industry}/thanks`

use beckon_domain::industry::Industry;
use leptos::prelude::*;
use leptos_meta::Title;

use super::content::content;
use super::form::forget_draft;
use super::use_industry;
use crate::components::{NoIndex, SiteFrame, landing_path};
use crate::pages::NotFoundPage;

/// The page after the form.
#[component]
pub fn ThanksPage() -> impl IntoView {
    let industry = use_industry();
    move || match industry.get() {
        Some(industry) => view! { <Thanks industry/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

#[component]
fn Thanks(industry: Industry) -> impl IntoView {
    let next = content(industry).steps[1..].iter().map(|step| {
        view! {
            <li class="border-t border-line-strong/40 py-6">
                <h3 class="subhead">{step.title}</h3>
                <p class="mt-2 text-muted">{step.text}</p>
            </li>
        }
    });
    Effect::new(move || forget_draft(industry));
    view! {
        <Title text="Thank you"/>
        <NoIndex/>
        <SiteFrame>
            <div class="container max-w-3xl pt-10 pb-24 md:pt-16">
                <p class="eyebrow">{industry.name()}</p>
                <h1 class="display mt-4">"Thank you. We have it."</h1>
                <p class="lede mt-5">
                    "Your request is stored, and somebody will read it. If more comes to mind, write in the chat: the same people \
                    answer there."
                </p>
                <h2 class="eyebrow mt-14 mb-4">"What happens next"</h2>
                <ol>{next.collect_view()}</ol>
                <a class="btn btn-secondary mt-6" rel="external" href=landing_path(industry)>"Back to the page"</a>
            </div>
        </SiteFrame>
    }
}
