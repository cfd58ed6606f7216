//! The list of leads: filters, and a table that becomes cards on a phone.

use std::sync::Arc;

use beckon_domain::contact::Contact;
use beckon_domain::lead::{LeadStatus, LeadSummary};
use leptos::prelude::*;
use leptos_router::components::{A, Form};

use super::icons::{Glyph, Icon};
use super::lead::status_class;
use super::score::ScoreBadge;
use super::time::Ago;

/// The address of the list with these filters.
pub fn list_href(status: Option<LeadStatus>, search: &str) -> String {
    let status = status.map(|status| format!("status={}", status.as_str()));
    let search =
        (!search.is_empty()).then(|| format!("q={}", leptos_router::location::Url::escape(search)));
    let query: Vec<_> = [status, search].into_iter().flatten().collect();
    if query.is_empty() {
        "/app/leads".to_owned()
    } else {
        format!("/app/leads?{}", query.join("&"))
    }
}

/// Status tabs and a search field. All of it lives in the page's address, and works as links and a
/// plain form.
#[component]
pub fn LeadFilters(
    /// The status being shown.
    #[prop(into)]
    status: Signal<Option<LeadStatus>>,
    /// The text being looked for.
    #[prop(into)]
    search: Signal<String>,
) -> impl IntoView {
    let tab = move |to: Option<LeadStatus>| {
        let href = move || list_href(to, &search.read());
        let current = move || (status.get() == to).then_some("true");
        let name = to.map_or("All", LeadStatus::name);
        view! { <li><a class="tab" href=href aria-current=current>{name}</a></li> }
    };
    let tabs = std::iter::once(None).chain(LeadStatus::ALL.map(Some));
    let chosen = move || status.get().map(LeadStatus::as_str);
    // The router adds the button that was pressed, which has neither a name nor a value.
    let drop_button = Arc::new(|data: &web_sys::FormData| data.delete(""));
    view! {
        <div class="filters">
            <nav class="tabs" aria-label="Status">
                <ul>{tabs.map(tab).collect_view()}</ul>
            </nav>
            <Form action="/app/leads" on_form_data=drop_button attr:class="search" attr:role="search">
                {move || chosen().map(|status| view! { <input type="hidden" name="status" value=status/> })}
                <label class="sr-only" for="lead-search">"Name, e-mail address, phone number or company"</label>
                <input
                    class="input"
                    id="lead-search"
                    type="search"
                    name="q"
                    placeholder="Name, e-mail, phone, company"
                    value=move || search.get()
                    prop:value=move || search.get()
                    maxlength="120"
                />
                <button type="submit" class="btn btn-secondary">
                    <Glyph icon=Icon::Search/>
                    <span class="sr-only">"Search"</span>
                </button>
            </Form>
        </div>
    }
}

/// The leads, one a row.
#[component]
pub fn LeadRows(
    /// The leads.
    leads: Vec<LeadSummary>,
) -> impl IntoView {
    view! {
        <div class="card lead-card">
            <table class="table lead-table">
                <thead>
                    <tr>
                        <th scope="col">"Lead"</th>
                        <th scope="col">"Score"</th>
                        <th scope="col">"Status"</th>
                        <th scope="col">"Industry"</th>
                        <th scope="col">"Source"</th>
                        <th scope="col" class="cell-age">"Age"</th>
                    </tr>
                </thead>
                <tbody>{leads.into_iter().map(|lead| view! { <LeadRow lead/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn LeadRow(lead: LeadSummary) -> impl IntoView {
    let title = lead.title();
    let contact = contact_line(&lead.facts.contact, &title);
    view! {
        <tr>
            <td class="cell-lead">
                <A href=format!("/app/leads/{}", lead.id) attr:class="lead-name" attr:dir="auto">{title}</A>
                <span class="lead-contact" dir="auto">{contact}</span>
            </td>
            <td class="cell-score"><ScoreBadge score=lead.score/></td>
            <td><span class=status_class(lead.status)>{lead.status.name()}</span></td>
            <td class="cell-industry">{lead.industry.name()}</td>
            <td class="cell-source">{lead.source.name()}</td>
            <td class="cell-age"><Ago at=lead.created_at/></td>
        </tr>
    }
}

/// What is known of a contact beside its title.
fn contact_line(contact: &Contact, title: &str) -> String {
    let email = contact.email.as_ref().map(ToString::to_string);
    let phone = contact.phone.as_ref().map(ToString::to_string);
    let parts = [contact.company.clone(), email, phone];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| part != title)
        .collect();
    parts.join(" · ")
}
