//! `/app/held-back`: forms that looked like a program's.

use beckon_domain::held::HeldForm;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::held::{AcceptHeld, RemoveHeld, held_forms};
use crate::components::workspace::{Empty, Failure, Icon, Moment, PageTitle, Skeleton};

/// What is kept aside.
#[component]
pub fn HeldPage() -> impl IntoView {
    let accept = ServerAction::<AcceptHeld>::new();
    let remove = ServerAction::<RemoveHeld>::new();
    let all = Resource::new(
        move || (accept.version().get(), remove.version().get()),
        |_| held_forms(),
    );
    let refused = move || {
        let accepted = accept.value().get().and_then(Result::err);
        accepted.or_else(|| remove.value().get().and_then(Result::err))
    };
    view! {
        <PageTitle name="Held back"/>
        <div class="page page-narrow">
            <p class="page-back">
                <A href="/app/leads" attr:class="link">"All leads"</A>
            </p>
            <header class="page-head">
                <h1 class="page-title">"Held back"</h1>
                <p class="page-lede">
                    "These forms looked like a program’s. Whoever sent one was asked to press a button, and has not done so. \
                    What nobody takes for a person’s is removed after 30 days."
                </p>
            </header>
            <div aria-live="polite">
                {move || refused().map(|error| view! { <p class="error">{error.to_string()}</p> })}
            </div>
            <Transition fallback=|| view! { <Skeleton lines=4/> }>
                {move || Suspend::new(async move {
                    match all.await {
                        Ok((all, count)) => view! { <All all count accept remove/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || all.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn All(
    all: Vec<HeldForm>,
    count: i64,
    accept: ServerAction<AcceptHeld>,
    remove: ServerAction<RemoveHeld>,
) -> impl IntoView {
    if all.is_empty() {
        return view! {
            <Empty icon=Icon::Funnel title="Nothing is held back">
                <p>"Forms that look like a program’s are kept here until somebody has looked at them."</p>
            </Empty>
        }
        .into_any();
    }
    let is_more = i64::try_from(all.len()).is_ok_and(|shown| shown < count);
    view! {
        <ul class="held-list">
            {all.into_iter().map(|held| view! { <Held held accept remove/> }).collect_view()}
        </ul>
        {is_more.then(|| view! { <p class="hint">{format!("The newest of {count}.")}</p> })}
    }
    .into_any()
}

#[component]
fn Held(
    held: HeldForm,
    accept: ServerAction<AcceptHeld>,
    remove: ServerAction<RemoveHeld>,
) -> impl IntoView {
    let id = held.id.to_string();
    let removed = id.clone();
    let form = held.form;
    let rows = [
        ("E-mail", form.email),
        ("Phone", form.phone),
        ("Where", form.location),
        ("Budget", form.budget),
        ("Note", form.notes),
        ("From address", held.address),
        ("With", held.user_agent),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <dt>{name}</dt><dd class="consent-detail" dir="auto">{value}</dd> })
        .collect_view();
    let answers = held
        .answers
        .into_iter()
        .map(|one| view! { <dt>{one.question}</dt><dd>{one.answer}</dd> })
        .collect_view();
    view! {
        <li class="held">
            <h2 class="board-title" dir="auto">{form.name}</h2>
            <p class="hint">
                {held.industry.name()} " · " {held.reason.words()} " · " <Moment at=held.at/>
            </p>
            <dl class="facts">{rows} {answers}</dl>
            <div class="held-buttons">
                <ActionForm action=accept>
                    <input type="hidden" name="id" value=id/>
                    <button type="submit" class="btn btn-primary btn-sm">"This is a person"</button>
                </ActionForm>
                <ActionForm action=remove>
                    <input type="hidden" name="id" value=removed/>
                    <button type="submit" class="btn btn-secondary btn-sm">"Remove"</button>
                </ActionForm>
            </div>
        </li>
    }
}
