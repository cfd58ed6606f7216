use beckon_domain::routing::{RoutingRules, RoutingView};
use leptos::prelude::*;

use super::draft::Drafts;
use super::rule::RuleCard;
use crate::api::routing::set_routing_rules;
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::unsaved::Unsaved;
use crate::error::AppError;

/// Whether leads are given out, and the rules by which.
#[component]
pub fn RoutingRulesEditor(
    /// The rules as they stood when the page was opened.
    stored: RoutingView,
    /// Who can be given leads.
    colleagues: Colleagues,
) -> impl IntoView {
    let unsaved = Unsaved::guarding();
    provide_context(unsaved);
    let colleagues = StoredValue::new(colleagues);
    let drafts = Drafts::of(&stored.rules);
    let revision = RwSignal::new(stored.revision);
    let save = Action::new(move |(rules, over): &(RoutingRules, i32)| {
        set_routing_rules(rules.clone(), *over)
    });
    Effect::new(move || {
        if let Some(Ok(now)) = save.value().get() {
            revision.set(now);
            unsaved.clear();
        }
    });
    let toggle = move |event| {
        drafts.is_active.set(event_target_checked(&event));
        unsaved.note();
    };
    view! {
        <fieldset class="scoring-rules" disabled=!stored.may_change>
            <legend class="sr-only">"Rules"</legend>
            <label class="score-check routing-switch">
                <input type="checkbox" checked=drafts.is_active.get_untracked() prop:checked=drafts.is_active on:change=toggle/>
                "Give leads out as they come in"
            </label>
            <RuleList drafts colleagues/>
            <p class="hint">
                {move || if drafts.len() == 0 { "All leads go" } else { "What no rule takes goes" }}
                " round among everybody who is there, at work and has room. What nobody can take waits, the oldest first."
            </p>
            <SaveBar drafts revision save/>
        </fieldset>
    }
}

#[component]
fn RuleList(drafts: Drafts, colleagues: StoredValue<Colleagues>) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let (said, say) = signal(String::new());
    let add = move |_| {
        let key = drafts.add();
        unsaved.note();
        focus_soon(format!("route-{key}-0-field"));
    };
    let is_empty = move || drafts.len() == 0;
    view! {
        {move || is_empty().then(|| view! {
            <p class="scoring-empty">
                "No rules yet. A rule sends leads that fulfil its conditions to one person or one team."
            </p>
        })}
        <ol class="rule-list">
            <For each=move || drafts.keys() key=|key| *key let(key)>
                <RuleCard drafts key colleagues say/>
            </For>
        </ol>
        <p class="sr-only" role="status">{said}</p>
        <button type="button" class="btn btn-secondary btn-sm" disabled=move || drafts.is_full() on:click=add>
            <Glyph icon=Icon::Plus/>
            "Add rule"
        </button>
        <noscript><p class="hint">"Rules need JavaScript to be changed."</p></noscript>
    }
}

type Save = Action<(RoutingRules, i32), Result<i32, AppError>>;

#[component]
fn SaveBar(drafts: Drafts, revision: RwSignal<i32>, save: Save) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let refused = RwSignal::new(None::<String>);
    let submit = move |_| match drafts.rules() {
        Ok(rules) => {
            refused.set(None);
            save.dispatch((rules, revision.get_untracked()));
        }
        Err(error) => refused.set(Some(error.to_string())),
    };
    let error = move || {
        let answered = save.value().get().and_then(Result::err);
        refused
            .get()
            .or_else(|| answered.map(|error| error.to_string()))
    };
    let is_saved =
        move || !unsaved.get() && save.value().with(|value| matches!(value, Some(Ok(_))));
    view! {
        <div class="scoring-save">
            <button type="button" class="btn btn-primary" disabled=move || save.pending().get() on:click=submit>"Save"</button>
            <span class="hint" role="status">{move || is_saved().then_some("Saved.")}</span>
        </div>
        <div role="alert">{move || error().map(|error| view! { <p class="error">{error}</p> })}</div>
    }
}
