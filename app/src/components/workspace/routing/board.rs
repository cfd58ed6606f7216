use beckon_domain::routing::{Part, RoutingView, WEIGHT_MAX};
use leptos::prelude::*;

use super::log::RoutingLines;
use crate::api::routing::{PauseRouting, SaveShare};
use crate::components::workspace::people::Avatar;
use crate::components::workspace::session::{Colleagues, Session};

/// Who takes part, how many leads wait, and what became of the last ones.
#[component]
pub fn RoutingBoard(
    /// How it stands.
    view: RoutingView,
    /// The names.
    colleagues: Colleagues,
    /// Where an admin's changes go.
    save: ServerAction<SaveShare>,
    /// Where one's own break goes.
    pause: ServerAction<PauseRouting>,
) -> impl IntoView {
    let RoutingView {
        parts,
        waiting,
        log,
        may_change,
        ..
    } = view;
    let queue = match waiting {
        0 => "No lead waits.".to_owned(),
        1 => "One lead waits for somebody who can take it.".to_owned(),
        count => format!("{count} leads wait for somebody who can take them."),
    };
    let names = colleagues.clone();
    let part = move |part: Part| {
        view! { <PartRow name=names.name(part.account) part may_change save pause/> }
    };
    let is_empty = log.is_empty();
    view! {
        <section class="page-part" aria-labelledby="who">
            <h2 class="board-title" id="who">"Who gets leads"</h2>
            <ul class="card people">{parts.into_iter().map(part).collect_view()}</ul>
        </section>
        <section class="page-part" aria-labelledby="log">
            <h2 class="board-title" id="log">"What became of them"</h2>
            <p class="hint" role="status">{queue}</p>
            {is_empty.then(|| view! { <p class="scoring-empty">"Nothing was given out yet."</p> })}
            <RoutingLines log colleagues is_of_all=true/>
        </section>
    }
}

#[component]
fn PartRow(
    name: String,
    part: Part,
    may_change: bool,
    save: ServerAction<SaveShare>,
    pause: ServerAction<PauseRouting>,
) -> impl IntoView {
    let is_me = expect_context::<Session>().identity.account == part.account;
    let state = part.hindrance.map_or_else(
        || view! { <span class="badge badge-success">"Can take leads"</span> }.into_any(),
        |why| {
            view! { <span class="badge badge-neutral">{sentence(why.in_words())}</span> }.into_any()
        },
    );
    let open = match part.open {
        1 => "1 open lead".to_owned(),
        count => format!("{count} open leads"),
    };
    let is_paused = part.share.is_paused;
    let own = is_me.then(|| {
        let word = if is_paused {
            "Take leads again"
        } else {
            "Take a break"
        };
        view! {
            <ActionForm action=pause>
                <input type="hidden" name="is_paused" value=(!is_paused).to_string()/>
                <button type="submit" class="btn btn-ghost btn-sm">{word}</button>
            </ActionForm>
        }
    });
    view! {
        <li class="person routing-part">
            <Avatar name=name.clone()/>
            <div class="person-who">
                <p class="person-name" dir="auto">{name.clone()}</p>
                <p class="person-mail">{open}</p>
            </div>
            {state}
            {own}
            {may_change.then(|| view! { <ShareForm name part save/> })}
        </li>
    }
}

/// How somebody takes part.
#[component]
fn ShareForm(name: String, part: Part, save: ServerAction<SaveShare>) -> impl IntoView {
    let share = part.share;
    let weight = (0..=WEIGHT_MAX).map(move |weight| {
        let label = match weight {
            0 => "by rules alone".to_owned(),
            1 => "1 (like everybody)".to_owned(),
            weight => format!("{weight} times as many"),
        };
        view! { <option value=weight.to_string() selected=weight == share.weight>{label}</option> }
    });
    view! {
        <details class="routing-share">
            <summary>"Share" <span class="sr-only">" of " {name}</span></summary>
            <ActionForm action=save attr:class="routing-form">
                <input type="hidden" name="account" value=part.account.to_string()/>
                <label class="field">
                    <span class="label">"Takes turns"</span>
                    <select class="select" name="weight">{weight.collect_view()}</select>
                </label>
                <label class="field">
                    <span class="label">"Open leads at most"</span>
                    <input class="input" name="capacity" inputmode="numeric" maxlength="5" placeholder="no limit" autocomplete="off"
                        value=share.capacity.map(|most| most.to_string())/>
                </label>
                <label class="score-check">
                    <input type="checkbox" name="is_paused" value="true" checked=share.is_paused/>
                    "Takes a break"
                </label>
                <button type="submit" class="btn btn-secondary btn-sm">"Save"</button>
            </ActionForm>
        </details>
    }
}

/// Words with a capital first.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
