//! Keeps what a reader looks at in place.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};

/// This many pixels above the end still count as the end.
const NEAR: i32 = 48;

/// This close to an edge, what is beyond it is wanted.
const EDGE: i32 = 240;

/// A scrolling frame and its content. It stays at the end until the reader scrolls up; what comes above what they
/// look at does not move it.
pub(super) struct Scroll {
    pub(super) frame: HtmlElement,
    at_end: Rc<Cell<bool>>,
    /// The heights of the content and of the frame when we looked last.
    heights: Rc<Cell<(i32, i32)>>,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn Fn()>,
}

/// Where something stood before lines were changed.
pub(super) struct Anchor {
    element: Element,
    top: i32,
}

impl Anchor {
    /// Remembers where an element stands.
    pub(super) fn hold(element: Element) -> Self {
        let top = top(&element);
        Self { element, top }
    }
}

impl Scroll {
    /// Watches the sizes of both: content grows, and a phone's keyboard or a long draft shrinks the frame. `hear` is told
    /// when either has changed.
    pub(super) fn new(frame: HtmlElement, hear: impl Fn() + 'static) -> Self {
        let at_end = Rc::new(Cell::new(true));
        let heights = Rc::new(Cell::new((0, 0)));
        let resized = {
            let (frame, at_end, heights) = (frame.clone(), at_end.clone(), heights.clone());
            Closure::<dyn Fn()>::new(move || {
                heights.set(measure(&frame));
                if at_end.get() {
                    frame.set_scroll_top(frame.scroll_height());
                }
                hear();
            })
        };
        // Every browser that runs WebAssembly has the observer.
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&frame);
            if let Some(content) = frame.first_element_child() {
                observer.observe(&content);
            }
        }
        Self {
            frame,
            at_end,
            heights,
            observer,
            _resized: resized,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at_end.get()
    }

    /// Stays at the end no longer, whatever is scrolled to.
    pub(super) fn let_go(&self) {
        self.at_end.set(false);
    }

    /// Goes to the end.
    pub(super) fn to_end(&self) {
        self.at_end.set(true);
        self.heights.set(measure(&self.frame));
        self.frame.set_scroll_top(self.frame.scroll_height());
    }

    /// The frame was scrolled, by the reader or by us.
    pub(super) fn moved(&self) {
        // The news of our own scrolling may come when the size has changed again: then that is not the reader's doing.
        if measure(&self.frame) == self.heights.get() {
            self.at_end.set(self.below() <= NEAR);
        }
    }

    /// Whether anything can be seen, and scrolled to. A page that is still being put together has no room for it.
    pub(super) fn has_room(&self) -> bool {
        self.frame.client_height() > 0
    }

    /// Whether the reader is about to see the beginning, and the end, of what is loaded.
    pub(super) fn near_edges(&self) -> (bool, bool) {
        let has_room = self.has_room();
        (
            has_room && self.frame.scroll_top() <= EDGE,
            has_room && self.below() <= EDGE,
        )
    }

    fn below(&self) -> i32 {
        self.frame.scroll_height() - self.frame.scroll_top() - self.frame.client_height()
    }

    /// Scrolls so that it stands there again.
    pub(super) fn restore(&self, anchor: &Anchor) {
        let moved = top(&anchor.element) - anchor.top;
        if moved != 0 {
            self.frame.set_scroll_top(self.frame.scroll_top() + moved);
        }
        self.heights.set(measure(&self.frame));
    }

    /// Goes to an element.
    pub(super) fn to(&self, element: &HtmlElement) {
        self.let_go();
        let room = self.frame.client_height() - element.offset_height();
        self.frame
            .set_scroll_top(element.offset_top() - (room / 2).max(0));
        self.heights.set(measure(&self.frame));
    }
}

impl Drop for Scroll {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

fn top(element: &Element) -> i32 {
    element.unchecked_ref::<HtmlElement>().offset_top()
}

fn measure(frame: &Element) -> (i32, i32) {
    (frame.scroll_height(), frame.client_height())
}
