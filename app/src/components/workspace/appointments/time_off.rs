use beckon_domain::appointment::TimeOff;
use leptos::html::Form;
use leptos::prelude::*;

use crate::api::appointments::{AddTimeOff, RemoveTimeOff};
use crate::components::workspace::sent::empty_when_done;

/// Days off: those there are, and a form for more.
#[component]
pub fn TimeOffPart(
    /// The days off.
    time_off: Vec<TimeOff>,
    /// Adds some.
    add: ServerAction<AddTimeOff>,
    /// Removes some.
    remove: ServerAction<RemoveTimeOff>,
) -> impl IntoView {
    let form = NodeRef::<Form>::new();
    empty_when_done(add, form);
    let refused = move || add.value().get().and_then(Result::err);
    let entry = move |off: TimeOff| {
        let first = off.first.to_string();
        view! {
            <li class="person">
                <p class="person-who">
                    <span class="person-name">{days(&off)}</span> " "
                    <span class="hint" dir="auto">{off.note}</span>
                </p>
                <ActionForm action=remove>
                    <input type="hidden" name="first" value=first/>
                    <button type="submit" class="btn btn-ghost btn-sm">
                        "Remove" <span class="sr-only">" the days off from " {off.first.to_string()}</span>
                    </button>
                </ActionForm>
            </li>
        }
    };
    let list = (!time_off.is_empty()).then(|| {
        view! { <ul class="card people">{time_off.into_iter().map(entry).collect_view()}</ul> }
    });
    view! {
        {list}
        <ActionForm action=add node_ref=form attr:class="time-off-form">
            <div class="field">
                <label class="label" for="first">"First day off"</label>
                <input class="input" id="first" name="first" type="date" required/>
            </div>
            <div class="field">
                <label class="label" for="last">"Last day off"</label>
                <input class="input" id="last" name="last" type="date"/>
            </div>
            <div class="field">
                <label class="label" for="off-note">"Note for yourself"</label>
                <input class="input" id="off-note" name="note" maxlength="120" autocomplete="off"/>
            </div>
            <button type="submit" class="btn btn-secondary" disabled=add.pending()>"Add"</button>
        </ActionForm>
        <div role="alert">{move || refused().map(|error| view! { <p class="error">{error.to_string()}</p> })}</div>
    }
}

/// `24 Dec 2026 – 2 Jan 2027`, or one day.
fn days(off: &TimeOff) -> String {
    let day = |date: chrono::NaiveDate| date.format("%-d %b %Y").to_string();
    if off.first == off.last {
        day(off.first)
    } else {
        format!("{} – {}", day(off.first), day(off.last))
    }
}
