use beckon_domain::assistant::TrialReply;
use beckon_domain::lead::Facts;
use leptos::prelude::*;

/// What the assistant made of the conversation so far.
#[component]
pub(super) fn Notes(
    /// Its last answer.
    answer: RwSignal<Option<TrialReply>>,
) -> impl IntoView {
    view! {
        <section class="tryout-notes" aria-label="What it noted" aria-live="polite">
            {move || answer.get().map(|answer| view! { <Noted answer/> })}
        </section>
    }
}

#[component]
fn Noted(answer: TrialReply) -> impl IntoView {
    let chips = facts(&answer.known)
        .into_iter()
        .map(|(name, value)| {
            view! { <li class="fact-chip"><span class="fact-name">{name}</span> <span dir="auto">{value}</span></li> }
        })
        .collect_view();
    let handoff = answer.handoff.map(|reason| {
        view! { <p class="tryout-handoff">"It hands over: " {lower_first(reason.name())} "."</p> }
    });
    let sources = (!answer.sources.is_empty()).then(|| {
        view! { <p class="hint">"Found: " {answer.sources.join("; ")}</p> }
    });
    view! {
        <ul class="fact-chips">{chips}</ul>
        <p class="hint">
            "Understood as: " {lower_first(&answer.intent)} ". Answered by: " {answer.engine.name()} "."
            {answer.complete.then_some(" Enough is known to get back to the visitor.")}
        </p>
        {sources}
        {handoff}
    }
}

/// Names and values of what is known.
fn facts(known: &Facts) -> Vec<(&'static str, String)> {
    let contact = &known.contact;
    let decides = known
        .decision_maker
        .map(|decides| if decides { "yes" } else { "no" }.to_owned());
    let all = [
        ("Name", contact.name.clone()),
        ("E-mail", contact.email.as_ref().map(ToString::to_string)),
        ("Phone", contact.phone.as_ref().map(ToString::to_string)),
        ("Company", contact.company.clone()),
        ("Location", known.location.clone()),
        ("Budget", known.budget.map(|budget| budget.to_string())),
        (
            "Timing",
            known.timeline.map(|timeline| timeline.name().to_owned()),
        ),
        ("Employees", known.company_size.map(|size| size.to_string())),
        ("Decides", decides),
    ];
    let known = all
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)));
    known.collect()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
