//! What the browser knows of the form while it is filled in.

use beckon_domain::email_typo::likely_meant;
use beckon_domain::form::{Field, LeadForm};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};

use super::{AppError, FORM_ID};
use crate::api::forms::SubmitLead;

/// The form so far. A field is judged once its person has left it with something in it, and from then on
/// with every key; all of them are once the form was sent.
#[derive(Clone, Copy)]
pub(super) struct FormState {
    form: RwSignal<LeadForm>,
    judged: RwSignal<Vec<Field>>,
    answer: Signal<Option<AppError>>,
}

impl FormState {
    /// A form that holds `form`, and is sent with `action`.
    pub(super) fn new(form: LeadForm, action: ServerAction<SubmitLead>) -> Self {
        Self {
            form: RwSignal::new(form),
            judged: RwSignal::new(Vec::new()),
            answer: Signal::derive(move || action.value().get().and_then(Result::err)),
        }
    }

    /// Takes what is typed into a field.
    pub(super) fn input(self, field: Field) -> Callback<String> {
        Callback::new(move |text| self.form.update(|form| *slot(form, field) = text))
    }

    /// Takes what a field holds when its person moves on.
    pub(super) fn leave(self, field: Field) -> Callback<String> {
        Callback::new(move |text: String| {
            if !text.is_empty() {
                self.judged.update(|judged| judged.push(field));
            }
            self.form.update(|form| *slot(form, field) = text);
        })
    }

    /// What is wrong with a field: as the server said, until the browser knows better.
    pub(super) fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            let error = if self.judged.with(|judged| judged.contains(&field)) {
                self.form.with(|form| form.check_field(field))
            } else {
                self.answer.with(|answer| match answer {
                    Some(AppError::Fields(errors)) => errors
                        .iter()
                        .find(|(at, _)| *at == field)
                        .map(|(_, error)| *error),
                    _ => None,
                })
            };
            error.map(|error| error.to_string())
        })
    }

    /// The address that was probably meant, once its person has left the field.
    pub(super) fn likely_meant(self) -> Option<String> {
        let left = self.judged.with(|judged| judged.contains(&Field::Email));
        left.then(|| self.form.with(|form| likely_meant(&form.email)))
            .flatten()
    }

    /// Puts an address into the form and its field, where the keyboard goes too: the button that had it is gone.
    pub(super) fn take_email(self, email: &str) {
        let field = document()
            .get_element_by_id("email")
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            field.set_value(email);
            // An element that can't take the focus leaves it where it is.
            let _ = field.focus();
        }
        self.form.update(|form| email.clone_into(&mut form.email));
    }

    /// What is said above the form.
    pub(super) fn notice(self) -> Signal<Option<AppError>> {
        self.answer
    }

    /// Judges all of a form about to be sent.
    pub(super) fn accepts(self, typed: LeadForm) -> bool {
        let accepted = typed.check().is_ok();
        self.form.set(typed);
        self.judged.set(ALL.to_vec());
        accepted
    }
}

/// Leads the keyboard, and a screen reader with it, to what has to be corrected.
pub(super) fn focus_first_refused() {
    request_animation_frame(|| {
        let refused = document().query_selector(&format!("#{FORM_ID} [aria-invalid]"));
        if let Ok(Some(element)) = refused
            && let Ok(element) = element.dyn_into::<HtmlElement>()
        {
            // An element that can't take the focus leaves it where it is.
            let _ = element.focus();
        }
    });
}

const ALL: [Field; 8] = [
    Field::Name,
    Field::Email,
    Field::Phone,
    Field::Location,
    Field::Timeline,
    Field::Budget,
    Field::Notes,
    Field::Consent,
];

fn slot(form: &mut LeadForm, field: Field) -> &mut String {
    match field {
        Field::Name => &mut form.name,
        Field::Email => &mut form.email,
        Field::Phone => &mut form.phone,
        Field::Location => &mut form.location,
        Field::Timeline => &mut form.timeline,
        Field::Budget => &mut form.budget,
        Field::Notes => &mut form.notes,
        Field::Consent => &mut form.consent,
    }
}
