//! Telling the page that works from the page that lives.

use leptos::prelude::*;

/// Becomes true once the page is alive: until then, and without JavaScript for good, only what a
/// plain document can do is offered.
pub fn hydrated() -> ReadSignal<bool> {
    let (hydrated, set_hydrated) = signal(false);
    Effect::new(move |_| set_hydrated.set(true));
    hydrated
}
