//! `/app/leads`: all leads. What is shown lives in the address, as `domain::lead_list` reads it.

use beckon_domain::account::Role;
use beckon_domain::lead_list::{Asked, LeadQuery, ListedLeads};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use crate::api::leads::list_leads;
use crate::components::workspace::{
    Bulk, Colleagues, Failure, FilterChips, LastChange, LeadSearch, LeadTable, NoLeads, PageTitle,
    Session, Skeleton, ViewTabs, export_href, list_href,
};

fn asked(params: &ParamsMap) -> Asked {
    let names = ["q", "f", "status", "sort", "after", "field", "op", "value"];
    let pairs: Vec<(&str, String)> = names
        .into_iter()
        .flat_map(|name| {
            let values = params.get_all(name).unwrap_or_default();
            values.into_iter().map(move |value| (name, value))
        })
        .collect();
    Asked::read(pairs.iter().map(|(name, value)| (*name, value.as_str())))
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
        |(query, _)| async move { (query.clone(), list_leads(query).await) },
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
                <nav class="page-head-end" aria-label="All leads">
                    {may_export.then(|| view! {
                        <a href=file class="btn btn-secondary btn-sm" download="leads.csv" rel="external">"Export CSV"</a>
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
                            (query, Ok(page)) if page.leads.is_empty() => {
                                view! { <NoLeads query hiding=page.hiding colleagues/> }.into_any()
                            }
                            (query, Ok(page)) => view! { <Page query page bulk colleagues/> }.into_any(),
                            (_, Err(error)) => view! { <Failure error retry=move || leads.refetch()/> }.into_any(),
                        }
                    })
                }}
            </Transition>
        </div>
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
