//! A picture for each industry, of plain shapes in the colours of the page.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

mod home_services;
mod insurance;
mod legal;
mod real_estate;
mod solar;

/// The industry's picture; decoration only. Its width decides its height.
#[component]
pub(super) fn Illustration(industry: Industry) -> impl IntoView {
    let picture = match industry {
        Industry::RealEstate => real_estate::picture().into_any(),
        Industry::Insurance => insurance::picture().into_any(),
        Industry::Solar => solar::picture().into_any(),
        Industry::Legal => legal::picture().into_any(),
        Industry::HomeServices => home_services::picture().into_any(),
    };
    view! {
        <svg viewBox="0 0 560 300" class="block h-auto w-full bg-accent-soft" aria-hidden="true">
            {picture}
        </svg>
    }
}
