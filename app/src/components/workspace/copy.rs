//! A button that puts a text on the clipboard.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icons::{Glyph, Icon};

/// How long the button says that it worked.
const PRAISE: Duration = Duration::from_secs(2);

/// Puts a text on the clipboard and says so.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: String,
    /// What is copied, as in `Copy snippet`.
    what: &'static str,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let text = StoredValue::new(text);
    let copy = move |_| {
        spawn_local(async move {
            if put_on_clipboard(&text.get_value()).await {
                copied.set(true);
                set_timeout(move || _ = copied.try_set(false), PRAISE);
            }
        });
    };
    view! {
        <button type="button" class="btn btn-secondary btn-sm" on:click=copy>
            {move || view! { <Glyph icon=if copied.get() { Icon::Check } else { Icon::Copy }/> }}
            <span aria-live="polite">
                {move || if copied.get() { "Copied".to_owned() } else { format!("Copy {what}") }}
            </span>
        </button>
    }
}

/// Browsers keep the clipboard from pages that came over plain HTTP; there, the text is shown
/// selected, ready to be copied by hand.
async fn put_on_clipboard(text: &str) -> bool {
    let window = window();
    if window.is_secure_context() {
        window
            .navigator()
            .clipboard()
            .write_text(text)
            .await
            .is_ok()
    } else {
        _ = window.prompt_with_message_and_default("Copy this text:", text);
        false
    }
}
