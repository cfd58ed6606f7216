//! `/app/leads`: all leads. What is shown lives in the address: `?status=&q=&after=`.

use beckon_domain::lead::{LeadStatus, LeadSummary};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::api::leads::{Cursor, LEADS_PAGE, list_leads};
use crate::components::workspace::{
    Empty, Failure, Icon, LeadFilters, LeadRows, PageTitle, Skeleton, list_href,
};

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Query {
    status: Option<LeadStatus>,
    search: String,
    /// Set on every page but the first.
    after: Option<Cursor>,
}

impl Query {
    fn read(params: &ParamsMap) -> Self {
        Self {
            status: params
                .get_str("status")
                .and_then(|status| status.parse().ok()),
            search: params.get_str("q").unwrap_or_default().trim().to_owned(),
            after: params
                .get_str("after")
                .and_then(|cursor| cursor.parse().ok()),
        }
    }
}

/// The leads.
#[component]
pub fn LeadsPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(Query::read));
    let leads = Resource::new(
        move || query.get(),
        |query| async move {
            let Query {
                status,
                search,
                after,
            } = query.clone();
            (query, list_leads(status, search, after).await)
        },
    );
    let status = Signal::derive(move || query.read().status);
    let search = Signal::derive(move || query.read().search.clone());
    view! {
        <PageTitle name="Leads"/>
        <div class="page">
            <header class="page-head">
                <h1 class="page-title">"Leads"</h1>
                <A href="/app/scoring" attr:class="btn btn-secondary btn-sm page-head-end">"Scoring"</A>
            </header>
            <LeadFilters status search/>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    match leads.await {
                        (query, Ok(leads)) if leads.is_empty() => view! { <NoLeads query/> }.into_any(),
                        (query, Ok(leads)) => view! { <Page query leads/> }.into_any(),
                        (_, Err(error)) => view! { <Failure error retry=move || leads.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Page(query: Query, leads: Vec<LeadSummary>) -> impl IntoView {
    let newest = list_href(query.status, &query.search);
    let last = leads.last().filter(|_| leads.len() >= LEADS_PAGE);
    let older = last.map(|lead| {
        let cursor = Cursor {
            created_at: lead.created_at,
            id: lead.id,
        };
        format!(
            "{newest}{}after={cursor}",
            if newest.contains('?') { '&' } else { '?' }
        )
    });
    let is_first = query.after.is_none();
    view! {
        <LeadRows leads/>
        <nav class="pages" aria-label="Pages">
            {(!is_first).then(|| view! { <A href=newest attr:class="btn btn-secondary btn-sm">"Newest"</A> })}
            {older.map(|older| view! { <A href=older attr:class="btn btn-secondary btn-sm" attr:rel="next">"Older leads"</A> })}
        </nav>
    }
}

#[component]
fn NoLeads(query: Query) -> impl IntoView {
    if query == Query::default() {
        return view! {
            <Empty icon=Icon::Funnel title="No leads yet">
                <p>"A lead appears as soon as a visitor says who they are, in the chat or in a form."</p>
                <A href="/app/sites" attr:class="btn btn-primary btn-sm">"Install the widget"</A>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty icon=Icon::Search title="No lead matches">
            <p>"Try fewer letters, or look at all statuses."</p>
            <A href="/app/leads" attr:class="btn btn-secondary btn-sm">"Show all leads"</A>
        </Empty>
    }
    .into_any()
}
