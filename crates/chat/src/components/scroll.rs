use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlDivElement, ResizeObserver};

use crate::client::Thread;
use crate::state::EntryState;

/// This many pixels above the end still count as the end.
const NEAR: i32 = 48;

/// Keeps a scrolling frame at the end of its content, until the reader scrolls up.
#[derive(Clone, Copy)]
pub(super) struct Scroll {
    /// Whether something arrived below what the reader sees.
    pub(super) has_news: RwSignal<bool>,
    thread: Thread,
    frame: NodeRef<Div>,
    at_end: StoredValue<bool>,
    /// How many lines there were when we looked last.
    lines: StoredValue<usize>,
}

impl Scroll {
    pub(super) fn new(frame: NodeRef<Div>, thread: Thread) -> Self {
        Self {
            has_news: RwSignal::new(false),
            thread,
            frame,
            at_end: StoredValue::new(true),
            lines: StoredValue::new(0),
        }
    }

    /// Watches the sizes of both: content grows, and a phone's keyboard or a long draft shrinks the frame.
    pub(super) fn watch(self, frame: &HtmlDivElement, content: &HtmlDivElement) {
        let resized = Closure::<dyn Fn()>::new(move || self.resized());
        // Every browser that runs WebAssembly has the observer.
        let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
        observer.observe(frame);
        observer.observe(content);
        let kept = StoredValue::new_local((observer, resized));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    }

    /// Whoever writes a message wants to see it; whoever reads older ones is not torn away.
    fn resized(self) {
        let (lines, just_written) = self.thread.entries.with_untracked(|entries| {
            (entries.len(), entries.last().is_some_and(|entry| entry.state == EntryState::Pending))
        });
        let grew = self.lines.try_update_value(|before| std::mem::replace(before, lines) < lines) == Some(true);
        if self.at_end.get_value() || (grew && just_written) {
            self.to_end();
        } else if grew {
            self.has_news.set(true);
        }
    }

    /// Goes to the end.
    pub(super) fn to_end(self) {
        if let Some(frame) = self.frame.get_untracked() {
            frame.set_scroll_top(frame.scroll_height());
        }
        self.arrived_at_end(true);
    }

    /// The frame was scrolled, by the reader or by us.
    pub(super) fn moved(self) {
        if let Some(frame) = self.frame.get_untracked() {
            self.arrived_at_end(frame.scroll_height() - frame.scroll_top() - frame.client_height() <= NEAR);
        }
    }

    fn arrived_at_end(self, at_end: bool) {
        self.at_end.set_value(at_end);
        if at_end && self.has_news.get_untracked() {
            self.has_news.set(false);
        }
    }
}
