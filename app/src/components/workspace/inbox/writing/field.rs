//! The composer's text field, as the browser has it: the composer keeps no copy of its text.

use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlTextAreaElement};

/// The field of an event.
pub(super) fn of(event: &Event) -> Option<HtmlTextAreaElement> {
    event.target()?.dyn_into().ok()
}

/// The field inside an element.
pub(super) fn inside(element: &Element) -> Option<HtmlTextAreaElement> {
    element.query_selector("textarea").ok()??.dyn_into().ok()
}

/// Where the caret is, in UTF-16 units.
pub(super) fn caret(field: &HtmlTextAreaElement) -> usize {
    let at = field.selection_start().ok().flatten();
    at.map_or(0, |at| usize::try_from(at).unwrap_or(0))
}

/// The text before the caret.
pub(super) fn before_caret(field: &HtmlTextAreaElement) -> String {
    cut(&field.value(), 0, caret(field))
}

/// Puts `text` where `from..upto` is, and the caret behind it.
pub(super) fn replace(field: &HtmlTextAreaElement, from: usize, upto: usize, text: &str) {
    let value = field.value();
    let whole = [&cut(&value, 0, from), text, &cut(&value, upto, usize::MAX)].concat();
    set(field, &whole);
    let end = u32::try_from(from + text.encode_utf16().count()).unwrap_or(u32::MAX);
    // A position beyond the end is the end.
    _ = field.set_selection_range(end, end);
}

/// Changes the text, and lets whoever listens know.
pub(super) fn set(field: &HtmlTextAreaElement, text: &str) {
    field.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        // Nobody cancels an input event.
        _ = field.dispatch_event(&event);
    }
}

/// The part of a text between two positions in UTF-16 units.
fn cut(text: &str, from: usize, upto: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let upto = upto.min(units.len());
    String::from_utf16_lossy(&units[from.min(upto)..upto])
}
