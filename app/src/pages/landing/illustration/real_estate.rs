//! A street in which one house is lit.

use leptos::prelude::*;

/// Five houses and their trees.
pub(super) fn picture() -> impl IntoView {
    view! {
        <circle cx="104" cy="78" r="34" class="fill-highlight" fill-opacity="0.55"/>
        <path d="M0 214C90 150 190 190 280 176s190-60 280-6v130H0z" class="fill-accent" fill-opacity="0.2"/>
        <rect y="264" width="560" height="36" class="fill-accent" fill-opacity="0.32"/>
        <rect x="24" y="156" width="92" height="108" class="fill-accent"/>
        <polygon points="14,160 70,104 126,160" class="fill-accent-strong"/>
        {windows(40, 180, "fill-accent-soft")}
        <rect x="128" y="116" width="82" height="148" class="fill-raised"/>
        <rect x="122" y="106" width="94" height="12" class="fill-shade"/>
        {windows(140, 134, "fill-accent-soft")}
        {windows(140, 182, "fill-accent-soft")}
        <rect x="226" y="140" width="116" height="124" class="fill-surface"/>
        <polygon points="212,146 284,70 356,146" class="fill-shade"/>
        <rect x="308" y="82" width="16" height="36" class="fill-shade"/>
        <circle cx="284" cy="118" r="11" class="fill-highlight"/>
        <rect x="242" y="164" width="30" height="34" rx="2" class="fill-highlight"/>
        <rect x="296" y="164" width="30" height="34" rx="2" class="fill-highlight"/>
        <rect x="269" y="212" width="32" height="52" rx="2" class="fill-accent"/>
        <circle cx="294" cy="240" r="2.5" class="fill-highlight"/>
        <rect x="360" y="168" width="80" height="96" class="fill-accent-strong"/>
        <polygon points="350,172 440,120 450,172" class="fill-shade"/>
        {windows(372, 188, "fill-accent-soft")}
        <rect x="454" y="138" width="84" height="126" class="fill-raised"/>
        <polygon points="446,142 496,96 546,142" class="fill-accent"/>
        {windows(466, 160, "fill-accent-soft")}
        {windows(466, 206, "fill-accent-soft")}
        {tree(118, 214)}
        {tree(350, 204)}
        {tree(446, 222)}
    }
}

/// Two windows in a wall 80 wide.
fn windows(x: u16, y: u16, colour: &'static str) -> impl IntoView {
    view! {
        <rect x=x y=y width="22" height="28" rx="2" class=colour/>
        <rect x=x + 34 y=y width="22" height="28" rx="2" class=colour/>
    }
}

fn tree(x: u16, y: u16) -> impl IntoView {
    view! {
        <rect x=x - 2 y=y width="4" height=264 - y class="fill-shade"/>
        <ellipse cx=x cy=y rx="17" ry="24" class="fill-accent"/>
    }
}
