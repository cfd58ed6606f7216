//! Tiles, one for each trade.

use leptos::prelude::*;

/// Water, light, roof, heating, power, paint, walls and air.
pub(super) fn picture() -> impl IntoView {
    view! {
        {tile(0, 0, "fill-accent")}
        <path d="M70 32c20 30 34 46 34 66a34 34 0 0 1-68 0c0-20 14-36 34-66z" class="fill-accent-soft"/>
        {tile(1, 0, "fill-highlight")}
        <path d="M210 32a34 34 0 0 1 17 63v11h-34V95a34 34 0 0 1 17-63zM195 112h30v8h-30z" class="fill-highlight-ink"/>
        {tile(2, 0, "fill-shade")}
        <path d="M350 34l46 42h-12v42h-68V76h-12z" class="fill-night-ink"/>
        <rect x="340" y="88" width="20" height="30" class="fill-highlight"/>
        {tile(3, 0, "fill-surface")}
        <path d="M494 28c8 24 32 36 32 62a34 34 0 0 1-68 0c0-14 7-24 14-33 3 8 7 12 12 14 1-16 0-30 10-43z" class="fill-highlight"/>
        <path d="M493 76c4 10 14 16 14 28a15 15 0 0 1-30 0c0-12 12-16 16-28z" class="fill-accent-strong"/>
        {tile(0, 1, "fill-surface")}
        <path d="M80 176l-44 58h28l-6 40 46-60H76z" class="fill-accent"/>
        {tile(1, 1, "fill-accent-strong")}
        <rect x="166" y="180" width="76" height="28" rx="5" class="fill-accent-soft"/>
        <path d="M242 194h14v28h-46v14" fill="none" stroke-width="6" class="stroke-accent-soft"/>
        <rect x="202" y="234" width="16" height="40" rx="4" class="fill-highlight"/>
        {tile(2, 1, "fill-sunken")}
        <path d="M302 184h44v22h-44zM354 184h44v22h-44zM302 214h18v22h-18zM328 214h44v22h-44zM380 214h18v22h-18zM302 244h44v22h-44zM354 244h44v22h-44z" class="fill-accent"/>
        {tile(3, 1, "fill-highlight-soft")}
        <path
            d="M490 225c-26-8-30-34-14-44 12 6 20 22 14 44zM490 225c8-26 34-30 44-14-6 12-22 20-44 14zM490 225c26 8 30 34 14 44-12-6-20-22-14-44zM490 225c-8 26-34 30-44 14 6-12 22-20 44-14z"
            class="fill-accent-strong"
        />
        <circle cx="490" cy="225" r="8" class="fill-highlight"/>
    }
}

fn tile(column: u16, row: u16, colour: &'static str) -> impl IntoView {
    view! { <rect x=column * 140 y=row * 150 width="140" height="150" class=colour/> }
}
