//! Something large that keeps the rain off something small.

use leptos::prelude::*;

/// An umbrella over a house and a car.
pub(super) fn picture() -> impl IntoView {
    let rain = [(40, 50), (92, 112), (58, 190), (130, 28), (424, 30), (486, 84), (522, 160), (500, 226), (22, 236), (452, 124)].map(|(x, y)| {
        view! { <path d=format!("M{x} {y}l-12 30") stroke-width="5" stroke-linecap="round" class="stroke-accent" stroke-opacity="0.45"/> }
    });
    view! {
        {rain}
        <rect y="266" width="560" height="34" class="fill-accent" fill-opacity="0.28"/>
        <path d="M280 34v206a20 20 0 0 0 40 0" fill="none" stroke-width="8" stroke-linecap="round" class="stroke-shade"/>
        <path d="M112 168C112 92 188 46 280 46s168 46 168 122c-12-14-30-22-42-22s-30 8-42 22c-12-14-30-22-42-22s-30 8-42 22c-12-14-30-22-42-22s-30 8-42 22c-12-14-30-22-42-22s-30 8-42 22z" class="fill-accent"/>
        <path d="M196 168c0-66 38-122 84-122s84 56 84 122c-12-14-30-22-42-22s-30 8-42 22c-12-14-30-22-42-22s-30 8-42 22z" class="fill-highlight"/>
        <path d="M280 46v122" stroke-width="2.5" class="stroke-shade" stroke-opacity="0.4"/>
        <rect x="166" y="214" width="78" height="52" class="fill-raised"/>
        <polygon points="156,218 205,180 254,218" class="fill-shade"/>
        <rect x="178" y="228" width="18" height="18" rx="2" class="fill-highlight"/>
        <rect x="212" y="228" width="20" height="38" rx="2" class="fill-accent"/>
        <path d="M340 258c-2-16 4-20 14-22l14-22c2-4 6-6 10-6h28c4 0 8 2 10 5l14 21c14 2 20 8 18 24z" class="fill-accent-strong"/>
        <path d="M372 234l10-16h10v16zM398 218h10l11 16h-21z" class="fill-accent-soft"/>
        <circle cx="364" cy="258" r="11" class="fill-shade"/>
        <circle cx="424" cy="258" r="11" class="fill-shade"/>
        <circle cx="364" cy="258" r="4" class="fill-highlight"/>
        <circle cx="424" cy="258" r="4" class="fill-highlight"/>
    }
}
