use beckon_domain::attribution::Touch;
use leptos::prelude::*;

/// Where a lead came from, the first and the last time; once only where both are the same.
#[component]
pub fn Attribution(
    /// The first time.
    first: Touch,
    /// The last time.
    last: Touch,
) -> impl IntoView {
    let is_unknown = first == Touch::default() && last == Touch::default();
    if is_unknown {
        return view! { <p class="hint">"They came directly, without a campaign or a referring page."</p> }
            .into_any();
    }
    if first == last {
        return view! { <TouchFacts touch=first/> }.into_any();
    }
    view! {
        <div class="touches">
            <div>
                <h4 class="touch-title">"First visit"</h4>
                <TouchFacts touch=first/>
            </div>
            <div>
                <h4 class="touch-title">"Latest visit"</h4>
                <TouchFacts touch=last/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn TouchFacts(touch: Touch) -> impl IntoView {
    let rows = [
        ("Source", touch.source),
        ("Medium", touch.medium),
        ("Campaign", touch.campaign),
        ("Ad group", touch.ad_group),
        ("Keyword", touch.keyword),
        ("Google click", touch.gclid),
        ("Meta click", touch.fbclid),
        ("Referrer", touch.referrer),
        ("Landing page", touch.landing_page),
    ];
    let row = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <dt>{name}</dt><dd dir="auto">{value}</dd> })
    };
    view! { <dl class="facts">{rows.map(row).into_iter().collect_view()}</dl> }
}
