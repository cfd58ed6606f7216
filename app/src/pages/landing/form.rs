//! The lead form.

use beckon_domain::form::{CONSENT_TEXT, Field, LeadForm, timeline_choices};
use beckon_domain::industry::Industry;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::form::{ActionForm, FromFormData};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use leptos_router::hooks::{use_location, use_query_map};

use super::Content;
use crate::api::FORM_ID;
use crate::api::forms::{Arrival, SubmitLead, arrival};
use crate::components::{
    ErrorNotice, FieldFrame, ORIGIN, TextField, described_by, hydrated, invalid,
};
use crate::error::AppError;

mod fields;
mod state;

use fields::{BudgetField, ConsentField, NotesField, TimelineField};
use state::{FormState, focus_first_refused};

/// The form in its card. It works as a plain form; once the page is alive, each field is checked as it is
/// filled in, by the rules that the server applies too.
#[component]
pub(super) fn LeadFormCard(industry: Industry, content: &'static Content) -> impl IntoView {
    let action = ServerAction::<SubmitLead>::new();
    let origin = use_query_map().with_untracked(|query| query.get(ORIGIN));
    let Arrival { referrer, form } = SharedValue::new(|| arrival(origin)).into_inner();
    let query = use_location().search.get_untracked();
    let state = FormState::new(form.clone(), action);
    let hydrated = hydrated();
    let check = move |event: SubmitEvent| {
        let refused = SubmitLead::from_event(&event).is_ok_and(|typed| !state.accepts(typed.form));
        if refused {
            event.prevent_default();
            focus_first_refused();
        }
    };
    view! {
        <div id=FORM_ID class="card card-pad scroll-mt-4 shadow-2 lg:sticky lg:top-6" on:mousedown=keep_still>
            <h2 class="subhead">{content.form_title}</h2>
            <p class="mt-1 mb-6 text-muted">"Name and e-mail will do. The rest helps."</p>
            // Once alive, the page says what is wrong itself, beside the field.
            <ActionForm action on:submit:capture=check attr:novalidate=move || hydrated.get()>
                <ErrorNotice error=state.notice()/>
                <input type="hidden" name="industry" value=industry.slug()/>
                <input type="hidden" name="query" value=query/>
                <input type="hidden" name="referrer" value=referrer/>
                <Decoy/>
                <div class="space-y-4">
                    <ContactFields state form=form.clone()/>
                    <div class="grid items-start gap-4 sm:grid-cols-2">
                        <TimelineField state value=form.timeline/>
                        <BudgetField state label=content.budget value=form.budget/>
                    </div>
                    <NotesField state hint=content.notes_hint value=form.notes/>
                    <ConsentField state value=form.consent/>
                    <button type="submit" class="btn btn-primary btn-lg w-full" disabled=action.pending()>
                        {move || if action.pending().get() { "Sending…" } else { content.action }}
                    </button>
                </div>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// Pressing a button takes the focus from the field, whose error then appears and may push the button away
/// before it is let go: the click would be lost. So the focus stays until the click has happened.
fn keep_still(event: MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| matches!(target.closest("a, button, label"), Ok(Some(_)))) {
        event.prevent_default();
    }
}

/// Who asks, and where.
#[component]
fn ContactFields(state: FormState, form: LeadForm) -> impl IntoView {
    view! {
        <TextField
            id="name"
            name="form[name]"
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
                name="form[email]"
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
        <div class="grid items-start gap-4 sm:grid-cols-2">
            <TextField
                id="phone"
                name="form[phone]"
                label="Phone"
                kind="tel"
                autocomplete="tel"
                required=false
                value=form.phone
                error=state.error(Field::Phone)
                on_input=state.input(Field::Phone)
                on_leave=state.leave(Field::Phone)
            />
            <TextField
                id="location"
                name="form[location]"
                label="Town or ZIP"
                autocomplete="postal-code"
                required=false
                value=form.location
                error=state.error(Field::Location)
                on_input=state.input(Field::Location)
                on_leave=state.leave(Field::Location)
            />
        </div>
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

/// Hidden from people and their browsers' memory, and inviting to programs that fill in everything.
#[component]
fn Decoy() -> impl IntoView {
    view! {
        <div class="decoy" aria-hidden="true">
            <label for="website">"Leave this empty"</label>
            <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" value=""/>
        </div>
    }
}
