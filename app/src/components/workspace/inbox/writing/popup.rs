//! What is offered above the field while one types.

use beckon_domain::account::Member;
use beckon_domain::canned::CannedResponse;
use leptos::prelude::*;

use super::trigger::{Offer, Trigger};

/// More than these are found by typing on.
const MOST: usize = 8;

/// Something that can be put into the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// What it is called.
    pub(super) name: String,
    /// More about it.
    pub(super) hint: String,
    /// What is put into the text.
    pub(super) text: String,
}

/// What fits to what is typed: what begins with it first, then what holds it.
pub(super) fn choices(
    trigger: &Trigger,
    canned: &[CannedResponse],
    members: &[Member],
) -> Vec<Choice> {
    let all: Vec<Choice> = match trigger.offer {
        Offer::Canned => canned.iter().map(from_canned).collect(),
        Offer::Mention => members.iter().map(from_member).collect(),
    };
    let place = |choice: &Choice| {
        let name = choice.name.to_lowercase();
        let is_word_start = name
            .split([' ', '/', '-'])
            .any(|word| word.starts_with(&trigger.typed));
        match () {
            () if name.trim_start_matches('/').starts_with(&trigger.typed) => Some(0),
            () if is_word_start => Some(1),
            () if choice.hint.to_lowercase().contains(&trigger.typed) => Some(2),
            () => None,
        }
    };
    let mut found: Vec<_> = all
        .into_iter()
        .filter_map(|choice| Some((place(&choice)?, choice)))
        .collect();
    found.sort_by_key(|(place, _)| *place);
    found
        .into_iter()
        .take(MOST)
        .map(|(_, choice)| choice)
        .collect()
}

fn from_canned(canned: &CannedResponse) -> Choice {
    Choice {
        name: format!("/{}", canned.shortcut),
        hint: canned
            .content
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        text: canned.content.clone(),
    }
}

fn from_member(member: &Member) -> Choice {
    Choice {
        name: member.name.clone(),
        hint: member.email.clone(),
        text: format!("@{} ", member.name),
    }
}

/// The list, with the chosen one marked. The field keeps the focus; `choose` is told of a click.
#[component]
pub(super) fn Popup(
    /// What is offered.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Which one Enter takes.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Takes one.
    choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let item = move |(at, choice): (usize, Choice)| {
        let class = move || {
            if chosen.get() == at {
                "offer offer-chosen"
            } else {
                "offer"
            }
        };
        view! {
            <li
                id=format!("offer-{at}")
                role="option"
                class=class
                aria-selected=move || (chosen.get() == at).to_string()
                // Before the field would lose the focus.
                on:pointerdown=move |event| { event.prevent_default(); choose(at); }
            >
                <span class="offer-name">{choice.name}</span>
                <span class="offer-hint">{choice.hint}</span>
            </li>
        }
    };
    view! {
        <ul class="offers" id="offers" role="listbox" aria-label="Suggestions">
            {move || choices.get().into_iter().enumerate().map(item).collect_view()}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use beckon_domain::id::CannedResponseId;
    use chrono::DateTime;

    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        let canned = |shortcut: &str, content: &str| CannedResponse {
            id: CannedResponseId::generate(DateTime::UNIX_EPOCH),
            shortcut: shortcut.into(),
            content: content.into(),
        };
        let all = [
            canned("bye", "See our opening hours"),
            canned("opening-hours", "We open at nine"),
            canned("open", "Yes, we are"),
            canned("price", "Ten"),
        ];
        let trigger = Trigger {
            offer: Offer::Canned,
            typed: "open".into(),
            from: 0,
        };
        let names: Vec<_> = choices(&trigger, &all, &[])
            .into_iter()
            .map(|choice| choice.name)
            .collect();
        assert_eq!(names, ["/opening-hours", "/open", "/bye"]);
    }
}
