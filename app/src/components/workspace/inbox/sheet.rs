//! The panel beside a conversation where it does not fit beside it: over the messages, and on a phone a sheet from below
//! that has the page to itself until it is closed.

use leptos::html::Button;
use leptos::prelude::*;

/// Up to which width the panel is a sheet; `style/workspace/panel.css` says the same.
const PHONE: &str = "(max-width: 47.99rem)";

/// Whether the panel is open, and what follows from that.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    open: RwSignal<bool>,
    /// Opens it; has the focus again when it is closed.
    pub(super) opener: NodeRef<Button>,
    /// Closes it; has the focus when it opens.
    pub(super) closer: NodeRef<Button>,
}

impl Sheet {
    /// A closed one.
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            opener: NodeRef::new(),
            closer: NodeRef::new(),
        }
    }

    pub(super) fn is_open(self) -> bool {
        self.open.get()
    }

    pub(super) fn toggle(self) {
        if self.open.get_untracked() {
            return self.close();
        }
        self.open.set(true);
        // It can take the focus once it is shown.
        request_animation_frame(move || focus(self.closer));
    }

    pub(super) fn close(self) {
        self.open.set(false);
        request_animation_frame(move || focus(self.opener));
    }

    /// Whether it hides what is behind it, which nobody shall reach meanwhile.
    pub(super) fn covers(self) -> bool {
        let is_phone = || {
            let media = window().match_media(PHONE);
            media.is_ok_and(|media| media.is_some_and(|media| media.matches()))
        };
        self.open.get() && is_phone()
    }
}

fn focus(button: NodeRef<Button>) {
    if let Some(button) = button.get_untracked() {
        // A button that is not to be seen takes no focus, and needs none.
        _ = button.focus();
    }
}
