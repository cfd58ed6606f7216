//! How the widget will look: drawn with SVG colours, as a page under a strict policy has no style attributes.

use beckon_domain::widget::Colour;
use leptos::prelude::*;

/// White or near black: whichever reads better on `colour` (WCAG 2.2, relative luminance; 0.179 is
/// where both have the same contrast).
fn ink_on(colour: &str) -> &'static str {
    let channel = |at: usize| {
        let byte = colour
            .get(at..at + 2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let share = f64::from(byte.unwrap_or(0)) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    if luminance > 0.179 {
        "#17211d"
    } else {
        "#ffffff"
    }
}

/// What is typed, as far as it shows.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Who the visitor talks to.
    pub(super) title: Signal<String>,
    /// The first words; empty for none.
    pub(super) greeting: Signal<String>,
    /// `#rrggbb`.
    pub(super) colour: Signal<String>,
    /// `left` or `right`.
    pub(super) position: Signal<String>,
    /// `auto`, `light` or `dark`.
    pub(super) scheme: Signal<String>,
}

impl Look {
    fn colour(self) -> Memo<String> {
        Memo::new(move |_| {
            Colour::parse(&self.colour.read())
                .unwrap_or_default()
                .to_string()
        })
    }
}

/// A page with the launcher and its greeting, and one with the open window.
#[component]
pub(super) fn WidgetPreview(look: Look) -> impl IntoView {
    view! {
        <div class="preview" aria-hidden="true">
            <p class="preview-caption">"On arrival"</p>
            <ArrivalPreview look/>
            <p class="preview-caption">"Open"</p>
            <PreviewPage look>
                <Window look/>
                <Launcher look/>
            </PreviewPage>
        </div>
    }
}

/// A page with the launcher and its greeting.
#[component]
pub(super) fn ArrivalPreview(look: Look) -> impl IntoView {
    let bubble = move || {
        let words = look.greeting.get();
        (!words.trim().is_empty()).then(|| {
            view! {
                <p class="preview-greeting" dir="auto"><b>{look.title}</b>{words}</p>
            }
        })
    };
    view! {
        <PreviewPage look>
            {bubble}
            <Launcher look/>
        </PreviewPage>
    }
}

/// Somebody else's page, with the widget in its corner.
#[component]
fn PreviewPage(look: Look, children: Children) -> impl IntoView {
    view! {
        <div class="preview-page" data-position=look.position data-scheme=look.scheme>{children()}</div>
    }
}

#[component]
fn Window(look: Look) -> impl IntoView {
    let colour = look.colour();
    let is_light = move || ink_on(&colour.read()) == "#ffffff";
    view! {
        <div class="preview-window">
            <div class="preview-head" class:preview-light=is_light>
                <svg class="preview-tint" viewBox="0 0 1 1" preserveAspectRatio="none">
                    <rect width="1" height="1" fill=move || colour.get()></rect>
                </svg>
                <span class="preview-title" dir="auto">{look.title}</span>
            </div>
            <p class="preview-bubble" dir="auto">{look.greeting}</p>
            <p class="preview-field">"Write a message…"</p>
        </div>
    }
}

#[component]
fn Launcher(look: Look) -> impl IntoView {
    let colour = look.colour();
    view! {
        <svg class="preview-launcher" viewBox="0 0 56 56">
            <circle cx="28" cy="28" r="28" fill=move || colour.get()></circle>
            <path
                d="M20 19h16a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-7l-6 5v-5h-3a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3z"
                fill=move || ink_on(&colour.read())
            ></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_readable() {
        assert_eq!(ink_on("#1f6f5c"), "#ffffff");
        assert_eq!(ink_on("#000000"), "#ffffff");
        assert_eq!(ink_on("#ffd84d"), "#17211d");
        assert_eq!(ink_on("#ffffff"), "#17211d");
    }
}
