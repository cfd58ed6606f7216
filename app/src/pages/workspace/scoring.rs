//! `/app/scoring`: by what leads are scored.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::scoring::{load_scoring, scoring_samples};
use crate::components::workspace::{Failure, PageTitle, PointsTable, ScoringEditor, Skeleton};

/// The rules of scores.
#[component]
pub fn ScoringPage() -> impl IntoView {
    // They are looked at by the editor alone, which needs a browser.
    let samples = LocalResource::new(scoring_samples);
    let stored = Resource::new(|| (), |()| load_scoring());
    view! {
        <PageTitle name="Scoring"/>
        <div class="page">
            <p class="page-back">
                <A href="/app/leads" attr:class="link">"All leads"</A>
            </p>
            <header class="page-head">
                <h1 class="page-title">"Scoring"</h1>
                <p class="page-lede">
                    "A score is from 0 to 100 and always says what made it. What every lead gets points for is fixed; rules of yours come on top."
                </p>
            </header>
            <PointsTable/>
            <Suspense fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    match stored.await {
                        Ok(stored) => view! { <ScoringEditor stored samples/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || stored.refetch()/> }.into_any(),
                    }
                })}
            </Suspense>
        </div>
    }
}
