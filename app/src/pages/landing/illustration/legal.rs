//! A court house with an open door.

use leptos::prelude::*;

/// Steps, columns, a pediment, and light inside.
pub(super) fn picture() -> impl IntoView {
    let rings = [80, 122, 168, 218].map(|radius| {
        view! { <circle cx="280" cy="196" r=radius fill="none" stroke-width="1.5" stroke-opacity="0.45" class="stroke-accent"/> }
    });
    let columns = [118, 178, 354, 414].map(|x| {
        view! {
            <rect x=x y="126" width="28" height="114" class="fill-raised"/>
            <rect x=x + 17 y="126" width="11" height="114" class="fill-sunken"/>
            <rect x=x - 5 y="120" width="38" height="9" class="fill-raised"/>
            <rect x=x - 5 y="234" width="38" height="8" class="fill-raised"/>
        }
    });
    view! {
        {rings}
        <rect y="272" width="560" height="28" class="fill-accent" fill-opacity="0.28"/>
        <rect x="104" y="120" width="352" height="122" class="fill-accent-strong"/>
        <path d="M232 242v-62a48 48 0 0 1 96 0v62z" class="fill-highlight"/>
        <path d="M280 132v110" stroke-width="3" class="stroke-shade" stroke-opacity="0.35"/>
        {columns}
        <rect x="92" y="100" width="376" height="20" class="fill-surface"/>
        <polygon points="78,100 280,26 482,100" class="fill-shade"/>
        <polygon points="128,92 280,38 432,92" class="fill-accent"/>
        <g fill="none" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" class="stroke-highlight">
            <path d="M280 50v34M262 84h36M250 58h60"/>
            <path d="M240 74l10-16 10 16a10 7 0 0 1-20 0zM300 74l10-16 10 16a10 7 0 0 1-20 0z" stroke-width="3"/>
        </g>
        <rect x="92" y="242" width="376" height="11" class="fill-surface"/>
        <rect x="76" y="253" width="408" height="11" class="fill-raised"/>
        <rect x="60" y="264" width="440" height="11" class="fill-surface"/>
    }
}
