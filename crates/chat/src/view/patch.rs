//! Keeps elements in step with lines: what has not changed is not touched.

use web_sys::{Element, HtmlElement};

use super::dom::{document, find};
use super::row::Line;

/// The lines that are in a log, and their elements.
#[derive(Default)]
pub(super) struct Patched(Vec<(Line, Element)>);

impl Patched {
    /// Makes the elements in `log` those of `lines`.
    pub(super) fn patch(&mut self, log: &Element, lines: Vec<Line>) {
        let mut before: Vec<_> = std::mem::take(&mut self.0).into_iter().map(Some).collect();
        let mut expected = 0;
        for line in lines {
            // Most lines are where they were: the search begins behind the one found last.
            let is_it = |old: &Option<(Line, Element)>| {
                old.as_ref().is_some_and(|(old, _)| old.key == line.key)
            };
            let found = before[expected..]
                .iter()
                .position(is_it)
                .map(|at| at + expected)
                .or_else(|| before[..expected].iter().position(is_it));
            let old = found.and_then(|at| before[at].take());
            expected = found.map_or(expected, |at| at + 1);
            self.0.extend(place(line, old));
        }
        for (_, element) in before.into_iter().flatten() {
            element.remove();
        }
        let mut next = log.first_element_child();
        for (_, element) in &self.0 {
            if next.as_ref() == Some(element) {
                next = element.next_element_sibling();
            } else {
                // An element can be put before any child of its parent.
                let _ = log.insert_before(element, next.as_deref());
            }
        }
    }

    /// The element of a message.
    pub(super) fn element(&self, number: i64) -> Option<&Element> {
        let mut all = self.0.iter();
        let (_, element) = all.find(|(line, _)| line.number == Some(number))?;
        Some(element)
    }

    /// The line that an element is in.
    pub(super) fn line_of(&self, element: &Element) -> Option<&Line> {
        let row = element.closest("[data-key]").ok()??;
        let key = row.get_attribute("data-key")?;
        self.0
            .iter()
            .map(|(line, _)| line)
            .find(|line| line.key == key)
    }

    /// The first element below the upper edge of what is seen.
    pub(super) fn first_seen(&self, scroll_top: i32) -> Option<Element> {
        let is_seen = |element: &&Element| {
            let element: &HtmlElement = wasm_bindgen::JsCast::unchecked_ref(*element);
            element.offset_top() + element.offset_height() > scroll_top
        };
        let messages = self.0.iter().filter(|(line, _)| line.number.is_some());
        messages.map(|(_, element)| element).find(is_seen).cloned()
    }
}

/// The element of a line: the one it had, or a new one.
fn place(line: Line, old: Option<(Line, Element)>) -> Option<(Line, Element)> {
    let Some((old, element)) = old else {
        let element = document()?.create_element("div").ok()?;
        element.set_class_name(&line.class);
        let _ = element.set_attribute("data-key", &line.key);
        element.set_inner_html(&line.markup);
        return Some((line, element));
    };
    if old.class != line.class {
        element.set_class_name(&line.class);
    }
    if old.markup != line.markup {
        rewrite(&element, &line.markup);
    }
    Some((line, element))
}

/// Replaces what is in an element; the focus stays with the same action.
fn rewrite(element: &Element, markup: &str) {
    let focused = document()
        .and_then(|document| document.active_element())
        .filter(|focused| element.contains(Some(focused)));
    let selector = focused.and_then(|focused| {
        let act = focused.get_attribute("data-act")?;
        let emoji = focused.get_attribute("data-emoji").unwrap_or_default();
        Some(if emoji.is_empty() {
            ["[data-act=", &act, "]"].concat()
        } else {
            ["[data-emoji='", &emoji, "']"].concat()
        })
    });
    element.set_inner_html(markup);
    if let Some(selector) = selector {
        // The chip that was taken back is gone; the button that made it is there.
        let again = find(element, &selector).or_else(|| find(element, "[data-act=react]"));
        let _ = again.map(|again| again.focus());
    }
}
