//! The sheet that tells the keyboard's shortcuts.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::components::workspace::icons::{Glyph, Icon};

/// A key, or keys one after the other, and what it does.
type Shortcut = (&'static [&'static str], &'static str);

const GROUPS: [(&str, &[Shortcut]); 3] = [
    (
        "The list",
        &[
            (&["j"], "Next conversation"),
            (&["k"], "Conversation before"),
            (&["Enter"], "Open it"),
            (&["/"], "Search"),
            (&["g", "m"], "Mine"),
            (&["g", "u"], "Unassigned"),
            (&["g", "i"], "All"),
            (&["g", "s"], "Snoozed"),
            (&["g", "n"], "Mentions"),
            (&["g", "a"], "Archived"),
        ],
    ),
    (
        "The open conversation",
        &[
            (&["r"], "Write an answer"),
            (&["n"], "Write a note"),
            (&["t"], "Take over"),
            (&["a"], "Assign"),
            (&["s"], "Snooze"),
            (&["e"], "Archive"),
            (&["c"], "Close"),
            (&["Esc"], "Leave the field, or go back to the list"),
        ],
    ),
    (
        "While writing",
        &[
            (&["/"], "Canned responses"),
            (&["@"], "Mention a colleague, in a note"),
            (&["Shift", "Enter"], "New line"),
        ],
    ),
];

/// A dialog, opened by whoever holds `sheet`.
#[component]
pub fn HelpSheet(
    /// The dialog's element.
    sheet: NodeRef<Dialog>,
) -> impl IntoView {
    let row = |(keys, what): &Shortcut| {
        let keys: Vec<_> = keys
            .iter()
            .map(|key| view! { <kbd class="kbd">{*key}</kbd> })
            .collect();
        view! {
            <div class="help-row">
                <dt>{keys}</dt>
                <dd>{*what}</dd>
            </div>
        }
    };
    let groups = GROUPS.map(|(title, rows)| {
        view! {
            <section class="help-group">
                <h3 class="panel-title">{title}</h3>
                <dl>{rows.iter().map(row).collect_view()}</dl>
            </section>
        }
    });
    view! {
        <dialog class="help" node_ref=sheet aria-labelledby="help-title">
            <div class="help-head">
                <h2 id="help-title">"Keyboard shortcuts"</h2>
                <form method="dialog">
                    <button type="submit" class="ws-icon-button">
                        <Glyph icon=Icon::Cross/>
                        <span class="sr-only">"Close"</span>
                    </button>
                </form>
            </div>
            <div class="help-groups">{groups.into_iter().collect_view()}</div>
        </dialog>
    }
}
