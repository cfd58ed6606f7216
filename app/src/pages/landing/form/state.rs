//! What the browser knows of the form while it is filled in.

use beckon_domain::email_typo::likely_meant;
use beckon_domain::form::{Field, LeadForm, Question, Step, asked};
use beckon_domain::industry::Industry;
use beckon_domain::phone_format::{as_typed, place_after};
use leptos::prelude::*;

use super::page;
use super::{AppError, Arrival, SubmitLead};

/// The form so far. A field is judged once its person has left it with something in it, and from then on
/// with every key; all of a step's are once its person wants to go on.
#[derive(Clone, Copy)]
pub(super) struct FormState {
    industry: Industry,
    form: RwSignal<LeadForm>,
    step: RwSignal<Step>,
    judged: RwSignal<Vec<Field>>,
    answer: Signal<Option<AppError>>,
    /// Whether something was typed.
    touched: RwSignal<bool>,
    is_blank: bool,
}

impl FormState {
    /// A form as it arrived, which is sent with `action`.
    pub(super) fn new(
        industry: Industry,
        arrival: &Arrival,
        action: ServerAction<SubmitLead>,
    ) -> Self {
        let first = arrival.problem.clone().or_else(|| {
            let errors = arrival.errors.clone();
            (!errors.is_empty()).then_some(AppError::Fields(errors))
        });
        Self {
            industry,
            form: RwSignal::new(arrival.form.clone()),
            step: RwSignal::new(arrival.step),
            judged: RwSignal::new(Vec::new()),
            answer: Signal::derive(move || match action.value().get() {
                Some(answer) => answer.err(),
                None => first.clone(),
            }),
            touched: RwSignal::new(false),
            is_blank: arrival.form == LeadForm::default(),
        }
    }

    /// Of which industry it is.
    pub(super) fn industry(self) -> Industry {
        self.industry
    }

    /// Whether it came without anything typed before.
    pub(super) fn is_blank(self) -> bool {
        self.is_blank
    }

    /// What it holds now.
    pub(super) fn form_now(self) -> LeadForm {
        self.form.get_untracked()
    }

    /// The same as it changes, once its person has typed something.
    pub(super) fn typed(self) -> Option<(LeadForm, Step)> {
        self.touched
            .get()
            .then(|| (self.form.get(), self.step.get()))
    }

    /// Which step is shown.
    pub(super) fn step(self) -> Step {
        self.step.get()
    }

    /// The same at this moment.
    pub(super) fn step_now(self) -> Step {
        self.step.get_untracked()
    }

    /// Shows a step, and leads the keyboard to its beginning.
    pub(super) fn go_to(self, step: Step) {
        self.step.set(step);
        page::focus(format!("#step-{} > legend", step.number()));
    }

    /// Takes what was typed before the page was alive.
    pub(super) fn begin_to_live(self) {
        Effect::new(move || {
            if let Some(form) = page::read(self.industry) {
                let is_news = self.form.with_untracked(|known| *known != form);
                if is_news {
                    self.form.set(form);
                    self.touched.set(true);
                }
            }
        });
    }

    /// Puts a draft into the form and its fields.
    pub(super) fn take_draft(self, form: &LeadForm, step: Step) {
        page::fill(form);
        if let Some(form) = page::read(self.industry) {
            self.form.set(form);
        }
        self.touched.set(true);
        self.go_to(step);
    }

    /// Takes what is typed into a field.
    pub(super) fn input(self, field: Field) -> Callback<String> {
        Callback::new(move |text| {
            let text = if field == Field::Phone {
                format_phone(text)
            } else {
                text
            };
            self.touched.set(true);
            self.form.update(|form| *form.slot(field) = text);
        })
    }

    /// Takes what a field holds when its person moves on.
    pub(super) fn leave(self, field: Field) -> Callback<String> {
        Callback::new(move |text: String| {
            if !text.is_empty() {
                self.judged.update(|judged| judged.push(field));
                self.touched.set(true);
            }
            self.form.update(|form| *form.slot(field) = text);
        })
    }

    /// Takes an answer that was chosen.
    pub(super) fn choose(self, question: &'static str, answer: &'static str) {
        self.touched.set(true);
        self.form.update(|form| {
            form.answers.insert(question.to_owned(), answer.to_owned());
        });
    }

    /// Whether a question is asked after the answers so far.
    pub(super) fn asks(self, question: &'static Question) -> bool {
        self.form
            .with(|form| asked(self.industry, &form.answers).contains(&question))
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
        if let Some(field) = page::element(Field::Email) {
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

    /// Judges a step as it stands in the page; whether its person may go on.
    pub(super) fn accepts(self, step: Step) -> bool {
        if let Some(typed) = page::read(self.industry) {
            self.form.set(typed);
        }
        self.judged.update(|judged| judged.extend(step.fields()));
        self.form
            .with_untracked(|form| form.check_step(step).is_empty())
    }
}

/// Sets a number that is being typed in groups, with the caret after the digit that it was after.
fn format_phone(text: String) -> String {
    let Some(field) = page::element(Field::Phone) else {
        return text;
    };
    let formatted = as_typed(&text);
    if formatted == text {
        return text;
    }
    let caret = field.selection_start().ok().flatten();
    let caret = caret
        .and_then(|at| usize::try_from(at).ok())
        .unwrap_or(text.len());
    let place = place_after(&text, caret, &formatted);
    field.set_value(&formatted);
    let place = u32::try_from(place).unwrap_or_default();
    // Without it the caret is at the end.
    let _ = field.set_selection_range(place, place);
    formatted
}
