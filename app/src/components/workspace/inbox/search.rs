//! Searching from the list: what is found takes the place of the lines while something is typed.

use std::time::Duration;

use beckon_domain::conversation::Sender;
use beckon_domain::inbox::InboxFilter;
use beckon_domain::search::{Author, Found, FoundPerson, FoundText, Piece};
use leptos::ev;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::folders::inbox_href;
use crate::api::conversations::search_inbox;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::states::{Empty, Failure, Skeleton};
use crate::components::workspace::time::Ago;

/// How long typing has to pause before the server is asked.
const PAUSE: Duration = Duration::from_millis(160);

/// Where one types what is looked for.
#[component]
pub(super) fn SearchBox(
    /// What is typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !typed.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            typed.set(String::new());
        }
    };
    view! {
        <form class="inbox-search" role="search" on:submit=|event| event.prevent_default()>
            <Glyph icon=Icon::Search/>
            <input
                class="inbox-search-field"
                type="search"
                maxlength="120"
                autocomplete="off"
                placeholder="Search messages and people"
                aria-label="Search messages and people"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=on_key
            />
        </form>
    }
}

/// What was found for what is typed.
#[component]
pub(super) fn SearchResults(
    /// What is typed.
    typed: RwSignal<String>,
    /// The list to come back to.
    filter: Signal<InboxFilter>,
) -> impl IntoView {
    let asked = RwSignal::new(typed.get_untracked());
    let mut ask = debounce(PAUSE, move |text: String| _ = asked.try_set(text));
    Effect::new(move || ask(typed.get()));
    let found = Resource::new(move || asked.get(), search_inbox);
    view! {
        <div class="found" aria-live="polite">
            <Transition fallback=|| view! { <Skeleton lines=6/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => view! { <Results found filter=filter.get_untracked()/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Results(found: Found, filter: InboxFilter) -> impl IntoView {
    let Found { people, texts } = found;
    if people.is_empty() && texts.is_empty() {
        return view! {
            <Empty icon=Icon::Search title="Nothing found">
                <p>"Whole words are looked for, and the beginning of the last one."</p>
            </Empty>
        }
        .into_any();
    }
    let people: Vec<_> = people
        .into_iter()
        .map(|person| view! { <PersonLine person filter/> })
        .collect();
    let texts: Vec<_> = texts
        .into_iter()
        .map(|text| view! { <TextLine text filter/> })
        .collect();
    view! {
        {(!people.is_empty()).then(|| view! {
            <h2 class="found-title">"People"</h2>
            <ul class="lines">{people}</ul>
        })}
        {(!texts.is_empty()).then(|| view! {
            <h2 class="found-title">"Messages and notes"</h2>
            <ul class="lines">{texts}</ul>
        })}
    }
    .into_any()
}

#[component]
fn PersonLine(person: FoundPerson, filter: InboxFilter) -> impl IntoView {
    let href = match person.conversation {
        Some(id) => inbox_href(Some(id.to_string()), filter),
        None => format!("/app/leads/{}", person.lead),
    };
    view! {
        <li class="line-item">
            <a class="found-line" href=href data-line="">
                <span class="line-title">{marked(person.name)}</span>
                <span class="line-preview">{marked(person.details)}</span>
            </a>
        </li>
    }
}

#[component]
fn TextLine(text: FoundText, filter: InboxFilter) -> impl IntoView {
    let base = inbox_href(Some(text.conversation.to_string()), filter);
    let mark = if base.contains('?') { '&' } else { '?' };
    let href = format!("{base}{mark}at={}", text.number);
    let who = match text.author {
        Author::Message(Sender::Visitor) => None,
        Author::Message(Sender::Agent) => Some("Team: "),
        Author::Message(Sender::Assistant) => Some("Assistant: "),
        Author::Message(Sender::System) => Some("Beckon: "),
        Author::Note => Some("Note: "),
    };
    view! {
        <li class="line-item">
            <a class="found-line" class:found-note=text.author == Author::Note href=href data-line="">
                <span class="line-top">
                    <span class="line-title">{text.title}</span>
                    <Ago at=text.at/>
                </span>
                <span class="found-text" dir="auto">
                    {who.map(|who| view! { <span class="line-who">{who}</span> })}
                    {marked(text.excerpt)}
                </span>
            </a>
        </li>
    }
}

fn marked(pieces: Vec<Piece>) -> Vec<AnyView> {
    let show = |piece: Piece| {
        if piece.is_found {
            view! { <mark class="found-word">{piece.text}</mark> }.into_any()
        } else {
            piece.text.into_any()
        }
    };
    pieces.into_iter().map(show).collect()
}
