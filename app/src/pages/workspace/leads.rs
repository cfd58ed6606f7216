//! `/app/leads`: all leads. What is shown lives in the address, as `domain::lead_list` reads it.

use beckon_domain::account::Role;
use beckon_domain::lead_list::{Asked, BoardColumn, Layout, LeadQuery, ListedLeads};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::api::leads::{lead_board, list_leads};
use crate::components::workspace::{
    Bulk, Colleagues, Failure, FilterChips, LastChange, LeadBoard, LeadSearch, LeadTable, NoLeads,
    PageTitle, Session, Skeleton, ViewTabs, export_href, list_href,
};
use crate::error::AppError;

fn asked(params: &ParamsMap) -> Asked {
    let names = [
        "q", "f", "status", "sort", "after", "view", "field", "op", "value",
    ];
    let pairs: Vec<(&str, String)> = names
        .into_iter()
        .flat_map(|name| {
            let values = params.get_all(name).unwrap_or_default();
            values.into_iter().map(move |value| (name, value))
        })
        .collect();
    Asked::read(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

/// What is shown.
#[derive(Clone, Serialize, Deserialize)]
enum Loaded {
    Table(ListedLeads),
    Board(Vec<BoardColumn>),
}

async fn load(query: LeadQuery) -> Result<Loaded, AppError> {
    match query.layout {
        Layout::Table => list_leads(query).await.map(Loaded::Table),
        Layout::Board => lead_board(query).await.map(Loaded::Board),
    }
}

/// The leads.
#[component]
pub fn LeadsPage() -> impl IntoView {
    let params = use_query_map();
    let asked = Memo::new(move |_| params.with(asked));
    let query = Memo::new(move |_| asked.read().query.clone());
    let draft = Signal::derive(move || asked.read().draft.clone());
    let is_garbled = Signal::derive(move || asked.read().is_garbled);
    let bulk = Bulk::new();
    let leads = Resource::new(
        move || (query.get(), bulk.actions.version()),
        |(query, _)| async move { (query.clone(), load(query).await) },
    );
    // What was chosen on one page is not chosen on the next.
    Effect::new(move || {
        query.track();
        bulk.forget();
    });
    let session = expect_context::<Session>();
    let may_export = session.identity.role >= Role::Admin;
    let file = move || export_href(&query.read());
    view! {
        <PageTitle name="Leads"/>
        <div class="page">
            <header class="page-head">
                <h1 class="page-title">"Leads"</h1>
                <LayoutSwitch query/>
                <nav class="page-head-end" aria-label="All leads">
                    {may_export.then(|| view! {
                        <A href="/app/leads/import" attr:class="btn btn-secondary btn-sm">"Import CSV"</A>
                        <a href=file class="btn btn-secondary btn-sm" download="leads.csv" rel="external">"Export CSV"</a>
                    })}
                    {may_export.then(|| view! {
                        <A href="/app/held-back" attr:class="btn btn-secondary btn-sm">"Held back"</A>
                    })}
                    <A href="/app/routing" attr:class="btn btn-secondary btn-sm">"Routing"</A>
                    <A href="/app/scoring" attr:class="btn btn-secondary btn-sm">"Scoring"</A>
                </nav>
            </header>
            <div class="filters">
                <ViewTabs query/>
                <LeadSearch query/>
            </div>
            <FilterChips query draft is_garbled/>
            <LastChange bulk/>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || {
                    let session = session.clone();
                    Suspend::new(async move {
                        let colleagues = session.colleagues().await;
                        match leads.await {
                            (query, Ok(Loaded::Table(page))) if page.leads.is_empty() => {
                                view! { <NoLeads query hiding=page.hiding colleagues/> }.into_any()
                            }
                            (query, Ok(Loaded::Table(page))) => {
                                view! { <Page query page bulk colleagues/> }.into_any()
                            }
                            (_, Ok(Loaded::Board(columns))) => {
                                view! { <LeadBoard columns bulk colleagues/> }.into_any()
                            }
                            (_, Err(error)) => view! { <Failure error retry=move || leads.refetch()/> }.into_any(),
                        }
                    })
                }}
            </Transition>
        </div>
    }
}

/// The same leads as a table, or as a board.
#[component]
fn LayoutSwitch(query: Memo<LeadQuery>) -> impl IntoView {
    let link = move |name: &'static str, layout: Layout| {
        let href = move || {
            list_href(&LeadQuery {
                layout,
                ..query.read().first_page()
            })
        };
        let current = move || (query.read().layout == layout).then_some("true");
        view! { <a class="segment" href=href aria-current=current>{name}</a> }
    };
    view! {
        <nav class="segments" aria-label="Layout">
            {link("Table", Layout::Table)}
            {link("Board", Layout::Board)}
        </nav>
    }
}

#[component]
fn Page(query: LeadQuery, page: ListedLeads, bulk: Bulk, colleagues: Colleagues) -> impl IntoView {
    let first = query
        .after
        .is_some()
        .then(|| list_href(&query.first_page()));
    let next = page.next.as_ref().map(list_href);
    view! {
        <LeadTable query leads=page.leads bulk colleagues/>
        <nav class="pages" aria-label="Pages">
            {first.map(|first| view! { <A href=first attr:class="btn btn-secondary btn-sm">"First page"</A> })}
            {next.map(|next| view! { <A href=next attr:class="btn btn-secondary btn-sm" attr:rel="next">"Next page"</A> })}
        </nav>
    }
}
