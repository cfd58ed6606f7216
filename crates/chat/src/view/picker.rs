//! The bar of emoji from which a reaction is picked.

use std::cell::Cell;

use beckon_domain::conversation::MessageNumber;
use beckon_domain::reaction::Emoji;
use web_sys::{Element, HtmlElement};

use super::dom::{find, reveal};
use crate::html::Html;
use crate::words::{Word, word};

/// The emoji that a character stands for.
pub(super) fn emoji_of(character: &str) -> Option<Emoji> {
    Emoji::ALL
        .into_iter()
        .find(|emoji| emoji.as_str() == character)
}

pub(super) fn markup(html: &mut Html) {
    let attributes = [
        ("class", "chat-picker"),
        ("role", "group"),
        ("aria-label", word(Word::React)),
        ("hidden", ""),
    ];
    html.open_with("div", &attributes);
    for emoji in Emoji::ALL {
        let attributes = [
            ("type", "button"),
            ("class", "chat-emoji"),
            ("data-act", "pick"),
            ("data-emoji", emoji.as_str()),
        ];
        html.open_with("button", &attributes)
            .text(emoji.as_str())
            .close("button");
    }
    html.close("div");
}

/// One for all messages of a list: it stands beside the one that is reacted to.
pub(super) struct Picker {
    bar: HtmlElement,
    target: Cell<Option<MessageNumber>>,
}

impl Picker {
    pub(super) fn new(bar: HtmlElement) -> Self {
        Self {
            bar,
            target: Cell::new(None),
        }
    }

    /// Offers emoji for a message; its row says where.
    pub(super) fn open(&self, number: MessageNumber, row: &Element) {
        self.target.set(Some(number));
        reveal(&self.bar, true);
        if let (Some(stack), Some(around)) = (find(row, ".chat-stack"), self.bar.parent_element()) {
            let (at, frame) = (
                stack.get_bounding_client_rect(),
                around.get_bounding_client_rect(),
            );
            let above = at.top() - frame.top() - f64::from(self.bar.offset_height()) - 4.0;
            let widest = (frame.width() - f64::from(self.bar.offset_width()) - 8.0).max(0.0);
            let style = self.bar.style();
            // A length in pixels is always taken.
            let _ = style.set_property("top", &pixels(above.max(4.0)));
            let _ = style.set_property(
                "left",
                &pixels((at.left() - frame.left()).min(widest).max(8.0)),
            );
        }
        if let Some(first) = find(&self.bar, "button") {
            let _ = first.focus();
        }
    }

    /// Takes the bar away. Says for which message it was.
    pub(super) fn close(&self) -> Option<MessageNumber> {
        reveal(&self.bar, false);
        self.target.take()
    }

    pub(super) fn is_open(&self) -> bool {
        self.target.get().is_some()
    }

    /// Moves the focus within the bar.
    pub(super) fn step(from: &Element, forward: bool) {
        let next = if forward {
            from.next_element_sibling()
        } else {
            from.previous_element_sibling()
        };
        if let Some(next) = next {
            let _ = wasm_bindgen::JsCast::unchecked_ref::<HtmlElement>(&next).focus();
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a screen is not that large"
)]
fn pixels(length: f64) -> String {
    [&(length as i32).to_string(), "px"].concat()
}
