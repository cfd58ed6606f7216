//! The few things asked of a browser's elements again and again.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement};

/// A function that hears an event for as long as this is kept.
pub(super) struct Listener {
    target: EventTarget,
    name: &'static str,
    hear: Closure<dyn Fn(Event)>,
}

impl Listener {
    pub(super) fn new(
        target: &EventTarget,
        name: &'static str,
        hear: impl Fn(Event) + 'static,
    ) -> Self {
        let hear = Closure::<dyn Fn(Event)>::new(hear);
        // Any target takes any listener. Errors of what is loaded are told to those around on the way down only.
        let _ = target.add_event_listener_with_callback_and_bool(
            name,
            function(&hear),
            name == "error",
        );
        Self {
            target: target.clone(),
            name,
            hear,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            function(&self.hear),
            self.name == "error",
        );
    }
}

fn function(hear: &Closure<dyn Fn(Event)>) -> &Function {
    hear.as_ref().unchecked_ref()
}

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// What is kept under a name until the tab is closed; `value` replaces it, and nothing is kept of an empty one. A
/// browser that keeps nothing for us is no reason not to chat.
pub(super) fn kept(name: &str, value: Option<&str>) -> Option<String> {
    let storage = web_sys::window()?.session_storage().ok()??;
    match value {
        None => return storage.get_item(name).ok()?,
        Some("") => storage.remove_item(name).ok()?,
        Some(value) => storage.set_item(name, value).ok()?,
    }
    None
}

/// The first element within `root` that a selector of the program's own finds.
pub(super) fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// The element in which an event happened, or the nearest around it that a selector finds.
pub(super) fn closest(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// Shows an element, or hides it.
pub(super) fn reveal(element: &Element, shown: bool) {
    // The attribute's name is one.
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}
