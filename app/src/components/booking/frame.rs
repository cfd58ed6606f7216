use beckon_domain::widget::Language;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{Html, Title};

use crate::components::NoIndex;

/// A page of a customer's, in the visitor's language: their name above it, and no ways out.
#[component]
pub fn BookingFrame(
    /// Whose page it is.
    title: String,
    /// What the window is called.
    name: String,
    /// The visitor's language.
    language: Language,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <Html attr:lang=language.code()/>
        <Title text=name/>
        <NoIndex/>
        <header class="booking-head container">
            <p class="booking-who">{title}</p>
        </header>
        <main id="main" tabindex="-1" class="booking container outline-none">{children()}</main>
    }
}

/// Shows times by the visitor's own clock, before anything is typed. Where the visitor came from goes along, as the page
/// is loaded anew.
#[component]
pub fn OwnClock(
    /// By whose clock they are.
    shown: String,
) -> impl IntoView {
    view! { <script nonce=use_nonce() data-zone=shown>{include_str!("own_clock.js")}</script> }
}
