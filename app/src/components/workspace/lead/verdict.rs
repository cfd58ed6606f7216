use beckon_domain::assistant::{BuyingIntent, DatedVerdict, Engine, Verdict};
use leptos::prelude::*;

use crate::components::workspace::time::Ago;

const fn intent_class(intent: BuyingIntent) -> &'static str {
    match intent {
        BuyingIntent::High => "badge badge-hot",
        BuyingIntent::Medium => "badge badge-warm",
        BuyingIntent::Low => "badge badge-cold",
    }
}

const fn judge(engine: Engine) -> &'static str {
    match engine {
        Engine::Builtin => "by rules",
        Engine::Openai => "by OpenAI",
        Engine::Anthropic => "by Anthropic",
    }
}

/// What the assistant thinks of a lead: the newest verdict, and those before it in a line each.
#[component]
pub fn VerdictCard(
    /// The verdicts, the newest first.
    verdicts: Vec<DatedVerdict>,
) -> impl IntoView {
    let mut verdicts = verdicts.into_iter();
    let Some(newest) = verdicts.next() else {
        return view! {
            <p class="verdict-none">"There is no verdict yet: it comes ten minutes after the conversation went quiet, or when it is closed."</p>
        }
        .into_any();
    };
    let earlier: Vec<_> = verdicts.map(|dated| view! { <Earlier dated/> }).collect();
    let history = (!earlier.is_empty()).then(|| {
        view! {
            <details class="verdict-history">
                <summary>"Earlier verdicts"</summary>
                <ul>{earlier}</ul>
            </details>
        }
    });
    view! {
        <div class="verdict">
            <Newest dated=newest/>
            {history}
        </div>
    }
    .into_any()
}

#[component]
fn Newest(dated: DatedVerdict) -> impl IntoView {
    let DatedVerdict {
        verdict,
        engine,
        at,
    } = dated;
    let Verdict {
        score,
        intent,
        pain_points,
        objections,
        next_steps,
        red_flags,
        summary,
    } = verdict;
    view! {
        <p class="verdict-head">
            <span class=intent_class(intent)>{intent.name()} " buying intent"</span>
            <span>{score} " of 100"</span>
            <span class="verdict-when">{judge(engine)} ", " <Ago at/></span>
        </p>
        <p class="verdict-summary" dir="auto">{summary}</p>
        <Points title="Next steps" points=next_steps/>
        <Points title="What troubles them" points=pain_points/>
        <Points title="Objections" points=objections/>
        <Points title="Red flags" points=red_flags/>
    }
}

#[component]
fn Points(title: &'static str, points: Vec<String>) -> impl IntoView {
    (!points.is_empty()).then(|| {
        let points = points.into_iter();
        let points: Vec<_> = points
            .map(|point| view! { <li dir="auto">{point}</li> })
            .collect();
        view! {
            <h3 class="verdict-title">{title}</h3>
            <ul class="verdict-points">{points}</ul>
        }
    })
}

#[component]
fn Earlier(dated: DatedVerdict) -> impl IntoView {
    let DatedVerdict { verdict, at, .. } = dated;
    view! {
        <li>
            {verdict.score} " of 100, " {verdict.intent.name().to_lowercase()} " buying intent, " <Ago at/>
        </li>
    }
}
