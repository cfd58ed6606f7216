use beckon_domain::appointment::{BookingWords, HostChoice, With};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use crate::components::workspace::initials;

/// The address of the page with somebody: the clock stays, the day does not, as it may be none of theirs.
pub fn address_with(with: With) -> String {
    let path = use_location().pathname.get_untracked();
    let mut query = use_query_map().get_untracked();
    for old in ["host", "team", "day", "__err", "__path"] {
        query.remove(old);
    }
    match with {
        With::Anyone => {}
        With::Member(id) => query.insert("host", id.to_string()),
        With::Team(id) => query.insert("team", id.to_string()),
    }
    format!("{path}{}", query.to_query_string())
}

/// Whom one may choose, as links: anybody, teams, people.
#[component]
pub fn HostChoices(
    /// Those there are; with none there is nothing to see.
    choices: Vec<HostChoice>,
    /// What the page says.
    words: BookingWords,
) -> impl IntoView {
    if choices.is_empty() {
        return ().into_any();
    }
    let choice = |choice: HostChoice| {
        let HostChoice {
            with,
            name,
            is_named,
            is_chosen,
        } = choice;
        let is_person = is_named && matches!(with, With::Member(_));
        let mark = is_person.then(|| {
            view! { <span class="avatar" aria-hidden="true">{initials(&name)}</span> }
        });
        view! {
            <li>
                <a class="booking-host" href=address_with(with) data-noscroll=""
                    aria-current=is_chosen.then_some("true")>
                    {mark} <span dir="auto">{name.clone()}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="booking-hosts" aria-labelledby="choose-host">
            <p class="booking-step" id="choose-host">{words.choose_host}</p>
            <ul>{choices.into_iter().map(choice).collect_view()}</ul>
        </nav>
    }
    .into_any()
}
