//! The way from one step to the next, and from the last one to the server.

use std::time::Duration;

use beckon_domain::form::{LeadForm, Step};
use leptos::prelude::*;

use super::state::FormState;
use super::{AppError, Arrival, SubmitLead, page};

/// How long after a page came to life its form is held back: sooner, the server takes it for a program's.
const RIPE: Duration = Duration::from_millis(2_100);

/// Sends the form.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    state: FormState,
    action: ServerAction<SubmitLead>,
    /// What goes along unseen.
    along: StoredValue<Along>,
    press: RwSignal<Option<String>>,
    is_ripe: RwSignal<bool>,
    waits: RwSignal<bool>,
}

struct Along {
    query: String,
    referrer: String,
    ticket: String,
}

impl Sending {
    pub(super) fn new(
        state: FormState,
        action: ServerAction<SubmitLead>,
        arrival: &Arrival,
        query: String,
    ) -> Self {
        let along = Along {
            query,
            referrer: arrival.referrer.clone(),
            ticket: arrival.ticket.clone(),
        };
        let sending = Self {
            state,
            action,
            along: StoredValue::new(along),
            press: RwSignal::new(arrival.press.clone()),
            is_ripe: RwSignal::new(false),
            waits: RwSignal::new(false),
        };
        Effect::new(move || set_timeout(move || sending.is_ripe.set(true), RIPE));
        Effect::new(move || {
            if sending.is_ripe.get() && sending.waits.get() {
                sending.waits.set(false);
                sending.dispatch(None);
            }
        });
        Effect::new(move || sending.hear());
        sending
    }

    /// The ticket of the press that is asked for, if one is.
    pub(super) fn press(self) -> Option<String> {
        self.press.get()
    }

    /// Whether it is on its way.
    pub(super) fn is_busy(self) -> bool {
        self.waits.get() || self.action.pending().get()
    }

    /// Goes on to the next step, or sends what is filled in.
    pub(super) fn go_on(self) {
        let step = self.state.step_now();
        if !self.state.accepts(step) {
            page::focus_first_refused();
        } else if let Some(next) = step.next() {
            self.state.go_to(next);
        } else if self.is_ripe.get_untracked() {
            self.dispatch(None);
        } else {
            self.waits.set(true);
        }
    }

    /// Sends it once more, as a person's.
    pub(super) fn send_pressed(self, ticket: String) {
        self.dispatch(Some(ticket));
    }

    fn dispatch(self, press: Option<String>) {
        if self.action.pending().get_untracked() {
            return;
        }
        let website = if press.is_some() {
            String::new()
        } else {
            page::decoy()
        };
        let form: LeadForm = self.state.form_now();
        self.along.with_value(|along| {
            self.action.dispatch(SubmitLead {
                industry: self.state.industry(),
                form,
                query: along.query.clone(),
                referrer: along.referrer.clone(),
                website,
                ticket: press.unwrap_or_else(|| along.ticket.clone()),
            });
        });
    }

    /// Hears the server's answer.
    fn hear(self) {
        match self.action.value().get() {
            Some(Ok(Some(ticket))) => {
                // A field must not be left after what hears of it is gone with the form.
                page::leave();
                self.press.set(Some(ticket));
            }
            Some(Err(AppError::Fields(errors))) => {
                // The browser checks by the same rules: a page from before they were changed did not.
                let first = errors.first().map(|(field, _)| Step::of_field(*field));
                self.press.set(None);
                self.state.go_to(first.unwrap_or_default());
            }
            _ => {}
        }
    }
}
