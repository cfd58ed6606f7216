//! The frame of the steps: where somebody is, and the buttons that go on and back.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Step;
use super::sending::Sending;
use super::state::FormState;

/// How far somebody is.
#[component]
pub(super) fn Progress(state: FormState) -> impl IntoView {
    let most = Step::ALL.len();
    view! {
        <div class="progress">
            <p id="step-now">{move || format!("Step {} of {most}", state.step().number())}</p>
            <progress max=most.to_string() value=move || state.step().number().to_string() aria-labelledby="step-now"></progress>
        </div>
    }
}

/// The fields of a step; those of the others are there, unseen, and are sent along.
#[component]
pub(super) fn StepFields(state: FormState, step: Step, children: Children) -> impl IntoView {
    view! {
        <fieldset id=format!("step-{}", step.number()) hidden=move || state.step() != step>
            <legend class="step-title" tabindex="-1">{step.title()}</legend>
            <div class="space-y-4">{children()}</div>
        </fieldset>
    }
    .into_any()
}

/// On and back. The key that sends a form presses the first button, so that one goes on.
#[component]
pub(super) fn StepButtons(state: FormState, sending: Sending, last: &'static str) -> impl IntoView {
    let label = move || {
        if sending.is_busy() {
            "Sending…"
        } else if state.step().next().is_some() {
            "Continue"
        } else {
            last
        }
    };
    let back = move |event: MouseEvent| {
        event.prevent_default();
        state.go_to(state.step_now().back().unwrap_or_default());
    };
    view! {
        <div class="step-buttons">
            <button type="submit" name="go" value="next" class="btn btn-primary btn-lg" disabled=move || sending.is_busy()>
                {label}
            </button>
            <button
                type="submit"
                name="go"
                value="back"
                formnovalidate
                class="btn btn-secondary btn-lg"
                hidden=move || state.step().back().is_none()
                on:click=back
            >
                "Back"
            </button>
        </div>
    }
}
