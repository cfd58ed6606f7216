//! A site's assistant: the forms of its settings, what it knows, and a conversation to try it in.

mod draft;
mod engine;
mod find;
mod handover;
mod import;
mod key;
mod knowledge;
mod persona;
mod questions;
mod rules;
mod trial;
mod usage;
mod values;

use beckon_domain::site::Site;
use leptos::prelude::*;

use crate::api::assistant::AssistantPage;

use draft::Draft;
use engine::EngineForm;
use handover::HandoverForm;
use key::{Keys, KeysPart};
pub(super) use knowledge::KnowledgeSection;
use persona::PersonaForm;
use questions::QuestionsForm;
use rules::RulesForm;
use trial::TrialPane;
use usage::UsagePart;

/// Who the assistant is, what it asks and must not do.
#[component]
pub(super) fn AssistantSection(site: Site, page: AssistantPage) -> impl IntoView {
    let draft = Draft::new();
    let id = site.id;
    let keys = Keys::new(&page.state);
    view! {
        <div class="with-trial">
            <div class="assistant-forms">
                <PersonaForm site=id page=page.clone() draft/>
                <QuestionsForm site=id industry=site.industry page=page.clone() draft/>
                <RulesForm site=id page=page.clone() draft/>
            </div>
            <TrialPane site engine=Signal::stored(page.state.settings.engine) keys draft/>
        </div>
    }
}

/// Which engine answers, with which key, and what it costs.
#[component]
pub(super) fn EngineSection(site: Site, page: AssistantPage) -> impl IntoView {
    let draft = Draft::new();
    let id = site.id;
    let keys = Keys::new(&page.state);
    let engine = RwSignal::new(values::engine(&page).engine);
    let saved = RwSignal::new(page.state.settings.clone());
    view! {
        <div class="with-trial">
            <div class="assistant-forms">
                <EngineForm site=id page=page.clone() chosen=engine saved draft/>
                <KeysPart site=id keys engine/>
                <UsagePart used=page.state.used saved/>
            </div>
            <TrialPane site engine keys draft/>
        </div>
    }
}

/// When a person takes over.
#[component]
pub(super) fn HandoverSection(site: Site, page: AssistantPage) -> impl IntoView {
    let draft = Draft::new();
    let id = site.id;
    let keys = Keys::new(&page.state);
    view! {
        <div class="with-trial">
            <div class="assistant-forms">
                <HandoverForm site=id page=page.clone() draft/>
            </div>
            <TrialPane site engine=Signal::stored(page.state.settings.engine) keys draft/>
        </div>
    }
}
