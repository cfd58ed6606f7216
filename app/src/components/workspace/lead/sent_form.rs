use beckon_domain::lead::{GivenConsent, SentForm};
use leptos::prelude::*;

use crate::components::workspace::time::Moment;

/// What a lead chose in its form, and what it agreed to.
#[component]
pub fn SentFormCard(
    /// What the form said.
    form: SentForm,
) -> impl IntoView {
    let SentForm { answers, consent } = form;
    let answers = (!answers.is_empty()).then(|| {
        let rows = answers
            .into_iter()
            .map(|one| view! { <dt>{one.question}</dt><dd>{one.answer}</dd> })
            .collect_view();
        view! { <dl class="facts">{rows}</dl> }
    });
    view! {
        {answers}
        {match consent {
            Some(consent) => view! { <Consent consent/> }.into_any(),
            None => view! { <p class="hint">"No consent to be contacted is stored."</p> }.into_any(),
        }}
    }
}

#[component]
fn Consent(consent: GivenConsent) -> impl IntoView {
    let row = |name: &'static str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        value.map(|value| view! { <dt>{name}</dt><dd class="consent-detail">{value}</dd> })
    };
    view! {
        <blockquote class="consent-text">{consent.text}</blockquote>
        <dl class="facts">
            <dt>"Agreed"</dt>
            <dd><Moment at=consent.at/></dd>
            {row("From address", consent.address)}
            {row("With", consent.user_agent)}
            {row("Text version", consent.version)}
        </dl>
    }
}
