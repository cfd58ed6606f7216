//! What is asked of whoever was taken for a program: one press, and no puzzle.

use beckon_domain::form::Step;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::page;
use super::sending::Sending;
use super::state::FormState;
use super::{ANSWER, CONSENT_TEXT, ErrorNotice, Field};

/// The form once more, filled in, behind one button.
#[component]
pub(super) fn PressForm(
    state: FormState,
    sending: Sending,
    ticket: String,
    to: String,
) -> impl IntoView {
    let mut form = state.form_now();
    let fields: Vec<_> = Field::ALL
        .into_iter()
        .map(|field| (field.name(), std::mem::take(form.slot(field))))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let answers: Vec<_> = form
        .answers
        .into_iter()
        .map(|(question, answer)| view! { <input type="hidden" name=format!("{ANSWER}{question}") value=answer/> })
        .collect();
    let send = {
        let ticket = ticket.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            sending.send_pressed(ticket.clone());
        }
    };
    Effect::new(|| page::focus("#press-title".to_owned()));
    view! {
        <form method="post" action=to on:submit=send>
            <input type="hidden" name="step" value=Step::Contact.number().to_string()/>
            <input type="hidden" name="ticket" value=ticket/>
            {fields}
            {answers}
            <h2 class="subhead outline-none" id="press-title" tabindex="-1">"One more press, please"</h2>
            <p class="mt-2 mb-5 text-muted">
                "Programs fill in forms too, and this looked a little like one of theirs. You are a person? Then press the \
                button, and your request is on its way. Nothing that you typed is lost."
            </p>
            <ErrorNotice error=state.notice()/>
            <button type="submit" name="go" value="press" class="btn btn-primary btn-lg w-full" disabled=move || sending.is_busy()>
                {move || if sending.is_busy() { "Sending…" } else { "I’m a person. Send it." }}
            </button>
            <p class="hint mt-4">{CONSENT_TEXT}</p>
        </form>
    }
}
