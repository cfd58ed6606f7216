use beckon_domain::assistant::{AssistantField, AssistantSection, AssistantSettings, Engine};
use beckon_domain::id::SiteId;
use leptos::prelude::*;

use super::draft::Draft;
use super::values;
use crate::api::assistant::{AssistantPage, SetEngine};
use crate::components::workspace::site::errors::wrong_field;
use crate::components::workspace::site::fields::{Frame, Line};
use crate::components::workspace::site::form::{SaveBar, Watched, form_action};

/// What choosing an engine means, in one honest sentence.
const fn sentence(engine: Engine) -> &'static str {
    match engine {
        Engine::Builtin => {
            "Free, answers at once and needs no key; it asks its questions and tells what it knows, but holds no free conversation."
        }
        Engine::Openai => {
            "Talks most naturally, also through any server that speaks its protocol; what visitors write goes there, and each answer costs a little."
        }
        Engine::Anthropic => {
            "Keeps closely to your rules; what visitors write goes to Anthropic, and each answer costs a little."
        }
    }
}

/// Models that are worth trying; any other may be typed.
const fn suggestions(engine: Engine) -> &'static [&'static str] {
    match engine {
        Engine::Builtin => &[],
        Engine::Openai => &[
            "gpt-5-mini",
            "gpt-5-nano",
            "gpt-5",
            "gpt-4.1-mini",
            "gpt-4.1",
            "gpt-4o-mini",
        ],
        Engine::Anthropic => &["claude-haiku-4-5", "claude-sonnet-4-5", "claude-opus-4-1"],
    }
}

/// Who answers, where, and what it may cost.
#[component]
pub(super) fn EngineForm(
    site: SiteId,
    page: AssistantPage,
    chosen: RwSignal<Engine>,
    /// Takes what is saved.
    saved: RwSignal<AssistantSettings>,
    draft: Draft,
) -> impl IntoView {
    let action = form_action::<SetEngine>();
    Effect::new(move || {
        if let Some(Ok(settings)) = action.value().get() {
            saved.set(settings);
        }
    });
    let now = values::engine(&page);
    let model = RwSignal::new(now.model.clone());
    let base_url = RwSignal::new(now.base_url.clone());
    let (input_price, output_price) = (
        RwSignal::new(now.input_price.clone()),
        RwSignal::new(now.output_price.clone()),
    );
    let budget = RwSignal::new(now.budget.clone());
    draft.add(move || AssistantSection::Engine {
        engine: chosen.get(),
        model: model.get(),
        base_url: base_url.get(),
        input_price: input_price.get(),
        output_price: output_price.get(),
        budget: budget.get(),
    });
    view! {
        <Watched action>
            <ActionForm action attr:class="stack engine-form">
                <input type="hidden" name="id" value=site.to_string()/>
                <EngineCards chosen/>
                <div class="stack provider-only">
                    <ModelField chosen now=now.model typed=model error=wrong_field(action, AssistantField::Model)/>
                    <Line id="base-url" name="base_url" label="Address of the provider" required=false maxlength=300
                        value=now.base_url typed=base_url placeholder="https://api.example.com/v1".to_owned()
                        hint="Empty for the provider's own. Any server with the same protocol works."
                        error=wrong_field(action, AssistantField::BaseUrl)/>
                    <PriceFields now=(now.input_price, now.output_price) typed=(input_price, output_price)
                        error=wrong_field(action, AssistantField::Prices)/>
                </div>
                <Line id="budget" name="budget" label="Monthly budget in US dollars" required=false maxlength=12
                    value=now.budget typed=budget placeholder="20".to_owned()
                    hint="Empty for no limit. At the limit the built-in assistant takes over."
                    error=wrong_field(action, AssistantField::Budget)/>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}

#[component]
fn EngineCards(chosen: RwSignal<Engine>) -> impl IntoView {
    let now = chosen.get_untracked();
    let cards = Engine::ALL.map(|engine| {
        let word = engine.as_str();
        view! {
            <label class="engine-card">
                <input class="engine-radio" type="radio" name="engine" value=word checked=engine == now
                    on:change=move |_| chosen.set(engine)/>
                <span class="engine-name">{engine.name()}</span>
                <span class="engine-sentence">{sentence(engine)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="label">"Who answers"</legend>
            <div class="engine-cards">{cards.into_iter().collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn ModelField(
    chosen: RwSignal<Engine>,
    now: String,
    typed: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options = move || {
        let models = suggestions(chosen.get()).iter();
        models
            .map(|model| view! { <option value=*model></option> })
            .collect_view()
    };
    view! {
        <Frame id="model" label="Model" error hint="Empty for the one shown in grey. Any name that your provider knows works.">
            <input class="input" id="model" name="model" list="models" value=now maxlength="100" autocomplete="off"
                placeholder=move || chosen.get().default_model() spellcheck="false"
                aria-invalid=move || error.read().is_some().then_some("true") aria-describedby="model-hint model-error"
                on:input=move |event| typed.set(event_target_value(&event))/>
            <datalist id="models">{options}</datalist>
        </Frame>
    }
}

#[component]
fn PriceFields(
    now: (String, String),
    typed: (RwSignal<String>, RwSignal<String>),
    error: Signal<Option<String>>,
) -> impl IntoView {
    let is_given = !now.0.is_empty() || !now.1.is_empty();
    view! {
        <details class="prices" open=is_given>
            <summary>"Prices of a model of your own"</summary>
            <div class="price-fields">
                <Line id="input-price" name="input_price" label="Cents for a million tokens read" required=false maxlength=8
                    value=now.0 typed=typed.0 error/>
                <Line id="output-price" name="output_price" label="Cents for a million tokens written" required=false
                    maxlength=8 value=now.1 typed=typed.1 error=Signal::stored(None::<String>)/>
            </div>
            <p class="hint">"Empty for the published prices of known models. They only count the budget."</p>
        </details>
    }
}
