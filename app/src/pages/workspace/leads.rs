//! `/app/leads`: all leads. What is shown lives in the address: `?status=&q=&after=`.

use beckon_domain::lead::{LeadStatus, LeadSummary};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use crate::api::leads::{Cursor, LEADS_PAGE, list_leads};
use crate::components::workspace::{
    Empty, Failure, Icon, LeadFilters, LeadRows, PageTitle, Skeleton, list_href,
};

/// The leads.
#[component]
pub fn LeadsPage() -> impl IntoView {
    let query = use_query_map();
    let status = Memo::new(move |_| query.read().get_str("status").and_then(|status| status.parse().ok()));
    let search = Memo::new(move |_| query.read().get_str("q").unwrap_or_default().trim().to_owned());
    let after = Memo::new(move |_| query.read().get_str("after").and_then(|cursor| cursor.parse().ok()));
    let leads = Resource::new(
        move || (status.get(), search.get(), after.get()),
        |(status, search, after)| list_leads(status, search, after),
    );
    view! {
        <PageTitle name="Leads"/>
        <div class="page">
            <header class="page-head">
                <h1 class="page-title">"Leads"</h1>
            </header>
            <LeadFilters status search/>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    let (status, search, after) = (status.get_untracked(), search.get_untracked(), after.get_untracked());
                    match leads.await {
                        Ok(leads) if leads.is_empty() => view! { <NoLeads status search/> }.into_any(),
                        Ok(leads) => view! { <Page leads status search after/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || leads.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Page(
    leads: Vec<LeadSummary>,
    status: Option<LeadStatus>,
    search: String,
    /// Set on every page but the first.
    after: Option<Cursor>,
) -> impl IntoView {
    let first = list_href(status, &search);
    let last = leads.last().filter(|_| leads.len() == LEADS_PAGE);
    let older = last.map(|lead| {
        let cursor = Cursor { created_at: lead.created_at, id: lead.id };
        format!("{first}{}after={cursor}", if first.contains('?') { '&' } else { '?' })
    });
    view! {
        <LeadRows leads/>
        <nav class="pages" aria-label="Pages">
            {after.map(|_| view! { <A href=first attr:class="btn btn-secondary btn-sm">"Newest"</A> })}
            {older.map(|older| view! { <A href=older attr:class="btn btn-secondary btn-sm" attr:rel="next">"Older leads"</A> })}
        </nav>
    }
}

#[component]
fn NoLeads(status: Option<LeadStatus>, search: String) -> impl IntoView {
    if status.is_none() && search.is_empty() {
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
