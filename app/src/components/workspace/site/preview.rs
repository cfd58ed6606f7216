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

/// The open widget and its launcher in small.
#[component]
pub(super) fn WidgetPreview(
    /// Who the visitor talks to.
    #[prop(into)]
    title: Signal<String>,
    /// The first words.
    #[prop(into)]
    greeting: Signal<String>,
    /// `#rrggbb`.
    #[prop(into)]
    colour: Signal<String>,
) -> impl IntoView {
    let colour = Memo::new(move |_| {
        Colour::parse(&colour.read())
            .unwrap_or_default()
            .to_string()
    });
    let ink = Memo::new(move |_| ink_on(&colour.read()));
    let head_class = move || {
        if ink.get() == "#ffffff" {
            "preview-head preview-light"
        } else {
            "preview-head"
        }
    };
    view! {
        <figure class="preview">
            <figcaption class="sr-only">"Preview of the widget"</figcaption>
            <div class="preview-page" aria-hidden="true">
                <div class="preview-window">
                    <div class=head_class>
                        <svg class="preview-tint" viewBox="0 0 1 1" preserveAspectRatio="none">
                            <rect width="1" height="1" fill=move || colour.get()></rect>
                        </svg>
                        <span class="preview-title" dir="auto">{title}</span>
                    </div>
                    <p class="preview-bubble" dir="auto">{greeting}</p>
                    <p class="preview-field">"Write a message…"</p>
                </div>
                <svg class="preview-launcher" viewBox="0 0 56 56">
                    <circle cx="28" cy="28" r="28" fill=move || colour.get()></circle>
                    <path
                        d="M20 19h16a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-7l-6 5v-5h-3a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3z"
                        fill=move || ink.get()
                    ></path>
                </svg>
            </div>
        </figure>
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
