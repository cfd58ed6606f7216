//! A house in the sun.

use leptos::prelude::*;

/// The sun, a house, and panels on its roof.
pub(super) fn picture() -> impl IntoView {
    let rings = [64, 96, 134, 180].map(|radius| {
        view! { <circle cx="452" cy="84" r=radius fill="none" stroke-width="1.5" stroke-opacity="0.55" class="stroke-highlight"/> }
    });
    let panels = (0..10)
        .map(|index| view! { <polygon points=panel(index % 5, index / 5) class="fill-accent"/> })
        .collect_view();
    view! {
        {rings}
        <circle cx="452" cy="84" r="38" class="fill-highlight"/>
        <rect y="266" width="560" height="34" class="fill-accent" fill-opacity="0.28"/>
        <polygon points="308,176 374,90 440,176 440,266 308,266" class="fill-sunken"/>
        <rect x="72" y="170" width="238" height="96" class="fill-raised"/>
        <polygon points="48,178 122,84 384,84 310,178" class="fill-shade"/>
        {panels}
        <path d="M378 84l72 96" stroke-width="9" stroke-linecap="round" class="stroke-shade"/>
        <rect x="98" y="200" width="44" height="38" rx="2" class="fill-highlight"/>
        <rect x="166" y="200" width="44" height="38" rx="2" class="fill-highlight"/>
        <rect x="238" y="196" width="38" height="70" rx="2" class="fill-accent"/>
        <rect x="354" y="150" width="40" height="40" rx="20" class="fill-highlight"/>
    }
}

/// The corners of a panel: the roof's plane leans by 74 to the right over its height of 94.
fn panel(column: u8, row: u8) -> String {
    let (left, low) = (
        0.045 + 0.186 * f32::from(column),
        0.09 + 0.43 * f32::from(row),
    );
    let at = |u: f32, v: f32| format!("{:.1},{:.1}", 48.0 + 262.0 * u + 74.0 * v, 178.0 - 94.0 * v);
    [
        at(left, low),
        at(left + 0.166, low),
        at(left + 0.166, low + 0.385),
        at(left, low + 0.385),
    ]
    .join(" ")
}
