//! Whether something was typed that is not saved, and a question before it is lost.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// What is asked before leaving.
const QUESTION: &str = "Leave without saving? What you changed here will be lost.";

/// Whether a form holds changes that are not saved; an editor within the form sets it.
#[derive(Clone, Copy)]
pub(super) struct Unsaved(RwSignal<bool>);

impl Unsaved {
    /// Nothing yet; asks before the page is left while there is something.
    pub(super) fn guarding() -> Self {
        let unsaved = Self(RwSignal::new(false));
        Effect::new(move || unsaved.guard());
        unsaved
    }

    /// Whether there is something.
    pub(super) fn get(self) -> bool {
        self.0.get()
    }

    /// Notes a change.
    pub(super) fn note(self) {
        self.0.set(true);
    }

    /// Everything is saved, or given up.
    pub(super) fn clear(self) {
        self.0.set(false);
    }

    fn guard(self) {
        let closing = window_event_listener(ev::beforeunload, move |event| {
            if self.0.get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || closing.remove());
        self.guard_links();
    }

    /// Links of this application load no page, so that the browser asks nothing. They are caught before the router
    /// sees them.
    fn guard_links(self) {
        let ask = Closure::<dyn Fn(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
            if link.is_none() || !self.0.get_untracked() || event.ctrl_key() || event.meta_key() {
                return;
            }
            if window().confirm_with_message(QUESTION).unwrap_or(true) {
                self.clear();
            } else {
                event.prevent_default();
                event.stop_propagation();
            }
        });
        // A listener for a known event on a document is always taken.
        let _ = document().add_event_listener_with_callback_and_bool(
            "click",
            ask.as_ref().unchecked_ref(),
            true,
        );
        let ask = StoredValue::new_local(ask);
        on_cleanup(move || {
            ask.with_value(|ask| {
                let listener = ask.as_ref().unchecked_ref();
                let _ = document()
                    .remove_event_listener_with_callback_and_bool("click", listener, true);
            });
        });
    }
}
