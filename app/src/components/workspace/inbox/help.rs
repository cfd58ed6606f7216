//! The sheet that tells the keyboard's shortcuts.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::components::workspace::icons::{Glyph, Icon};

const SHORTCUTS: [(&str, &str); 8] = [
    ("j", "Next conversation"),
    ("k", "Conversation before"),
    ("o", "Open the conversation (or Enter)"),
    ("c", "Write"),
    ("t", "Take over the open conversation"),
    ("e", "Archive the open conversation"),
    ("Esc", "Leave the text field, or go back to the list"),
    ("?", "This sheet"),
];

/// A dialog, opened by whoever holds `sheet`.
#[component]
pub fn HelpSheet(
    /// The dialog's element.
    sheet: NodeRef<Dialog>,
) -> impl IntoView {
    let rows = SHORTCUTS.map(|(key, what)| {
        view! {
            <div class="help-row">
                <dt><kbd class="kbd">{key}</kbd></dt>
                <dd>{what}</dd>
            </div>
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
            <dl>{rows.into_iter().collect_view()}</dl>
        </dialog>
    }
}
