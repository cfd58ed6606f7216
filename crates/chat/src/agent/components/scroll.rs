use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlDivElement, ResizeObserver};

use crate::client::Thread;
use crate::state::EntryState;

/// This many pixels above the end still count as the end.
const NEAR: i32 = 48;

/// Keeps a scrolling frame at the end of its content, until the reader scrolls up. The element after the frame
/// leads back to the end; it is there only when something new is.
#[derive(Clone, Copy)]
pub(super) struct Scroll {
    frame: NodeRef<Div>,
    seen: StoredValue<Seen>,
}

/// What was to be seen when we looked last.
#[derive(Clone, Copy)]
struct Seen {
    at_end: bool,
    lines: usize,
    /// The heights of the content and of the frame.
    heights: (i32, i32),
}

impl Scroll {
    /// Watches the sizes of both: content grows, and a phone's keyboard or a long draft shrinks the frame.
    pub(super) fn new(frame: NodeRef<Div>, thread: Thread) -> Self {
        let scroll = Self {
            frame,
            seen: StoredValue::new(Seen {
                at_end: true,
                lines: 0,
                heights: (0, 0),
            }),
        };
        Effect::new(move || {
            if let Some(frame) = frame.get() {
                scroll.watch(&frame, thread);
            }
        });
        scroll
    }

    fn watch(self, frame: &HtmlDivElement, thread: Thread) {
        let resized = Closure::<dyn Fn()>::new(move || self.resized(thread));
        // Every browser that runs WebAssembly has the observer.
        let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(frame);
        if let Some(content) = frame.first_element_child() {
            observer.observe(&content);
        }
        let kept = StoredValue::new_local((observer, resized));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    }

    /// Whoever writes a message wants to see it; whoever reads older ones is not torn away.
    fn resized(self, thread: Thread) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let (lines, just_written) = thread.shown.with_untracked(|shown| {
            let last = shown.entries.last();
            (
                shown.entries.len(),
                last.is_some_and(|entry| entry.state == EntryState::Pending),
            )
        });
        let before = self.seen.get_value();
        let grew = before.lines < lines;
        self.seen.set_value(Seen {
            lines,
            heights: heights(&frame),
            ..before
        });
        if before.at_end || (grew && just_written) {
            self.to_end();
        } else if grew {
            self.offer_end(true);
        }
    }

    /// Goes to the end.
    pub(super) fn to_end(self) {
        if let Some(frame) = self.frame.get_untracked() {
            frame.set_scroll_top(frame.scroll_height());
        }
        self.moved();
    }

    /// The frame was scrolled, by the reader or by us.
    pub(super) fn moved(self) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let before = self.seen.get_value();
        // The news of our own scrolling may come when the size has changed again: then that is not the reader's doing.
        if heights(&frame) != before.heights {
            return;
        }
        let at_end = frame.scroll_height() - frame.scroll_top() - frame.client_height() <= NEAR;
        self.seen.set_value(Seen { at_end, ..before });
        if at_end {
            self.offer_end(false);
        }
    }

    fn offer_end(self, offer: bool) {
        if let Some(way) = self
            .frame
            .get_untracked()
            .and_then(|frame| frame.next_element_sibling())
        {
            // The attribute's name is one.
            let _ = way.toggle_attribute_with_force("hidden", !offer);
        }
    }
}

fn heights(frame: &HtmlDivElement) -> (i32, i32) {
    (frame.scroll_height(), frame.client_height())
}
