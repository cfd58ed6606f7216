//! Short notices at the edge of the window: what was done, and a way back.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::icons::{Glyph, Icon};

/// How long a notice stays: long enough to read it and reach its button.
const SHOWN_FOR: Duration = Duration::from_secs(8);

type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u64,
    text: String,
    is_error: bool,
    undo: Option<Undo>,
}

/// The notices being shown.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next_id: StoredValue<u64>,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next_id: StoredValue::new(0),
        }
    }

    /// Tells that something is done.
    pub fn done(self, text: impl Into<String>) {
        self.show(text.into(), false, None);
    }

    /// Tells that something is done, and offers to undo it.
    pub fn undoable(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show(text.into(), false, Some(Arc::new(undo)));
    }

    /// Tells that something failed. What was said before may no longer be true, and goes.
    pub fn failed(self, text: impl Into<String>) {
        self.shown.update(Vec::clear);
        self.show(text.into(), true, None);
    }

    fn show(self, text: String, is_error: bool, undo: Option<Undo>) {
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        self.shown.update(|shown| {
            // More than a few would cover the page; the oldest has been read.
            if shown.len() == 3 {
                shown.remove(0);
            }
            shown.push(Toast {
                id,
                text,
                is_error,
                undo,
            });
        });
        set_timeout(move || self.dismiss(id), SHOWN_FOR);
    }

    fn dismiss(self, id: u64) {
        self.shown
            .try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where notices appear. It is there from the start, so that screen readers notice what comes into it.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    view! {
        <div class="ws-toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id let(toast)>
                <ToastView toast toasts/>
            </For>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast, toasts: Toasts) -> impl IntoView {
    let id = toast.id;
    let undo = toast.undo.map(|undo| {
        let on_click = move |_| {
            undo();
            toasts.dismiss(id);
        };
        view! { <button type="button" class="ws-toast-undo" on:click=on_click>"Undo"</button> }
    });
    view! {
        <div class="ws-toast" class:ws-toast-error=toast.is_error>
            <p>{toast.text}</p>
            {undo}
            <button type="button" class="ws-toast-close" aria-label="Dismiss" on:click=move |_| toasts.dismiss(id)>
                <Glyph icon=Icon::Cross/>
            </button>
        </div>
    }
}
