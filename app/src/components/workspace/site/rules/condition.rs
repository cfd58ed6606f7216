use beckon_domain::widget::{Field, Operator};
use leptos::prelude::*;

use super::draft::Drafts;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::unsaved::Unsaved;

/// What a field is called.
const fn field_words(field: Field) -> &'static str {
    match field {
        Field::Path => "page path",
        Field::Url => "page address",
        Field::Seconds => "seconds on the site",
        Field::Scroll => "percent scrolled",
        Field::Exit => "about to leave",
        Field::Returning => "wrote before",
        Field::Campaign => "campaign (utm_campaign)",
        Field::Source => "source (utm_source)",
        Field::Medium => "medium (utm_medium)",
        Field::Referrer => "came from page",
        Field::Pages => "pages viewed",
    }
}

const fn operator_words(op: Operator) -> &'static str {
    match op {
        Operator::Contains => "contains",
        Operator::StartsWith => "begins with",
        Operator::AtLeast => "at least",
        Operator::Equals | Operator::Is => "is",
    }
}

const fn placeholder(field: Field) -> &'static str {
    match field {
        Field::Path => "/pricing",
        Field::Url => "https://www.example.com/pricing",
        Field::Seconds => "30",
        Field::Scroll => "50",
        Field::Pages => "3",
        Field::Campaign => "spring-sale",
        Field::Source => "newsletter",
        Field::Medium => "cpc",
        Field::Referrer => "google.",
        Field::Exit | Field::Returning => "",
    }
}

/// A condition: a field, how it is compared, and with what.
#[component]
pub(super) fn ConditionRow(drafts: Drafts, at: (u32, u32)) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let field = Memo::new(move |_| {
        drafts
            .read_condition(at, |condition| condition.field)
            .unwrap_or(Field::Path)
    });
    let remove = move |_| {
        drafts.remove_condition(at);
        unsaved.note();
    };
    view! {
        <div class="condition">
            <FieldSelect drafts at field/>
            <OperatorSelect drafts at field/>
            {move || match field.get().operators()[0] {
                Operator::Is => view! { <FlagSelect drafts at/> }.into_any(),
                op => view! { <ValueInput drafts at field is_number=op == Operator::AtLeast/> }.into_any(),
            }}
            <button type="button" class="ws-icon-button" aria-label="Remove condition" on:click=remove>
                <Glyph icon=Icon::Cross/>
            </button>
        </div>
    }
}

#[component]
fn FieldSelect(drafts: Drafts, at: (u32, u32), field: Memo<Field>) -> impl IntoView {
    let choose = move |event| {
        let place = event_target_value(&event)
            .parse::<usize>()
            .unwrap_or_default();
        if let Some(chosen) = Field::ALL.get(place) {
            drafts.change_condition(at, |condition| condition.set_field(*chosen));
        }
    };
    let options = Field::ALL.into_iter().enumerate().map(|(place, option)| {
        view! { <option value=place selected=move || field.get() == option>{field_words(option)}</option> }
    });
    let id = format!("rule-{}-field", at.0);
    view! {
        <select class="select" id=id aria-label="Condition" on:change=choose>{options.collect_view()}</select>
    }
}

/// Where there is a choice.
#[component]
fn OperatorSelect(drafts: Drafts, at: (u32, u32), field: Memo<Field>) -> impl IntoView {
    let op = move || drafts.read_condition(at, |condition| condition.op);
    let choose = move |event| {
        let place = event_target_value(&event)
            .parse::<usize>()
            .unwrap_or_default();
        if let Some(chosen) = field.get_untracked().operators().get(place) {
            drafts.change_condition(at, |condition| condition.op = *chosen);
        }
    };
    move || match field.get().operators() {
        [only] => view! { <span class="condition-op">{operator_words(*only)}</span> }.into_any(),
        operators => {
            let options = operators.iter().enumerate().map(|(place, option)| {
                view! { <option value=place selected=move || op() == Some(*option)>{operator_words(*option)}</option> }
            });
            view! {
                <select class="select" aria-label="How it is compared" on:change=choose>{options.collect_view()}</select>
            }
            .into_any()
        }
    }
}

#[component]
fn FlagSelect(drafts: Drafts, at: (u32, u32)) -> impl IntoView {
    let is = move |flag: &'static str| {
        move || {
            drafts
                .read_condition(at, |condition| condition.value == flag)
                .unwrap_or_default()
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        drafts.change_condition(at, |condition| condition.value = chosen);
    };
    view! {
        <select class="select condition-value" aria-label="Value" on:change=choose>
            <option value="true" selected=is("true")>"yes"</option>
            <option value="false" selected=is("false")>"no"</option>
        </select>
    }
}

#[component]
fn ValueInput(
    drafts: Drafts,
    at: (u32, u32),
    field: Memo<Field>,
    is_number: bool,
) -> impl IntoView {
    let value = move || {
        drafts
            .read_condition(at, |condition| condition.value.clone())
            .unwrap_or_default()
    };
    view! {
        <input class="input condition-value" type="text" inputmode=is_number.then_some("numeric") maxlength="200"
            aria-label="Value" autocomplete="off" placeholder=move || placeholder(field.get())
            value=untrack(value) prop:value=value
            on:input=move |event| {
                let typed = event_target_value(&event);
                drafts.change_condition(at, |condition| condition.value = typed);
            }/>
    }
}
