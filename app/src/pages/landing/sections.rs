//! What follows the form: for those who read on before they decide.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::Content;
use super::content::{Passage, Review};
use crate::api::FORM_ID;
use crate::components::{Icon, IconName, landing_page_path};

/// What the visitor gains.
#[component]
pub(super) fn Benefits(content: &'static Content) -> impl IntoView {
    let benefits = content.benefits.iter().map(|benefit| {
        view! {
            <li class="border-t-2 border-accent pt-5">
                <h3 class="subhead">{benefit.title}</h3>
                <p class="mt-2.5 text-muted">{benefit.text}</p>
            </li>
        }
    });
    view! {
        <section class="border-t border-line bg-surface" aria-labelledby="benefits">
            <div class="section container">
                <h2 id="benefits" class="headline max-w-2xl">{content.benefits_title}</h2>
                <ul class="mt-12 grid gap-x-12 gap-y-10 sm:grid-cols-2">{benefits.collect_view()}</ul>
            </div>
        </section>
    }
    .into_any()
}

/// What happens after the form.
#[component]
pub(super) fn Steps(content: &'static Content) -> impl IntoView {
    let steps = content.steps.iter().enumerate().map(|(index, Passage { title, text })| {
        view! {
            <li class="grid grid-cols-[auto_1fr] gap-x-5 md:block">
                <span class="font-serif text-5xl leading-none text-accent" aria-hidden="true">{index + 1}</span>
                <div class="md:mt-5">
                    <h3 class="subhead">{*title}</h3>
                    <p class="mt-2.5 text-muted">{*text}</p>
                </div>
            </li>
        }
    });
    view! {
        <section class="section container" aria-labelledby="steps">
            <h2 id="steps" class="headline">"How it works"</h2>
            <ol class="mt-12 grid gap-x-12 gap-y-10 md:grid-cols-3">{steps.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Three voices.
#[component]
pub(super) fn Reviews(content: &'static Content) -> impl IntoView {
    let reviews = content.reviews.iter().map(|Review { text, name, place }| {
        view! {
            <li class="flex flex-col gap-5 rounded-lg border border-line bg-surface p-6 md:p-7">
                <Stars/>
                <blockquote class="flex-1 font-serif text-[1.1875rem] leading-snug">"“"{*text}"”"</blockquote>
                <p class="text-[0.9375rem]">
                    <span class="font-semibold">{*name}</span>
                    <span class="text-muted">", "{*place}</span>
                </p>
            </li>
        }
    });
    view! {
        <section class="border-y border-line bg-sunken" aria-labelledby="reviews">
            <div class="section container">
                <h2 id="reviews" class="headline">"What people say"</h2>
                // Nobody should take an example for a testimonial.
                <p class="mt-2 text-[0.9375rem] text-muted">"Sample reviews, for the operator of this site to replace with real ones."</p>
                <ul class="mt-10 grid gap-5 md:grid-cols-3">{reviews.collect_view()}</ul>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Stars() -> impl IntoView {
    let star =
        || view! { <Icon name=IconName::Star class="size-5 fill-highlight text-highlight"/> };
    view! { <div class="flex gap-1" role="img" aria-label="Five of five stars">{[star(), star(), star(), star(), star()]}</div> }
}

/// Questions, opened one by one.
#[component]
pub(super) fn Questions(industry: Industry, content: &'static Content) -> impl IntoView {
    let questions = content.faq.iter().map(|Passage { title, text }| {
        view! {
            <details class="group border-t border-line-strong/40 last:border-b">
                <summary class="flex cursor-pointer list-none items-center justify-between gap-6 py-5 text-[1.0625rem] font-semibold hover:text-accent [&::-webkit-details-marker]:hidden">
                    {*title}
                    <Icon name=IconName::Arrow class="size-5 flex-none rotate-90 transition-transform group-open:-rotate-90"/>
                </summary>
                <p class="max-w-prose pb-6 text-muted">{*text}</p>
            </details>
        }
    });
    view! {
        <section class="section container grid grid-cols-1 gap-x-16 gap-y-8 lg:grid-cols-[1fr_1.6fr]" aria-labelledby="questions">
            <div>
                <h2 id="questions" class="headline">"Questions people ask"</h2>
                <p class="mt-5 grid gap-2">
                    <a class="link" rel="external" href=landing_page_path(industry, "guide")>"Read the guide"</a>
                    <a class="link" rel="external" href=landing_page_path(industry, "compare")>"Compare your options"</a>
                </p>
            </div>
            <div>{questions.collect_view()}</div>
        </section>
    }
    .into_any()
}

/// Back to the form.
#[component]
pub(super) fn Closing(content: &'static Content) -> impl IntoView {
    view! {
        <section class="border-t border-line bg-accent-soft" aria-labelledby="closing">
            <div class="container flex flex-wrap items-center justify-between gap-x-12 gap-y-6 py-14 md:py-16">
                <h2 id="closing" class="headline max-w-2xl">{content.closing}</h2>
                <a class="btn btn-primary btn-lg" href=format!("#{FORM_ID}")>{content.action}</a>
            </div>
        </section>
    }
    .into_any()
}
