//! What stands in the form's fields, as the browser has it: also what was typed before the page was alive.

use beckon_domain::form::{ANSWER, Field, LeadForm};
use beckon_domain::industry::Industry;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

/// The id of the form's element.
pub(super) const FORM: &str = "lead-form";

/// Reads every field.
pub(super) fn read(industry: Industry) -> Option<LeadForm> {
    let data = data()?;
    Some(LeadForm::read(industry, |name| data.get(name).as_string()))
}

/// What the field holds that people don't see.
pub(super) fn decoy() -> String {
    let data = data();
    data.and_then(|data| data.get("website").as_string())
        .unwrap_or_default()
}

fn data() -> Option<FormData> {
    let form = document().get_element_by_id(FORM)?;
    FormData::new_with_form(form.dyn_ref::<HtmlFormElement>()?).ok()
}

/// Fills in every field, but for the consent: that is given anew.
pub(super) fn fill(form: &LeadForm) {
    let mut form = form.clone();
    for field in Field::ALL {
        if field != Field::Consent
            && let Some(element) = element(field)
        {
            element.set_value(form.slot(field));
        }
    }
    for (question, answer) in &form.answers {
        let selector = format!("#{FORM} [name='{ANSWER}{question}'][value='{answer}']");
        // A draft of an older page may name a choice that there is no more.
        if let Ok(Some(choice)) = document().query_selector(&selector)
            && let Ok(choice) = choice.dyn_into::<HtmlInputElement>()
        {
            choice.set_checked(true);
        }
    }
}

/// A field's element. Lists and longer texts have a value as inputs have, and nothing else is asked of them.
pub(super) fn element(field: Field) -> Option<HtmlInputElement> {
    let element = document().get_element_by_id(field.name())?;
    Some(element.unchecked_into())
}

/// Takes the keyboard from the field that has it.
pub(super) fn leave() {
    if let Some(element) = document().active_element()
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        // An element that can't lose the focus keeps it.
        let _ = element.blur();
    }
}

/// Leads the keyboard, and a screen reader with it, to the first that a selector finds, once it is shown.
pub(super) fn focus(selector: String) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(&selector)
            && let Ok(element) = element.dyn_into::<HtmlElement>()
        {
            // An element that can't take the focus leaves it where it is.
            let _ = element.focus();
        }
    });
}

/// The same for what has to be corrected.
pub(super) fn focus_first_refused() {
    focus(format!("#{FORM} fieldset:not([hidden]) [aria-invalid]"));
}
