use beckon_domain::routing::Target;
use leptos::prelude::*;

use super::draft::{Draft, Drafts, target_word};
use crate::components::workspace::condition::{ConditionDraft, ConditionInputs};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::unsaved::Unsaved;

/// A rule, to be changed and moved.
#[component]
pub(super) fn RuleCard(
    drafts: Drafts,
    key: u32,
    colleagues: StoredValue<Colleagues>,
    say: WriteSignal<String>,
) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let number = move || drafts.place(key) + 1;
    let remove = move |_| {
        drafts.remove(key);
        unsaved.note();
        say.set("Rule removed".to_owned());
    };
    let shift = move |down: bool| {
        if drafts.shift(key, down) {
            unsaved.note();
            say.set(format!("Rule is now number {}", untrack(number)));
        }
    };
    let is_active = move || {
        drafts
            .read(key, |draft| draft.is_active)
            .unwrap_or_default()
    };
    let is_first = move || number() == 1;
    let is_last = move || number() == drafts.len();
    let name = move || {
        drafts
            .read(key, |draft| draft.name.clone())
            .unwrap_or_default()
    };
    let rename = move |event| {
        let typed = event_target_value(&event);
        drafts.change(key, |draft| draft.name = typed);
        unsaved.note();
    };
    view! {
        <li class="rule" class:is-asleep=move || !is_active()>
            <fieldset>
                <legend class="sr-only">"Rule " {number}</legend>
                <div class="rule-head">
                    <span class="rule-number" aria-hidden="true">{number}</span>
                    <input class="input score-rule-name" type="text" maxlength="60" autocomplete="off" aria-label="Name"
                        placeholder="A name, if you like" value=untrack(name) prop:value=name on:input=rename/>
                    <span class="rule-tools">
                        <Check drafts key read=|draft| draft.is_active write=|draft, is| draft.is_active = is label="Counts"/>
                        <button type="button" class="ws-icon-button rule-up" aria-disabled=move || is_first().to_string()
                            aria-label=move || format!("Move rule {} up", number()) on:click=move |_| shift(false)>
                            <Glyph icon=Icon::Back/>
                        </button>
                        <button type="button" class="ws-icon-button rule-down" aria-disabled=move || is_last().to_string()
                            aria-label=move || format!("Move rule {} down", number()) on:click=move |_| shift(true)>
                            <Glyph icon=Icon::Back/>
                        </button>
                        <button type="button" class="ws-icon-button" on:click=remove
                            aria-label=move || format!("Remove rule {}", number())>
                            <Glyph icon=Icon::Cross/>
                        </button>
                    </span>
                </div>
                <Conditions drafts key/>
                <Goes drafts key colleagues/>
                {move || drafts.error(key).map(|error| view! { <p class="error">{error}</p> })}
            </fieldset>
        </li>
    }
}

/// What a lead must fulfil.
#[component]
fn Conditions(drafts: Drafts, key: u32) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let keys = move || {
        let keys = drafts.read(key, |draft| {
            let keys = draft.conditions.iter().map(|(at, _)| *at);
            keys.collect::<Vec<_>>()
        });
        keys.unwrap_or_default()
    };
    let is_full = move || drafts.read(key, Draft::is_full).unwrap_or_default();
    let add = move |_| {
        let mut added = 0;
        drafts.change(key, |draft| added = draft.add_condition());
        unsaved.note();
        focus_soon(format!("route-{key}-{added}-field"));
    };
    let word = move || {
        if keys().is_empty() {
            "Every lead"
        } else {
            "When all of this holds"
        }
    };
    view! {
        <div class="rule-when">
            <span class="rule-word">{word}</span>
            <For each=keys key=|at| *at let(at)>
                <ConditionRow drafts key at/>
            </For>
            <button type="button" class="btn btn-ghost btn-sm routing-add" disabled=is_full on:click=add>
                <Glyph icon=Icon::Plus/>
                "Add condition"
            </button>
        </div>
    }
}

#[component]
fn ConditionRow(drafts: Drafts, key: u32, at: u32) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let draft = Memo::new(move |_| {
        let read = drafts.read(key, |draft| {
            let own = draft.conditions.iter().find(|(other, _)| *other == at);
            own.map(|(_, condition)| condition.clone())
        });
        read.flatten().unwrap_or_else(ConditionDraft::blank)
    });
    let change = move |condition| {
        drafts.change(key, |draft| draft.set_condition(at, condition));
        unsaved.note();
    };
    let remove = move |_| {
        drafts.change(key, |draft| {
            draft.conditions.retain(|(other, _)| *other != at);
        });
        unsaved.note();
    };
    view! {
        <div class="condition">
            <ConditionInputs draft change id=format!("route-{key}-{at}-field")/>
            <button type="button" class="ws-icon-button" aria-label="Remove this condition" on:click=remove>
                <Glyph icon=Icon::Cross/>
            </button>
        </div>
    }
}

/// Where leads go.
#[component]
fn Goes(drafts: Drafts, key: u32, colleagues: StoredValue<Colleagues>) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let target = move || {
        drafts
            .read(key, |draft| draft.target.clone())
            .unwrap_or_default()
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        drafts.change(key, |draft| draft.target = chosen);
        unsaved.note();
    };
    let option = move |word: String, name: String| {
        let own = word.clone();
        let is_chosen = move || target() == own;
        view! { <option value=word selected=is_chosen>{name}</option> }
    };
    let members = colleagues.with_value(Colleagues::members);
    let teams = colleagues.with_value(Colleagues::teams);
    let members = members
        .iter()
        .map(|member| {
            option(
                target_word(Target::Member(member.account)),
                member.name.clone(),
            )
        })
        .collect_view();
    let teams = (!teams.is_empty()).then(|| {
        let teams = teams
            .iter()
            .map(|team| option(target_word(Target::Team(team.id)), team.name.clone()));
        view! { <optgroup label="Teams">{teams.collect_view()}</optgroup> }
    });
    view! {
        <div class="score-gives">
            <span class="score-part routing-target">
                <span class="rule-word">"goes to"</span>
                <select class="select" aria-label="Who gets the lead" on:change=choose>
                    <option value="" selected=move || target().is_empty()>"Choose…"</option>
                    {teams}
                    <optgroup label="People">{members}</optgroup>
                </select>
            </span>
            <span class="score-part">
                <Check drafts key read=|draft| draft.waits write=|draft, is| draft.waits = is
                    label="wait for them, however long it takes"/>
            </span>
        </div>
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
