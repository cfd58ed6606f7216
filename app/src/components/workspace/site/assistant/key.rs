//! Providers' keys: written, shown by their last four characters, removed.

use beckon_domain::assistant::{AssistantField, AssistantState, Engine, KeyState};
use beckon_domain::id::SiteId;
use leptos::html::Form;
use leptos::prelude::*;

use crate::api::assistant::SetKey;
use crate::components::workspace::empty_when_done;
use crate::components::workspace::site::errors::{Refusal, wrong_field};
use crate::components::workspace::site::fields::Line;
use crate::components::workspace::site::form::form_action;

/// Which keys there are, as far as this page knows.
#[derive(Clone, Copy)]
pub(super) struct Keys(RwSignal<Vec<KeyState>>);

impl Keys {
    /// As they are saved.
    pub(super) fn new(state: &AssistantState) -> Self {
        Self(RwSignal::new(state.keys.clone()))
    }

    /// The key of a provider.
    fn of(self, engine: Engine) -> Option<KeyState> {
        self.0.get().into_iter().find(|key| key.engine == engine)
    }

    /// Whether an engine can answer.
    pub(super) fn can_answer(self, engine: Engine) -> bool {
        engine == Engine::Builtin
            || self
                .of(engine)
                .is_some_and(|key| key.own.is_some() || key.installation)
    }
}

/// The key of the chosen provider.
#[component]
pub(super) fn KeysPart(site: SiteId, keys: Keys, engine: RwSignal<Engine>) -> impl IntoView {
    view! {
        <section class="assistant-part" aria-labelledby="key-title">
            <h3 class="board-title" id="key-title">"Keys"</h3>
            <p class="hint">"Sealed before they are stored, and never shown again: not to you, not to visitors, not to the assistant."</p>
            <KeyForm site keys of=Engine::Openai/>
            <KeyForm site keys of=Engine::Anthropic/>
            <div role="status">
                {move || (!keys.can_answer(engine.get())).then(|| view! {
                    <p class="notice">
                        {engine.get().name()} " answers once its key is saved. Until then the built-in assistant does."
                    </p>
                })}
            </div>
        </section>
    }
}

#[component]
fn KeyForm(site: SiteId, keys: Keys, of: Engine) -> impl IntoView {
    let action = form_action::<SetKey>();
    let form = NodeRef::<Form>::new();
    empty_when_done(action, form);
    Effect::new(move || {
        if let Some(Ok(state)) = action.value().get() {
            keys.0.set(state.keys);
        }
    });
    let word = of.as_str();
    let own = move || keys.of(of).and_then(|key| key.own);
    let state = move || match keys.of(of) {
        Some(KeyState {
            own: Some(last), ..
        }) => format!("Your key ends with …{last}."),
        Some(KeyState {
            installation: true, ..
        }) => "The installation's key is used.".to_owned(),
        _ => "There is none.".to_owned(),
    };
    view! {
        <div class="key">
            <p class="key-state" role="status"><strong>{of.name()}</strong> " " {state}</p>
            <ActionForm action node_ref=form attr:class="key-form">
                <input type="hidden" name="id" value=site.to_string()/>
                <input type="hidden" name="engine" value=word/>
                <Line id=format!("key-{word}") name="key" label=format!("New key for {}", of.name()) kind="password"
                    maxlength=300 error=wrong_field(action, AssistantField::Key(of))/>
                <button type="submit" class="btn btn-secondary" disabled=action.pending()>"Save key"</button>
            </ActionForm>
            <Refusal action/>
            {move || own().map(|_| view! { <RemoveKey action site of/> })}
        </div>
    }
}

#[component]
fn RemoveKey(action: ServerAction<SetKey>, site: SiteId, of: Engine) -> impl IntoView {
    view! {
        <ActionForm action>
            <input type="hidden" name="id" value=site.to_string()/>
            <input type="hidden" name="engine" value=of.as_str()/>
            <input type="hidden" name="key" value=""/>
            <button type="submit" class="btn btn-ghost btn-sm" disabled=action.pending()>
                "Remove this key" <span class="sr-only">" for " {of.name()}</span>
            </button>
        </ActionForm>
    }
}
