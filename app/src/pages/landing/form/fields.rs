//! The fields that are more than a line of text.

use beckon_domain::form::NOTES_MAX;
use leptos::prelude::*;

use super::state::FormState;
use super::{CONSENT_TEXT, Field, FieldFrame, TextField, described_by, invalid, timeline_choices};

/// When to begin.
#[component]
pub(super) fn TimelineField(state: FormState, value: String) -> impl IntoView {
    let id = "timeline";
    let error = state.error(Field::Timeline);
    let leave = state.leave(Field::Timeline);
    let choices = timeline_choices()
        .map(|(word, label)| view! { <option value=word selected=word == value>{label}</option> })
        .collect_view();
    view! {
        <FieldFrame id label="When to start" error>
            <select
                class="select"
                id=id
                name="timeline"
                aria-invalid=invalid(error)
                aria-describedby=described_by(id)
                on:change=move |event| leave.run(event_target_value(&event))
            >
                <option value="">"Not sure yet"</option>
                {choices}
            </select>
        </FieldFrame>
    }
}

/// What to spend.
#[component]
pub(super) fn BudgetField(state: FormState, label: &'static str, value: String) -> impl IntoView {
    view! {
        <TextField
            id="budget"
            name="budget"
            label=label
            inputmode="numeric"
            required=false
            value=value
            error=state.error(Field::Budget)
            on_input=state.input(Field::Budget)
            on_leave=state.leave(Field::Budget)
        />
    }
}

/// Where it is.
#[component]
pub(super) fn LocationField(state: FormState, value: String) -> impl IntoView {
    view! {
        <TextField
            id="location"
            name="location"
            label="Town or ZIP"
            autocomplete="postal-code"
            required=false
            value=value
            error=state.error(Field::Location)
            on_input=state.input(Field::Location)
            on_leave=state.leave(Field::Location)
        />
    }
}

/// Anything else.
#[component]
pub(super) fn NotesField(state: FormState, hint: &'static str, value: String) -> impl IntoView {
    let id = "notes";
    let error = state.error(Field::Notes);
    let (input, leave) = (state.input(Field::Notes), state.leave(Field::Notes));
    view! {
        <FieldFrame id label="What should we know?" hint error>
            // A text area's value is its content, in which nothing but the value itself may stand: no
            // marker of the framework, which an ordinary child would bring along.
            <textarea
                class="textarea"
                id=id
                name="notes"
                rows="3"
                maxlength=NOTES_MAX.to_string()
                aria-invalid=invalid(error)
                aria-describedby=described_by(id)
                on:input=move |event| input.run(event_target_value(&event))
                on:blur=move |event| leave.run(event_target_value(&event))
                inner_html=escape(&value)
            ></textarea>
        </FieldFrame>
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Permission to get back to the person.
#[component]
pub(super) fn ConsentField(state: FormState, value: String) -> impl IntoView {
    let error = state.error(Field::Consent);
    let leave = state.leave(Field::Consent);
    view! {
        <div>
            <label class="flex gap-3 py-1">
                <input
                    class="checkbox mt-0.5"
                    id="consent"
                    type="checkbox"
                    name="consent"
                    value="yes"
                    required
                    autocomplete="off"
                    checked=value == "yes"
                    aria-invalid=invalid(error)
                    aria-describedby="consent-error"
                    on:change=move |event| leave.run(if event_target_checked(&event) { "yes" } else { "no" }.to_owned())
                />
                <span class="text-sm leading-snug text-muted">{CONSENT_TEXT}</span>
            </label>
            <p class="pl-8 text-sm">
                <a class="link inline-block py-3" href="/privacy">"What we keep, and why"</a>
            </p>
            <div id="consent-error" aria-live="polite">
                {move || error.get().map(|error| view! { <p class="error">{error}</p> })}
            </div>
        </div>
    }
}
