//! Scores, never without the reasons that make them up.

use beckon_domain::score::{Cause, Factor, Quality, Reason, Score};
use leptos::prelude::*;

/// The class of a quality's badge.
pub(super) const fn badge_class(quality: Quality) -> &'static str {
    match quality {
        Quality::Hot => "badge badge-hot",
        Quality::Warm => "badge badge-warm",
        Quality::Qualified => "badge badge-qualified",
        Quality::Cold => "badge badge-cold",
        Quality::Unqualified => "badge badge-unqualified",
    }
}

/// The most points that a cause gives at once, against which its bar is drawn.
fn most(reason: &Reason) -> u32 {
    let Cause::Factor(factor) = reason.cause else {
        return reason.points.unsigned_abs();
    };
    match factor {
        Factor::Budget | Factor::DecisionMaker => 20,
        Factor::FormSubmission | Factor::Timeline => 15,
        Factor::CompanySize | Factor::TargetGeography | Factor::LinkClicked => 5,
        Factor::EmailOpened => 3,
        Factor::TargetIndustry
        | Factor::PageViews
        | Factor::TimeOnSite
        | Factor::Conversation
        | Factor::FastAnswer => 10,
    }
}

/// `+20`, or `−5` with a minus sign.
pub(super) fn points_in_words(points: i32) -> String {
    let sign = if points < 0 { '−' } else { '+' };
    format!("{sign}{}", points.unsigned_abs())
}

/// A score in a badge; its reasons appear on hover and on focus.
#[component]
pub fn ScoreBadge(
    /// The score.
    score: Score,
) -> impl IntoView {
    let quality = score.quality();
    let reasons = score
        .reasons
        .iter()
        .map(|reason| view! { <ReasonLine reason=reason.clone()/> })
        .collect_view();
    let none = score
        .reasons
        .is_empty()
        .then(|| view! { <p>"Nothing has added points yet."</p> });
    let button = NodeRef::<leptos::html::Button>::new();
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(button) = button.get_untracked()
        {
            _ = button.blur();
        }
    };
    view! {
        <span class="score">
            <button type="button" class="score-button" node_ref=button on:keydown=on_key>
                <span class=badge_class(quality)>
                    <span class="score-value">{score.value}</span>
                    <span>{quality.name()}</span>
                </span>
                <span class="score-pop">
                    <span class="score-pop-title">"Score " {score.value} " of 100"</span>
                    {reasons}
                    {none}
                </span>
            </button>
        </span>
    }
}

#[component]
fn ReasonLine(reason: Reason) -> impl IntoView {
    view! {
        <span class="score-reason">
            <span>{reason.cause.name().to_owned()}</span>
            <span class="score-points">{points_in_words(reason.points)}</span>
        </span>
    }
}

/// A score as a scale, and a bar for each reason.
#[component]
pub fn ScoreMeter(
    /// The score.
    score: Score,
) -> impl IntoView {
    let quality = score.quality();
    let value = score.value;
    let sum: i32 = score.reasons.iter().map(|reason| reason.points).sum();
    let reasons = score
        .reasons
        .iter()
        .map(|reason| view! { <ReasonBar reason=reason.clone()/> })
        .collect_view();
    view! {
        <div class="meter">
            <p class="meter-head">
                <span class="meter-value">{value}</span>
                <span class="meter-of">"of 100"</span>
                <span class=badge_class(quality)>{quality.name()}</span>
            </p>
            <ScoreScale value/>
            {if score.reasons.is_empty() {
                view! { <p class="hint">"Nothing has added points yet."</p> }.into_any()
            } else {
                view! { <ul class="meter-reasons">{reasons}</ul> }.into_any()
            }}
            {(sum > 100).then(|| view! { <p class="hint">"The points add up to " {sum} "; a score ends at 100."</p> })}
            {(sum < 0).then(|| view! { <p class="hint">"The points add up to " {points_in_words(sum)} "; a score begins at 0."</p> })}
        </div>
    }
}

/// The scale from 0 to 100 with a tick where each quality begins.
#[component]
fn ScoreScale(value: u8) -> impl IntoView {
    let ticks = [20, 40, 60, 80]
        .map(|at| view! { <line x1=at x2=at y1="0" y2="6" class="scale-tick"></line> });
    view! {
        <svg class="scale" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="scale-ground" width="100" height="6"></rect>
            <rect class="scale-fill" width=value height="6" data-quality=Quality::of(value).name()></rect>
            {ticks.into_iter().collect_view()}
        </svg>
    }
}

#[component]
fn ReasonBar(reason: Reason) -> impl IntoView {
    let ground = most(&reason).min(20) * 5;
    let fill = reason.points.unsigned_abs().min(20) * 5;
    let is_taken = reason.points < 0;
    view! {
        <li class="meter-reason">
            <span>{reason.cause.name().to_owned()}</span>
            <svg class="reason-bar" class:is-taken=is_taken viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="scale-ground" width=ground height="4"></rect>
                <rect class="reason-fill" width=fill height="4"></rect>
            </svg>
            <span class="score-points">{points_in_words(reason.points)}</span>
        </li>
    }
}
