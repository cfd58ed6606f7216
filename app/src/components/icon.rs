//! Line icons on a grid of 24.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// An arrow to the right.
    Arrow,
    /// A tick.
    Check,
    /// A speech bubble.
    Chat,
    /// An open eye.
    Eye,
    /// A crossed eye.
    EyeOff,
    /// A person and a tick.
    Person,
    /// A shield.
    Shield,
    /// A star, to be filled.
    Star,
    /// A price tag.
    Tag,
}

impl IconName {
    const fn path(self) -> &'static str {
        match self {
            Self::Arrow => "M5 12h14M13 6l6 6-6 6",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Chat => {
                "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z"
            }
            Self::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5z"
            }
            Self::EyeOff => {
                "M4 4l16 16M9.5 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.9 3.6M6.2 7.7A15 15 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4-.9M10.1 10a2.75 2.75 0 0 0 3.9 3.9"
            }
            Self::Person => {
                "M10 4a3.75 3.75 0 1 0 0 7.5A3.75 3.75 0 0 0 10 4zM3 20c0-3.6 3.1-5.75 7-5.75 1.4 0 2.7.3 3.8.8M15.5 18l2 2 3.5-4"
            }
            Self::Shield => {
                "M12 3.5l7 2.5v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10"
            }
            Self::Star => {
                "M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8L12 16.9l-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"
            }
            Self::Tag => {
                "M4 5.5A1.5 1.5 0 0 1 5.5 4h6l8.2 8.2a1.6 1.6 0 0 1 0 2.3l-5.2 5.2a1.6 1.6 0 0 1-2.3 0L4 11.5zM8.5 8.5h.01"
            }
        }
    }
}

/// An icon, as large as its class says; decoration only, so the words beside it must do without it.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
    /// Classes for size and colour.
    #[prop(default = "size-5 flex-none")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            viewBox="0 0 24 24"
            class=class
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=name.path()/>
        </svg>
    }
}
