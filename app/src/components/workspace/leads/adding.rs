//! The form of a new criterion: how its field is compared, and with what.

use beckon_domain::condition::{Kind, Operator, VALUE_MAX};
use beckon_domain::lead_list::{Draft, FilterField, FilterKind, LeadQuery};
use leptos::prelude::*;
use leptos_router::components::Form;

use super::filters::drop_button;
use super::{kept, list_href};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::session::Colleagues;

const OPERATOR: &str = "new-filter-op";
const VALUE: &str = "new-filter-value";
const ERROR: &str = "new-filter-error";

/// The form. Sent, it is part of the page's address, whether it could be understood or not.
#[component]
pub(super) fn NewCriterion(
    query: LeadQuery,
    draft: Draft,
    colleagues: Colleagues,
) -> impl IntoView {
    let field = draft.field;
    let operators = field.operators();
    let operator = RwSignal::new(draft.operator.unwrap_or(operators[0]));
    let error = draft.error.as_ref().map(ToString::to_string);
    let options = operators.into_iter().map(move |option| {
        let name = field.operator_name(option);
        let is_chosen = option == operator.get_untracked();
        view! { <option value=option.as_str() selected=is_chosen>{name}</option> }
    });
    let choose = move |event| {
        if let Some(chosen) = Operator::parse(&event_target_value(&event)) {
            operator.set(chosen);
        }
    };
    let first = if error.is_some() { VALUE } else { OPERATOR };
    Effect::new(move || focus_soon(first.to_owned()));
    view! {
        <Form action="/app/leads" on_form_data=drop_button() attr:class="lead-adding">
            {kept(&query.first_page())}
            <input type="hidden" name="field" value=field.as_str()/>
            <span class="lead-adding-field">{field.name()}</span>
            <select class="select" id=OPERATOR name="op" aria-label="How it is compared" on:change=choose>
                {options.collect_view()}
            </select>
            <span hidden=move || !operator.get().takes_value()>
                <Value draft colleagues/>
            </span>
            <button type="submit" class="btn btn-primary btn-sm">"Apply"</button>
            <a class="btn btn-ghost btn-sm" href=list_href(&query)>"Cancel"</a>
            {error.map(|error| view! { <p class="error" id=ERROR role="alert">{error} "."</p> })}
        </Form>
    }
}

#[component]
fn Value(draft: Draft, colleagues: Colleagues) -> impl IntoView {
    let Draft {
        field,
        value,
        error,
        ..
    } = draft;
    let is_wrong = error.is_some();
    let (invalid, described) = (is_wrong.then_some("true"), is_wrong.then_some(ERROR));
    let kind = match field.kind() {
        FilterKind::Plain(Kind::Choice | Kind::Flag) | FilterKind::Member => {
            let options = choices(field, &colleagues).into_iter().map(|(word, name)| {
                let is_chosen = word == value;
                view! { <option value=word selected=is_chosen>{name}</option> }
            });
            return view! {
                <select class="select" id=VALUE name="value" aria-label="Value">{options.collect_view()}</select>
            }
            .into_any();
        }
        FilterKind::Date => "date",
        FilterKind::Plain(_) => "text",
    };
    let is_number = field.kind() == FilterKind::Plain(Kind::Number);
    view! {
        <input
            class="input"
            id=VALUE
            type=kind
            name="value"
            value=value
            inputmode=is_number.then_some("numeric")
            maxlength=VALUE_MAX.to_string()
            autocomplete="off"
            aria-label="Value"
            aria-invalid=invalid
            aria-describedby=described
        />
    }
    .into_any()
}

/// What can be chosen: a word, and its name.
fn choices(field: FilterField, colleagues: &Colleagues) -> Vec<(String, String)> {
    let yes_or_no = || {
        ["yes", "no"]
            .map(|word| (word.to_owned(), word.to_owned()))
            .to_vec()
    };
    match field {
        FilterField::Assignee => {
            let members = colleagues.members();
            let members = members
                .iter()
                .map(|member| (member.account.to_string(), member.name.clone()));
            std::iter::once(("me".to_owned(), "whoever looks at the list".to_owned()))
                .chain(members)
                .collect()
        }
        FilterField::Fact(fact) => {
            let choices = fact.choices().iter();
            choices
                .map(|choice| (choice.word.to_owned(), choice.name.to_owned()))
                .collect()
        }
        _ => yes_or_no(),
    }
}
