//! A draft of the form, kept in the visitor's browser and nowhere else, from the first key on until it is sent.

use beckon_domain::form::{LeadForm, Step};
use beckon_domain::industry::Industry;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::state::FormState;

/// What is kept. No consent: that is given when the form is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    form: LeadForm,
    step: Step,
}

fn storage() -> Option<leptos::web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn key(industry: Industry) -> String {
    format!("beckon-form-{}", industry.slug())
}

fn keep(industry: Industry, draft: &Draft) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(draft)) {
        // A browser that keeps nothing has no drafts.
        let _ = storage.set_item(&key(industry), &text);
    }
}

fn find(industry: Industry) -> Option<Draft> {
    let text = storage()?.get_item(&key(industry)).ok()??;
    serde_json::from_str(&text).ok()
}

/// Forgets the draft of an industry's form.
pub(in super::super) fn forget(industry: Industry) {
    if let Some(storage) = storage() {
        // What can't be removed was never kept.
        let _ = storage.remove_item(&key(industry));
    }
}

/// Keeps the draft, and offers one of an earlier visit.
#[component]
pub(super) fn KeptDraft(state: FormState) -> impl IntoView {
    let industry = state.industry();
    let offered = RwSignal::new(None::<Draft>);
    Effect::new(move || {
        if state.is_blank() {
            offered.set(find(industry));
        }
    });
    Effect::new(move || {
        if let Some((form, step)) = state.typed()
            && offered.with_untracked(Option::is_none)
        {
            let form = LeadForm {
                consent: String::new(),
                ..form
            };
            keep(industry, &Draft { form, step });
        }
    });
    let take = move |_| {
        if let Some(draft) = offered.get_untracked() {
            offered.set(None);
            state.take_draft(&draft.form, draft.step);
        }
    };
    let drop = move |_| {
        offered.set(None);
        forget(industry);
    };
    let offer = move || {
        offered.with(Option::is_some).then(|| {
            view! {
                <p class="font-medium">"We kept what you typed."</p>
                <p class="hint">"In this browser alone. Nobody else has seen it."</p>
                <div class="mt-2 flex flex-wrap gap-2">
                    <button type="button" class="btn btn-secondary btn-sm" on:click=take>"Go on with it"</button>
                    <button type="button" class="btn btn-ghost btn-sm" on:click=drop>"Forget it"</button>
                </div>
            }
        })
    };
    view! { <div aria-live="polite" class="not-empty:mt-5">{offer}</div> }
}
