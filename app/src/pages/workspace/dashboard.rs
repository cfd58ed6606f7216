//! `/app/dashboard`: how things go, at a glance.

use beckon_domain::dashboard::Figures;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::leads::dashboard_figures;
use crate::components::workspace::{
    Bar, Bars, BestLeads, DayChart, Empty, Failure, Icon, Ledger, Opening, PageTitle, Skeleton,
};

/// The dashboard.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let figures = Resource::new(|| (), |()| dashboard_figures());
    view! {
        <PageTitle name="Dashboard"/>
        <div class="page">
            <h1 class="sr-only">"Dashboard"</h1>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    match figures.await {
                        Ok(figures) if figures.total == 0 && figures.active_conversations == 0 => {
                            view! { <NothingYet/> }.into_any()
                        }
                        Ok(figures) => view! { <Board figures/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || figures.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Board(figures: Figures) -> impl IntoView {
    let sources = figures.by_source.iter().map(|(source, count)| Bar {
        name: source.name(),
        count: *count,
        href: None,
    });
    let statuses = figures.by_status.iter().map(|(status, count)| Bar {
        name: status.name(),
        count: *count,
        href: Some(format!("/app/leads?status={}", status.as_str())),
    });
    let (sources, statuses) = (sources.collect::<Vec<_>>(), statuses.collect::<Vec<_>>());
    view! {
        <Opening figures=figures.clone()/>
        <Ledger figures=figures.clone()/>
        <section class="board-part" aria-labelledby="board-days">
            <h2 class="board-title" id="board-days">"Leads a day" <span class="hint">"last 30 days, UTC"</span></h2>
            <DayChart days=figures.per_day/>
        </section>
        <div class="board-columns">
            <section class="board-part" aria-labelledby="board-best">
                <h2 class="board-title" id="board-best">"Best of the week"</h2>
                <BestLeads leads=figures.best/>
            </section>
            <div>
                <section class="board-part" aria-labelledby="board-sources">
                    <h2 class="board-title" id="board-sources">"By source"</h2>
                    <Bars bars=sources/>
                </section>
                <section class="board-part" aria-labelledby="board-statuses">
                    <h2 class="board-title" id="board-statuses">"By status"</h2>
                    <Bars bars=statuses/>
                </section>
            </div>
        </div>
    }
}

#[component]
fn NothingYet() -> impl IntoView {
    view! {
        <Empty icon=Icon::Chart title="Your figures begin with the first lead">
            <p>"Put the widget on your site. As soon as somebody writes, this page shows where they came from and how good they are."</p>
            <A href="/app/sites" attr:class="btn btn-primary btn-sm">"Install the widget"</A>
        </Empty>
    }
}
