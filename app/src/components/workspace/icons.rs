//! The workspace's icons: one stroked path each, on a grid of 20.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tray: conversations.
    Inbox,
    /// Bars: the dashboard.
    Chart,
    /// A funnel: leads.
    Funnel,
    /// A globe: sites.
    Globe,
    /// Two people: the team.
    People,
    /// One person: the account.
    Person,
    /// A door with an arrow.
    SignOut,
    /// Back to the left.
    Back,
    /// On to the right.
    Next,
    /// A box: put away.
    Archive,
    /// A tick.
    Check,
    /// Two sheets.
    Copy,
    /// A magnifying glass.
    Search,
    /// A cross.
    Cross,
    /// A question mark in a circle.
    Help,
    /// An i in a circle: details.
    Info,
    /// A plus.
    Plus,
    /// A speech bubble.
    Bubble,
    /// A clock: later.
    Clock,
    /// An at sign: mentions.
    At,
    /// On downwards: more.
    Down,
    /// Three dots: what there is no room for.
    More,
    /// Upwards: newer.
    Up,
    /// A sheet with a folded corner: a note.
    Note,
    /// A bolt: ready-made texts.
    Bolt,
    /// A pencil.
    Pencil,
    /// A bin.
    Bin,
    /// A bell: notifications.
    Bell,
    /// A sheet of a calendar: appointments.
    Calendar,
    /// A shield with a tick: somebody vouches for it.
    Shield,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Inbox => {
                "M3 11l2.2-6.3a1.5 1.5 0 0 1 1.4-1h6.8a1.5 1.5 0 0 1 1.4 1L17 11v4a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15zM3 11h4l1.2 2h3.6l1.2-2h4"
            }
            Self::Bell => "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8zM8.3 15.2a1.8 1.8 0 0 0 3.4 0",
            Self::Shield => {
                "M10 2.8l5.8 2.1v4.6c0 3.6-2.3 6.2-5.8 7.7-3.5-1.5-5.8-4.1-5.8-7.7V4.9zM7.3 9.9l1.9 1.9 3.5-3.8"
            }
            Self::Calendar => {
                "M4.5 4.5h11A1.5 1.5 0 0 1 17 6v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15V6a1.5 1.5 0 0 1 1.5-1.5zM3 8.5h14M7 3v3M13 3v3M6.8 11.8h.1M10 11.8h.1M13.2 11.8h.1"
            }
            Self::Chart => "M3.5 16.5h13M5.8 13.5v-4M10 13.5v-9M14.2 13.5V8",
            Self::Funnel => "M3.5 4h13l-5 6.2v4.6l-3 1.7v-6.3z",
            Self::Globe => {
                "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z"
            }
            Self::People => {
                "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 4a2.8 2.8 0 0 1 0 5.2M14.5 12.3c1.9.6 3 2 3 4.2"
            }
            Self::Person => {
                "M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c.3-3 2.6-4.7 6-4.7s5.7 1.7 6 4.7"
            }
            Self::SignOut => {
                "M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3M13 13.5l3.5-3.5L13 6.5M16.5 10H8"
            }
            Self::Back => "M12 4.5L6.5 10l5.5 5.5",
            Self::Next => "M8 4.5l5.5 5.5L8 15.5",
            Self::Archive => {
                "M3.5 4h13v3.5h-13zM4.5 7.5V15A1.5 1.5 0 0 0 6 16.5h8a1.5 1.5 0 0 0 1.5-1.5V7.5M8 10.5h4"
            }
            Self::Check => "M4.5 10.5L8 14l7.5-8",
            Self::Copy => {
                "M7.5 7.5v-3a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-3M4.5 7.5h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z"
            }
            Self::Search => "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM17 17l-3.7-3.7",
            Self::Cross => "M5 5l10 10M15 5L5 15",
            Self::Help => {
                "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8.2a2 2 0 1 1 2.9 1.7c-.6.3-.9.7-.9 1.3v.2M10 13.7v.1"
            }
            Self::Info => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.3v4.2M10 6.5v.1",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Clock => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.8 1.8",
            Self::At => {
                "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM13 7v4.2a1.8 1.8 0 0 0 3.6 0V10A6.6 6.6 0 1 0 13.4 15.7"
            }
            Self::Down => "M5 8l5 5 5-5",
            Self::More => "M4.5 10h.1M10 10h.1M15.5 10h.1",
            Self::Up => "M10 16V4.5M5 9.5l5-5 5 5",
            Self::Note => "M4.5 3.5h11v8.2l-4.8 4.8H4.5zM15.5 11.7h-4.8v4.8M7.5 7.2h5M7.5 10h2.5",
            Self::Bolt => "M11 2.8L4.8 11.2h4.4l-.8 6 6.8-9h-4.6z",
            Self::Pencil => {
                "M4 16l.8-3.4L13.2 4.2a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L7.4 15.2z"
            }
            Self::Bin => {
                "M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5l.8 10.2a1 1 0 0 0 1 .9h5.4a1 1 0 0 0 1-.9l.8-10.2M8.4 8.5v5M11.6 8.5v5"
            }
            Self::Bubble => {
                "M4.5 3.5h11A1.5 1.5 0 0 1 17 5v7a1.5 1.5 0 0 1-1.5 1.5H9L5.5 16.5v-3h-1A1.5 1.5 0 0 1 3 12V5a1.5 1.5 0 0 1 1.5-1.5z"
            }
        }
    }
}

/// An icon of the surrounding text's colour. It says nothing to a screen reader: put words beside it.
#[component]
pub fn Glyph(
    /// What it shows.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="ws-icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
