use beckon_domain::condition::Kind;
use leptos::prelude::*;

use super::draft::{Draft, Drafts};
use crate::components::workspace::condition::{ConditionDraft, ConditionInputs};
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::unsaved::Unsaved;

/// A rule, to be changed.
#[component]
pub(super) fn RuleCard(drafts: Drafts, key: u32, say: WriteSignal<String>) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let number = move || drafts.place(key) + 1;
    let remove = move |_| {
        drafts.remove(key);
        unsaved.note();
        say.set("Rule removed".to_owned());
    };
    let is_active = move || {
        drafts
            .read(key, |draft| draft.is_active)
            .unwrap_or_default()
    };
    let error = move || drafts.error(key);
    view! {
        <li class="rule" class:is-asleep=move || !is_active()>
            <fieldset>
                <legend class="sr-only">"Rule " {number}</legend>
                <div class="rule-head">
                    <span class="rule-number" aria-hidden="true">{number}</span>
                    <TextInput drafts key read=|draft| draft.name.clone() write=|draft, typed| draft.name = typed
                        label="Name" class="input score-rule-name" placeholder="A name, if you like"/>
                    <span class="rule-tools">
                        <Check drafts key read=|draft| draft.is_active write=|draft, is| draft.is_active = is label="Counts"/>
                        <button type="button" class="ws-icon-button" on:click=remove
                            aria-label=move || format!("Remove rule {}", number())>
                            <Glyph icon=Icon::Cross/>
                        </button>
                    </span>
                </div>
                <When drafts key/>
                <Gives drafts key/>
                {move || error().map(|error| view! { <p class="error">{error}</p> })}
            </fieldset>
        </li>
    }
}

/// Of which leads the rule speaks.
#[component]
fn When(drafts: Drafts, key: u32) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let draft = Memo::new(move |_| {
        drafts
            .read(key, |draft| draft.condition.clone())
            .unwrap_or_else(ConditionDraft::blank)
    });
    let change = move |condition| {
        drafts.change(key, |draft| draft.set_condition(condition));
        unsaved.note();
    };
    view! {
        <div class="score-when">
            <span class="rule-word">"When"</span>
            <ConditionInputs draft change id=format!("rule-{key}-field")/>
        </div>
    }
}

/// What the rule gives.
#[component]
fn Gives(drafts: Drafts, key: u32) -> impl IntoView {
    let is_counted = move || {
        drafts
            .read(key, |draft| draft.condition.field.kind() == Kind::Number)
            .unwrap_or_default()
    };
    let is_each = move || drafts.read(key, |draft| draft.is_each).unwrap_or_default();
    let fades = move || drafts.read(key, |draft| draft.fades).unwrap_or_default();
    view! {
        <div class="score-gives">
            <span class="score-part">
                <span class="rule-word">"add"</span>
                <TextInput drafts key read=|draft| draft.points.clone() write=|draft, typed| draft.points = typed
                    label="Points" class="input score-number" is_number=true/>
                <span class="rule-word">"points"</span>
            </span>
            {move || is_counted().then(|| view! {
                <span class="score-part">
                    <Check drafts key read=|draft| draft.is_each write=|draft, is| draft.is_each = is label="for each one"/>
                    {move || is_each().then(|| view! {
                        <span class="rule-word">", at most"</span>
                        <TextInput drafts key read=|draft| draft.at_most.clone() write=|draft, typed| draft.at_most = typed
                            label="Points at most" class="input score-number" is_number=true/>
                    })}
                </span>
            })}
            <span class="score-part">
                <Check drafts key read=|draft| draft.fades write=|draft, is| draft.fades = is label="fading"/>
                {move || fades().then(|| view! {
                    <span class="rule-word">"over"</span>
                    <TextInput drafts key read=|draft| draft.days.clone() write=|draft, typed| draft.days = typed
                        label="Days in which the points fade" class="input score-number" is_number=true/>
                    <span class="rule-word">"quiet days"</span>
                })}
            </span>
        </div>
    }
}

#[component]
fn TextInput(
    drafts: Drafts,
    key: u32,
    read: fn(&Draft) -> String,
    write: fn(&mut Draft, String),
    label: &'static str,
    #[prop(default = "input")] class: &'static str,
    #[prop(default = "")] placeholder: &'static str,
    #[prop(optional)] is_number: bool,
) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let value = move || drafts.read(key, read).unwrap_or_default();
    view! {
        <input class=class type="text" inputmode=is_number.then_some("numeric") maxlength="200" autocomplete="off"
            aria-label=label placeholder=placeholder value=untrack(value) prop:value=value
            on:input=move |event| {
                let typed = event_target_value(&event);
                drafts.change(key, |draft| write(draft, typed));
                unsaved.note();
            }/>
    }
}

#[component]
fn Check(
    drafts: Drafts,
    key: u32,
    read: fn(&Draft) -> bool,
    write: fn(&mut Draft, bool),
    label: &'static str,
) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let value = move || drafts.read(key, read).unwrap_or_default();
    view! {
        <label class="score-check">
            <input type="checkbox" checked=untrack(value) prop:checked=value
                on:change=move |event| {
                    let is = event_target_checked(&event);
                    drafts.change(key, |draft| write(draft, is));
                    unsaved.note();
                }/>
            {label}
        </label>
    }
}
