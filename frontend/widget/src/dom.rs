//! The few things asked of the page again and again. It lives as long as its functions.

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Window};

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The first element of the page that a selector finds.
pub(crate) fn find<T: JsCast>(selector: &str) -> Option<T> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Hears an event for as long as the page lives.
pub(crate) fn on(target: &EventTarget, name: &str, hear: impl Fn(Event) + 'static) {
    let hear = Closure::<dyn Fn(Event)>::new(hear).into_js_value();
    // Any target takes any listener.
    let _ = target.add_event_listener_with_callback(name, hear.unchecked_ref());
}

/// Does something later.
pub(crate) fn after(milliseconds: i32, then: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let then = Closure::once_into_js(then);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            then.unchecked_ref(),
            milliseconds,
        );
    }
}

/// Shows an element, or hides it.
pub(crate) fn reveal(element: &Element, shown: bool) {
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// Sets an element's text, unless it is that already: a screen reader would say it again.
pub(crate) fn write(element: &HtmlElement, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Texts by name, as JSON.
pub(crate) fn json(texts: &[(&str, &str)]) -> String {
    let object = Object::new();
    for (name, text) in texts {
        // A plain object takes any property.
        let _ = Reflect::set(&object, &(*name).into(), &(*text).into());
    }
    JSON::stringify(&object).map_or_else(|_| String::new(), Into::into)
}
