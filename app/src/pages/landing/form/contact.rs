//! Who asks.

use beckon_domain::form::LeadForm;
use leptos::prelude::*;

use super::fields::ConsentField;
use super::state::FormState;
use super::{Field, TextField};

/// Who asks, and whether they may be answered.
#[component]
pub(super) fn ContactFields(state: FormState, form: LeadForm) -> impl IntoView {
    view! {
        <TextField
            id="name"
            name="name"
            label="Your name"
            autocomplete="name"
            value=form.name
            error=state.error(Field::Name)
            on_input=state.input(Field::Name)
            on_leave=state.leave(Field::Name)
        />
        <div>
            <TextField
                id="email"
                name="email"
                label="E-mail"
                kind="email"
                autocomplete="email"
                value=form.email
                    error=state.error(Field::Email)
                on_input=state.input(Field::Email)
                on_leave=state.leave(Field::Email)
            />
            <LikelyMeant state/>
        </div>
        <TextField
            id="phone"
            name="phone"
            label="Phone"
            hint="If you would rather be called. From abroad, begin with + and your country’s code."
            kind="tel"
            autocomplete="tel"
            required=false
            value=form.phone
            error=state.error(Field::Phone)
            on_input=state.input(Field::Phone)
            on_leave=state.leave(Field::Phone)
        />
        <ConsentField state value=form.consent/>
    }
    .into_any()
}

/// Asks whether an address that looks like a slip was meant otherwise. Whoever meant it as it is may go on.
#[component]
fn LikelyMeant(state: FormState) -> impl IntoView {
    let question = move || {
        state.likely_meant().map(|meant| {
            let label = meant.clone();
            view! {
                <p class="hint">
                    "Did you mean "
                    <button type="button" class="link inline-block py-1" on:click=move |_| state.take_email(&meant)>
                        {label}
                    </button>
                    "?"
                </p>
            }
        })
    };
    view! { <div aria-live="polite">{question}</div> }
}
