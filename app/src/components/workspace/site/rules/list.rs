use leptos::html::Li;
use leptos::prelude::*;

use super::condition::ConditionRow;
use super::draft::{Drafts, OutcomeKind};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::unsaved::Unsaved;

/// The rules, to be changed and put in order.
#[component]
pub(in super::super) fn RuleList(
    /// The rules.
    drafts: Drafts,
    /// What is wrong with them.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let (said, say) = signal(String::new());
    let add = move |_| {
        let key = drafts.add();
        unsaved.note();
        focus_soon(format!("rule-{key}-field"));
    };
    view! {
        <section class="rules" aria-labelledby="rules-title">
            <h3 class="label" id="rules-title">"Rules"</h3>
            <p class="hint">"The first rule whose conditions all hold decides. If none does, everybody's greeting is shown."</p>
            <input type="hidden" name="rules" value=move || drafts.to_json()/>
            <ol class="rule-list">
                <For each=move || drafts.keys() key=|key| *key let(key)>
                    <RuleCard drafts key=key say/>
                </For>
            </ol>
            <div aria-live="polite">{move || error.get().map(|error| view! { <p class="error">{error}</p> })}</div>
            <p class="sr-only" role="status">{said}</p>
            <button type="button" class="btn btn-secondary btn-sm" disabled=move || drafts.is_full() on:click=add>
                <Glyph icon=Icon::Plus/>
                "Add rule"
            </button>
            <noscript><p class="hint">"Rules need JavaScript to be changed."</p></noscript>
        </section>
    }
}

#[component]
fn RuleCard(drafts: Drafts, key: u32, say: WriteSignal<String>) -> impl IntoView {
    let card = NodeRef::<Li>::new();
    let number = move || drafts.place(key) + 1;
    let conditions = move || {
        drafts
            .read(key, |rule| {
                rule.when
                    .iter()
                    .map(|condition| condition.key)
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    };
    let is_always = move || conditions().is_empty();
    view! {
        <li class="rule" node_ref=card>
            <fieldset>
                <legend class="sr-only">"Rule " {number}</legend>
                <div class="rule-head">
                    <span class="rule-number" aria-hidden="true">{number}</span>
                    <span class="rule-word">{move || if is_always() { "Always" } else { "When" }}</span>
                    <RuleTools drafts key=key say/>
                </div>
                <div class="rule-when">
                    <For each=conditions key=|key| *key let(condition)>
                        <ConditionRow drafts at=(key, condition)/>
                    </For>
                    <AddCondition drafts key=key/>
                </div>
                <OutcomeFields drafts key=key/>
            </fieldset>
        </li>
    }
}

/// Up, down, and away: the keyboard's way to put rules in order, and a phone's.
#[component]
fn RuleTools(drafts: Drafts, key: u32, say: WriteSignal<String>) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let moved = move |button: &'static str| {
        unsaved.note();
        say.set(format!(
            "Now rule {} of {}",
            drafts.place(key) + 1,
            drafts.len()
        ));
        // The element was taken out and put in elsewhere, which takes the focus from it.
        focus_soon(format!("rule-{key}-{button}"));
    };
    let up = move |_| {
        drafts.move_up(key);
        moved("up");
    };
    let down = move |_| {
        drafts.move_down(key);
        moved("down");
    };
    let remove = move |_| {
        drafts.remove(key);
        unsaved.note();
        say.set("Rule removed".to_owned());
    };
    let number = move || drafts.place(key) + 1;
    view! {
        <span class="rule-tools">
            <button type="button" class="ws-icon-button rule-up" id=format!("rule-{key}-up") on:click=up
                aria-disabled=move || (number() == 1).to_string() aria-label=move || format!("Move rule {} up", number())>
                <Glyph icon=Icon::Back/>
            </button>
            <button type="button" class="ws-icon-button rule-down" id=format!("rule-{key}-down") on:click=down
                aria-disabled=move || (number() == drafts.len()).to_string()
                aria-label=move || format!("Move rule {} down", number())>
                <Glyph icon=Icon::Back/>
            </button>
            <button type="button" class="ws-icon-button" on:click=remove
                aria-label=move || format!("Remove rule {}", number())>
                <Glyph icon=Icon::Cross/>
            </button>
        </span>
    }
}

#[component]
fn AddCondition(drafts: Drafts, key: u32) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let add = move |_| {
        drafts.add_condition(key);
        unsaved.note();
    };
    let is_full = move || {
        let count = drafts.read(key, |rule| rule.when.len()).unwrap_or_default();
        count >= beckon_domain::widget::CONDITIONS_MAX
    };
    view! {
        <button type="button" class="rule-add" disabled=is_full on:click=add>
            <Glyph icon=Icon::Plus/>
            "Condition"
        </button>
    }
}

#[component]
fn OutcomeFields(drafts: Drafts, key: u32) -> impl IntoView {
    const OUTCOMES: [(OutcomeKind, &str, &str); 3] = [
        (OutcomeKind::Greet, "greet", "greet with"),
        (OutcomeKind::Open, "open", "open the chat"),
        (OutcomeKind::Quiet, "quiet", "keep quiet"),
    ];
    let outcome = move || {
        drafts
            .read(key, |rule| rule.outcome)
            .unwrap_or(OutcomeKind::Greet)
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some((kind, _, _)) = OUTCOMES.into_iter().find(|(_, value, _)| *value == chosen) {
            drafts.change(key, |rule| rule.outcome = kind);
        }
    };
    let options = OUTCOMES.map(|(kind, value, words)| {
        view! { <option value=value selected=move || outcome() == kind>{words}</option> }
    });
    let text = move || {
        drafts
            .read(key, |rule| rule.text.clone())
            .unwrap_or_default()
    };
    view! {
        <div class="rule-then">
            <span class="rule-word">"then"</span>
            <select class="select" aria-label="What happens" on:change=choose>{options.into_iter().collect_view()}</select>
            {move || (outcome() == OutcomeKind::Greet).then(|| view! {
                <textarea class="textarea rule-text" rows="2" aria-label="Greeting" maxlength="500"
                    placeholder="Comparing plans? I can help." prop:value=text
                    on:input=move |event| drafts.change(key, |rule| rule.text = event_target_value(&event))
                >{untrack(text)}</textarea>
            })}
        </div>
    }
}
