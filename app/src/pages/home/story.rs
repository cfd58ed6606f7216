//! How a stranger becomes a customer, in three steps.

use leptos::prelude::*;

/// Title and text of each step.
const STEPS: [(&str, &str); 3] = [
    (
        "A visitor is greeted",
        "One line of HTML puts a small launcher on your page. It weighs next to nothing, sets no cookie and stores \
         nothing until somebody talks. Then the assistant answers, at once and at any hour.",
    ),
    (
        "The conversation qualifies",
        "While it helps, the assistant learns what decides: what they need, where, how soon, for how much, and how to \
         reach them. Each answer moves a score whose every point you can read.",
    ),
    (
        "Your team takes over, live",
        "The conversation is in your inbox from its first word, the hottest at hand. Write, and the assistant steps aside: \
         the visitor goes on talking in the same window, now with you.",
    ),
];

/// The three steps.
#[component]
pub(super) fn Story() -> impl IntoView {
    let steps = STEPS.into_iter().enumerate().map(|(index, (title, text))| {
        view! {
            <li class="grid gap-x-8 gap-y-3 border-t border-line-strong/40 py-8 sm:grid-cols-[4.5rem_1fr] sm:py-10">
                <span class="font-serif text-5xl leading-none text-accent" aria-hidden="true">{index + 1}</span>
                <div>
                    <h3 class="subhead">{title}</h3>
                    <p class="mt-3 max-w-prose text-[1.0625rem] text-muted">{text}</p>
                </div>
            </li>
        }
    });
    view! {
        <section id="how" class="border-y border-line bg-surface" aria-labelledby="how-title">
            <div class="section container grid grid-cols-1 gap-x-16 gap-y-10 lg:grid-cols-[1fr_1.5fr]">
                <div class="lg:sticky lg:top-16 lg:self-start">
                    <p class="eyebrow">"How it works"</p>
                    <h2 id="how-title" class="headline mt-3">"From a stranger’s first word to your answer"</h2>
                    <p class="lede mt-4 max-w-md">
                        "Most visitors leave without a trace. Those who ask something are telling you what they would buy."
                    </p>
                </div>
                <ol>{steps.collect_view()}</ol>
            </div>
        </section>
    }
    .into_any()
}
