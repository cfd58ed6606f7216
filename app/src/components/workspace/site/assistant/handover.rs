use beckon_domain::assistant::{AssistantField, AssistantSection};
use beckon_domain::id::SiteId;
use leptos::prelude::*;

use super::draft::Draft;
use super::values;
use crate::api::assistant::{AssistantPage, SetHandover};
use crate::components::workspace::site::errors::wrong_field;
use crate::components::workspace::site::fields::{Frame, Line, Lines};
use crate::components::workspace::site::form::{SaveBar, Watched, form_action};

/// When a person takes over.
#[component]
pub(super) fn HandoverForm(site: SiteId, page: AssistantPage, draft: Draft) -> impl IntoView {
    let action = form_action::<SetHandover>();
    let now = values::handover(&page);
    let on_frustration = RwSignal::new(now.on_frustration);
    let unanswered = RwSignal::new(now.unanswered.clone());
    let words = RwSignal::new(now.words.clone());
    let score = RwSignal::new(now.score.clone());
    draft.add(move || AssistantSection::Handover {
        on_frustration: on_frustration.get(),
        unanswered: unanswered.get(),
        words: words.get(),
        score: score.get(),
    });
    view! {
        <Watched action>
            <ActionForm action attr:class="stack">
                <input type="hidden" name="id" value=site.to_string()/>
                <p class="notice">"Whoever asks for a person always gets one: that can't be turned off."</p>
                <FrustrationField typed=on_frustration/>
                <UnansweredField now=now.unanswered typed=unanswered error=wrong_field(action, AssistantField::Unanswered)/>
                <Lines id="words" name="words" label="Words that call for a person" rows=4 value=now.words typed=words
                    placeholder="lawyer\ncancel my contract\nreclamo" error=wrong_field(action, AssistantField::Words)
                    hint="One a line, found as whole words in every message. Write them in each language your visitors speak."/>
                <Line id="score" name="score" label="From this score on" kind="number" required=false value=now.score
                    typed=score placeholder="80".to_owned() error=wrong_field(action, AssistantField::Score)
                    hint="A lead this good is told to your team while it is still there. Empty for never."/>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}

#[component]
fn FrustrationField(typed: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="toggle">
            <input class="checkbox" type="checkbox" id="on_frustration" name="on_frustration" value="true"
                checked=typed.get_untracked() aria-describedby="on_frustration-hint"
                on:change=move |event| typed.set(event_target_checked(&event))/>
            <div>
                <label class="label" for="on_frustration">"When the visitor has had enough"</label>
                <p class="hint" id="on_frustration-hint">"A language model notices it and hands over. The built-in assistant takes insults and anger for the wish for a person in any case."</p>
            </div>
        </div>
    }
}

#[component]
fn UnansweredField(
    now: String,
    typed: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options = (1..=5).map(move |count: u8| {
        let value = count.to_string();
        let selected = value == now;
        let words = if count == 1 {
            "1 question".to_owned()
        } else {
            format!("{count} questions in a row")
        };
        view! { <option value=value selected=selected>{words}</option> }
    });
    view! {
        <Frame id="unanswered" label="When it has no answer to" error
            hint="What it can't find in its knowledge it doesn't answer.">
            <select class="select" id="unanswered" name="unanswered" aria-describedby="unanswered-hint unanswered-error"
                aria-invalid=move || error.read().is_some().then_some("true")
                on:change=move |event| typed.set(event_target_value(&event))>
                {options.collect_view()}
            </select>
        </Frame>
    }
}
