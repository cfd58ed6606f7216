use beckon_domain::assistant::KnowledgeEntry;
use beckon_domain::id::SiteId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api::assistant::FindKnowledge;
use crate::components::workspace::site::fields::Line;

/// Asks as a visitor would, with the assistant's own search. Without JavaScript the question goes into the address.
#[component]
pub(super) fn FindBox(site: SiteId, found: Option<(String, Vec<KnowledgeEntry>)>) -> impl IntoView {
    let action = ServerAction::<FindKnowledge>::new();
    let (question, first) = found.map_or((String::new(), None), |(question, hits)| {
        (question, Some(hits))
    });
    let typed = RwSignal::new(question.clone());
    let hits = move || match action.value().get() {
        Some(Ok(hits)) => Some(hits),
        _ => first.clone(),
    };
    let find = move |event: SubmitEvent| {
        event.prevent_default();
        action.dispatch(FindKnowledge {
            site,
            find: typed.get_untracked(),
        });
    };
    view! {
        <form class="find-form" method="get" action=format!("/app/sites/{site}/knowledge") role="search" on:submit=find>
            <Line id="find" name="find" label="What would it find for …" kind="search" maxlength=400 value=question typed
                placeholder="Can I pay in instalments?".to_owned() error=Signal::stored(None::<String>)/>
            <button type="submit" class="btn btn-secondary" disabled=action.pending()>"Look"</button>
        </form>
        <div class="find-hits" role="status">
            {move || hits().map(|hits| view! { <Hits hits/> })}
            {move || action.value().get().and_then(Result::err)
                .map(|error| view! { <p class="error">{error.to_string()}</p> })}
        </div>
    }
}

#[component]
fn Hits(hits: Vec<KnowledgeEntry>) -> impl IntoView {
    if hits.is_empty() {
        return view! {
            <p class="notice">"Nothing: it would say that it doesn't know, and offer a person."</p>
        }
        .into_any();
    }
    let hits = hits.into_iter().map(|entry| {
        view! {
            <li class="find-hit" lang=entry.language.code()>
                <strong>{entry.title}</strong>
                <p>{opening(&entry.content)}</p>
            </li>
        }
    });
    view! { <ol class="find-list">{hits.collect_view()}</ol> }.into_any()
}

/// The first words of a text.
pub(super) fn opening(text: &str) -> String {
    const MOST: usize = 220;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        line
    } else {
        line.chars().take(MOST).chain(['…']).collect()
    }
}
