//! The lead form.

use beckon_domain::form::{ANSWER, CONSENT_TEXT, Field, Step, timeline_choices};
use beckon_domain::industry::Industry;
use leptos::ev::{MouseEvent, SubmitEvent};
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

mod contact;
mod draft;
mod fields;
mod page;
mod press;
mod questions;
mod sending;
mod state;
mod steps;

use contact::ContactFields;
use draft::KeptDraft;
pub(super) use draft::forget as forget_draft;
use fields::{BudgetField, LocationField, NotesField, TimelineField};
use press::PressForm;
use questions::Questions;
use sending::Sending;
use state::FormState;
use steps::{Progress, StepButtons, StepFields};

/// The form in its card, step by step. Each step works as a plain form whose fields carry all that was typed before; once the
/// page is alive, steps follow each other without a page load, and each field is checked as it is filled in, by the rules
/// that the server applies too.
#[component]
pub(super) fn LeadFormCard(industry: Industry, content: &'static Content) -> impl IntoView {
    let origin = use_query_map().with_untracked(|query| query.get(ORIGIN));
    let arrival = SharedValue::new(|| arrival(industry, origin)).into_inner();
    let query = use_location().search.get_untracked();
    let action = ServerAction::<SubmitLead>::new();
    let state = FormState::new(industry, &arrival, action);
    let sending = Sending::new(state, action, &arrival, query.clone());
    let to = StoredValue::new(address(industry, &query));
    let arrival = StoredValue::new(arrival);
    let shown = move || {
        if let Some(ticket) = sending.press() {
            view! { <PressForm state sending ticket to=to.get_value()/> }.into_any()
        } else {
            let arrival = arrival.get_value();
            view! { <Steps state sending content arrival to=to.get_value()/> }.into_any()
        }
    };
    view! {
        <div id=FORM_ID class="card card-pad scroll-mt-4 shadow-2 lg:sticky lg:top-6" on:mousedown=keep_still>
            {shown}
        </div>
    }
    .into_any()
}

/// Where the form is sent: to its page, so that its address keeps the words of the campaign.
fn address(industry: Industry, query: &str) -> String {
    let query = query.trim_start_matches('?');
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/leads/{}{mark}{query}#{FORM_ID}", industry.slug())
}

#[component]
fn Steps(
    state: FormState,
    sending: Sending,
    content: &'static Content,
    arrival: Arrival,
    to: String,
) -> impl IntoView {
    let hydrated = hydrated();
    let form = state.form_now();
    let (timeline, budget) = (form.timeline.clone(), form.budget.clone());
    let (location, notes) = (form.location.clone(), form.notes.clone());
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        sending.go_on();
    };
    state.begin_to_live();
    view! {
        <h2 class="subhead">{content.form_title}</h2>
        <p class="mt-1 text-muted">"Name and e-mail will do. The rest helps."</p>
        <Progress state/>
        // What is wrong is said beside the field, by the page or by the server: a browser by itself would refuse to send what is
        // wrong in a step that it can't show.
        <form id=page::FORM method="post" action=to novalidate on:submit=go_on data-alive=move || hydrated.get().then_some("")>
            <ErrorNotice error=state.notice()/>
            <input type="hidden" name="step" value=move || state.step().number().to_string()/>
            <input type="hidden" name="ticket" value=arrival.ticket/>
            <input type="hidden" name="referrer" value=arrival.referrer/>
            <Decoy/>
            <StepFields state step=Step::Need>
                <Questions state step=Step::Need/>
            </StepFields>
            <StepFields state step=Step::Details>
                <Questions state step=Step::Details/>
                <div class="grid items-start gap-4 sm:grid-cols-2">
                    <TimelineField state value=timeline/>
                    <BudgetField state label=content.budget value=budget/>
                </div>
            </StepFields>
            <StepFields state step=Step::Place>
                <LocationField state value=location/>
                <NotesField state hint=content.notes_hint value=notes/>
            </StepFields>
            <StepFields state step=Step::Contact>
                <ContactFields state form/>
            </StepFields>
            <StepButtons state sending last=content.action/>
            <KeptDraft state/>
        </form>
    }
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
