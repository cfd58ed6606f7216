use beckon_domain::assistant::{AssistantField, AssistantSection};
use beckon_domain::id::SiteId;
use leptos::prelude::*;

use super::draft::Draft;
use super::values;
use crate::api::assistant::{AssistantPage, SetRules};
use crate::components::workspace::site::errors::wrong_field;
use crate::components::workspace::site::fields::Lines;
use crate::components::workspace::site::form::{SaveBar, Watched, form_action};

/// What the assistant must and must not do.
#[component]
pub(super) fn RulesForm(site: SiteId, page: AssistantPage, draft: Draft) -> impl IntoView {
    let action = form_action::<SetRules>();
    let now = values::rules(&page);
    let rules = RwSignal::new(now.clone());
    draft.add(move || AssistantSection::Rules(rules.get()));
    view! {
        <section class="assistant-part" aria-labelledby="rules-title">
            <h3 class="board-title" id="rules-title">"Business rules"</h3>
            <Watched action>
                <ActionForm action attr:class="stack">
                    <input type="hidden" name="id" value=site.to_string()/>
                    <Lines id="rules" name="rules" label="Rules" rows=4 value=now typed=rules
                        placeholder="Never quote a price before a visit.\nWe don't work outside Bavaria."
                        hint="One a line. A language model is held to them. The built-in assistant tells what it knows and nothing else, with or without rules."
                        error=wrong_field(action, AssistantField::Rules)/>
                    <SaveBar action/>
                </ActionForm>
            </Watched>
        </section>
    }
}
