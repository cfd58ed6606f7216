//! The product at work, drawn in HTML: a conversation becomes a score, and the score a line in an inbox.

use beckon_domain::score::{Factor, Quality};
use leptos::prelude::*;

use crate::components::{Icon, IconName};

/// What makes up the score shown: by the product's own table, the rest included.
const REASONS: [(Factor, u8); 5] = [
    (Factor::DecisionMaker, 20),
    (Factor::Timeline, 15),
    (Factor::Conversation, 10),
    (Factor::FastAnswer, 10),
    (Factor::TargetIndustry, 10),
];
/// Target area, pages viewed and time on site.
const REST: u8 = 16;

/// Three cards, one for each step. For a screen reader it is a picture with a caption.
#[component]
pub(super) fn Vignette() -> impl IntoView {
    view! {
        <figure class="mx-auto w-full max-w-lg lg:max-w-none">
            <figcaption class="sr-only">
                "A conversation in which a homeowner asks about solar panels, the lead's score of 81 with the reasons \
                that make it up, and the inbox in which it arrives as hot."
            </figcaption>
            <div class="relative" aria-hidden="true">
                <Conversation/>
                <ScoreCard/>
                <InboxCard/>
            </div>
        </figure>
    }
    .into_any()
}

#[component]
fn Conversation() -> impl IntoView {
    let theirs = "ml-auto rounded-br-sm bg-accent text-accent-ink";
    let ours = "rounded-bl-sm bg-sunken text-ink";
    let bubble = |side: &'static str, text: &'static str| {
        view! { <p class=format!("w-fit max-w-[88%] rounded-lg px-3.5 py-2 {side}")>{text}</p> }
    };
    view! {
        <div class="card w-[92%] overflow-hidden shadow-2 sm:w-[60%]">
            <div class="flex items-center gap-3 bg-night px-4 py-3.5 text-night-ink">
                <span class="grid size-9 place-items-center rounded-full bg-night-raised">
                    <Icon name=IconName::Chat/>
                </span>
                <div class="leading-tight">
                    <p class="font-semibold">"Sunfield Solar"</p>
                    <p class="text-sm text-night-muted">"Answers at once"</p>
                </div>
            </div>
            <div class="space-y-2.5 px-4 pt-5 pb-24 sm:pr-10 sm:pb-28 text-[0.9375rem] leading-snug">
                {bubble(theirs, "Our power bill is around $310. Is solar worth it in Sacramento?")}
                {bubble(ours, "It may well be. Do you own the house, and how soon would you like to start?")}
                {bubble(theirs, "We own it. As soon as possible, before the summer.")}
                {bubble(ours, "Then let’s not wait. Who may our installer call, and on which number?")}
                {bubble(theirs, "Maya Ortiz, 916 555 0134")}
            </div>
        </div>
    }
}

#[component]
fn ScoreCard() -> impl IntoView {
    let score = REASONS.iter().map(|(_, points)| points).sum::<u8>() + REST;
    let rows = REASONS.map(|(factor, points)| reason(factor.name(), points));
    view! {
        <div class="card relative z-10 -mt-20 ml-auto w-[78%] bg-raised p-4 shadow-2 sm:absolute sm:top-24 sm:right-0 sm:mt-0 sm:w-[45%]">
            <div class="flex items-center gap-3.5">
                <Dial score/>
                <div>
                    <p class="font-semibold whitespace-nowrap">"Lead score"</p>
                    <p class="badge badge-hot mt-1">{Quality::of(score).name()}</p>
                </div>
            </div>
            <ul class="mt-3.5 border-t border-line pt-2.5 text-[0.8125rem] leading-relaxed">
                {rows}
                {reason("Area, pages, time", REST)}
            </ul>
        </div>
    }
}

fn reason(name: &'static str, points: u8) -> impl IntoView {
    view! {
        <li class="flex justify-between gap-2 py-0.5">
            <span class="truncate text-muted">{name}</span>
            <span class="font-semibold tabular-nums">"+"{points}</span>
        </li>
    }
}

/// A ring filled as far as the score goes.
#[component]
fn Dial(score: u8) -> impl IntoView {
    view! {
        <svg viewBox="0 0 64 64" class="size-16 flex-none">
            <circle cx="32" cy="32" r="27" fill="none" stroke-width="6" class="stroke-sunken"/>
            <circle
                cx="32"
                cy="32"
                r="27"
                fill="none"
                stroke-width="6"
                stroke-linecap="round"
                pathLength="100"
                stroke-dasharray=format!("{score} 100")
                transform="rotate(-90 32 32)"
                class="stroke-highlight"
            />
            <text x="32" y="39.5" text-anchor="middle" font-size="21" font-weight="650" class="fill-ink">{score}</text>
        </svg>
    }
}

#[component]
fn InboxCard() -> impl IntoView {
    view! {
        <div class="card relative z-10 mt-4 w-full bg-raised shadow-2 sm:-mt-20 sm:ml-auto sm:w-[88%]">
            <div class="flex items-center justify-between border-b border-line px-4 py-3">
                <p class="font-semibold">"Inbox"</p>
                <p class="flex items-center gap-2 text-sm text-muted">
                    <span class="size-2 rounded-full bg-success"></span>
                    "Live"
                </p>
            </div>
            {row("MO", "Maya Ortiz", "now", "Maya Ortiz, 916 555 0134", "badge-hot", "Hot 81")}
            {row("BH", "Ben Hale", "4 min", "Could someone look at the roof first?", "badge-warm", "Warm 64")}
        </div>
    }
}

fn row(
    initials: &'static str,
    name: &'static str,
    when: &'static str,
    last: &'static str,
    badge: &'static str,
    quality: &'static str,
) -> impl IntoView {
    view! {
        <div class="flex items-center gap-3 px-4 py-3 not-last:border-b not-last:border-line">
            <span class="avatar">{initials}</span>
            <div class="min-w-0 flex-1 leading-snug">
                <p class="text-[0.9375rem]">
                    <span class="font-semibold">{name}</span>
                    <span class="text-sm text-muted">" · "{when}</span>
                </p>
                <p class="truncate text-sm text-muted">{last}</p>
            </div>
            <span class=format!("badge {badge}")>{quality}</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_shown_is_the_sum_of_its_reasons() {
        let score = REASONS.iter().map(|(_, points)| points).sum::<u8>() + REST;
        assert_eq!(score, 81);
        assert_eq!(Quality::of(score), Quality::Hot);
    }
}
