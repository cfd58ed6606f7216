//! A condition on a lead while it is being typed, and its inputs.

use beckon_domain::condition::{Condition, ConditionError, Field, Kind, Operator};
use leptos::prelude::*;

/// A condition as it is being typed: it may be none yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ConditionDraft {
    pub(super) field: Field,
    pub(super) operator: Operator,
    pub(super) value: String,
}

impl ConditionDraft {
    /// What a new one begins with.
    pub(super) const fn blank() -> Self {
        Self {
            field: Field::Location,
            operator: Operator::Contains,
            value: String::new(),
        }
    }

    /// One that is stored.
    pub(super) fn of(condition: &Condition) -> Self {
        Self {
            field: condition.field(),
            operator: condition.operator(),
            value: condition.value().to_owned(),
        }
    }

    /// Another field is compared otherwise, and with something else.
    pub(super) fn set_field(&mut self, field: Field) {
        self.field = field;
        self.operator = match field.kind() {
            Kind::Text => Operator::Contains,
            Kind::Number => Operator::GreaterThan,
            Kind::Choice | Kind::Flag => Operator::Equals,
        };
        let first = field.choices().first();
        self.value = first.map_or_else(String::new, |choice| choice.word.to_owned());
    }

    /// The condition, if it is one.
    pub(super) fn condition(&self) -> Result<Condition, ConditionError> {
        Condition::new(self.field, self.operator, &self.value)
    }
}

/// The inputs of a condition: the field, how it is compared, and with what.
#[component]
pub(super) fn ConditionInputs<F>(
    /// The condition.
    #[prop(into)]
    draft: Signal<ConditionDraft>,
    /// Takes in what it becomes.
    change: F,
    /// The id of the first input.
    id: String,
) -> impl IntoView
where
    F: Fn(ConditionDraft) + Copy + Send + Sync + 'static,
{
    let field = Memo::new(move |_| draft.with(|draft| draft.field));
    let operator = Memo::new(move |_| draft.with(|draft| draft.operator));
    let changed = move |edit: &dyn Fn(&mut ConditionDraft)| {
        let mut draft = draft.get_untracked();
        edit(&mut draft);
        change(draft);
    };
    let choose_field = move |event| {
        if let Some(field) = Field::parse(&event_target_value(&event)) {
            changed(&|draft| draft.set_field(field));
        }
    };
    let choose_operator = move |event| {
        if let Some(operator) = Operator::parse(&event_target_value(&event)) {
            changed(&|draft| draft.operator = operator);
        }
    };
    let set_value = move |event| {
        let value = event_target_value(&event);
        changed(&|draft| draft.value.clone_from(&value));
    };
    let fields = Field::ALL.map(|option| {
        view! { <option value=option.as_str() selected=move || field.get() == option>{option.name()}</option> }
    });
    let operators = move || {
        let kind = field.get().kind();
        let suited = Operator::ALL
            .into_iter()
            .filter(|option| option.suits(kind));
        suited
            .map(|option| view! { <option value=option.as_str() selected=move || operator.get() == option>{option.name()}</option> })
            .collect_view()
    };
    let value = move || draft.with(|draft| draft.value.clone());
    let choices = move |field: Field| {
        let option = |choice: &beckon_domain::condition::Choice| {
            let word = choice.word;
            let is_chosen = move || draft.with(|draft| draft.value == word);
            view! { <option value=word selected=is_chosen>{choice.name}</option> }
        };
        let options = field.choices().iter().map(option).collect_view();
        view! { <select class="select" aria-label="Value" on:change=set_value>{options}</select> }
    };
    view! {
        <select class="select" id=id aria-label="Field" on:change=choose_field>
            {fields.into_iter().collect_view()}
        </select>
        <select class="select" aria-label="How it is compared" on:change=choose_operator>{operators}</select>
        {move || operator.get().takes_value().then(|| match field.get().kind() {
            Kind::Choice | Kind::Flag => choices(field.get()).into_any(),
            kind => view! {
                <input class="input" type="text" inputmode=(kind == Kind::Number).then_some("numeric") maxlength="200"
                    autocomplete="off" aria-label="Value" value=untrack(value) prop:value=value on:input=set_value/>
            }
            .into_any(),
        })}
    }
}
