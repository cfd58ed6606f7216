//! The top of a landing page: what it offers, and the form.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::Content;
use super::form::LeadFormCard;
use super::illustration::Illustration;
use crate::components::{Icon, IconName};

const TRUST: [(IconName, &str); 4] = [
    (IconName::Tag, "Free, and without obligation"),
    (IconName::Person, "Read by a person"),
    (IconName::Shield, "Never sold to call lists"),
    (IconName::Chat, "In a hurry? Ask in the chat"),
];

/// Value proposition and trust indicators beside the form.
#[component]
pub(super) fn Hero(industry: Industry, content: &'static Content) -> impl IntoView {
    let trust = TRUST.map(|(icon, text)| {
        view! {
            <li class="flex items-center gap-3">
                <span class="grid size-9 flex-none place-items-center rounded-full bg-accent-soft text-accent-strong">
                    <Icon name=icon/>
                </span>
                {text}
            </li>
        }
    });
    view! {
        <section class="container grid grid-cols-1 gap-x-14 gap-y-10 pt-4 pb-16 md:pt-8 lg:grid-cols-[1.1fr_1fr] lg:items-start lg:pb-24">
            <div>
                <p class="eyebrow">{industry.name()}</p>
                <h1 class="display mt-4">{content.headline}</h1>
                <p class="lede mt-6 max-w-xl">{content.sub}</p>
                <ul class="mt-8 grid max-w-xl gap-x-6 gap-y-4 sm:grid-cols-2">{trust}</ul>
                <div class="mt-10 overflow-hidden rounded-lg">
                    <Illustration industry/>
                </div>
            </div>
            <LeadFormCard industry content/>
        </section>
    }
    .into_any()
}
