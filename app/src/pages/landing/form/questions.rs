//! The industry's questions: each appears once the answers before it lead there.

use beckon_domain::form::{Question, asked, questions};
use leptos::prelude::*;

use super::state::FormState;
use super::{ANSWER, Step};

/// The questions of one step.
#[component]
pub(super) fn Questions(state: FormState, step: Step) -> impl IntoView {
    let all: Vec<_> = questions(state.industry())
        .iter()
        .filter(|question| question.step == step)
        .map(|question| view! { <QuestionField state question/> })
        .collect();
    // Without JavaScript a question that an answer brings is shown by the next page.
    let seen = asked(state.industry(), &state.form_now().answers)
        .iter()
        .map(|question| question.id)
        .collect::<Vec<_>>()
        .join(" ");
    let is_first = step == Step::default();
    view! {
        {all}
        {is_first.then(|| view! { <input type="hidden" name=crate::api::forms::SEEN value=seen/> })}
    }
    .into_any()
}

#[component]
fn QuestionField(state: FormState, question: &'static Question) -> impl IntoView {
    let answered = state.form_now().answers.get(question.id).cloned();
    let choices: Vec<_> = question
        .choices
        .iter()
        .map(|choice| {
            let is_chosen = answered.as_deref() == Some(choice.value);
            view! {
                <label class="option">
                    <input
                        class="checkbox"
                        type="radio"
                        name=format!("{ANSWER}{}", question.id)
                        value=choice.value
                        checked=is_chosen
                        on:change=move |_| state.choose(question.id, choice.value)
                    />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="question" hidden=move || !state.asks(question)>
            <legend class="label">{question.text}</legend>
            <div class="options">{choices}</div>
        </fieldset>
    }
    .into_any()
}
