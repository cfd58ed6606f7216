//! The leads as a table that becomes cards where its columns don't fit.

use beckon_domain::contact::Contact;
use beckon_domain::lead::LeadSummary;
use beckon_domain::lead_list::{Direction, LeadQuery, Sort, SortKey};
use leptos::prelude::*;
use leptos_router::components::A;

use super::bulk::{Bulk, BulkBar, Pick, PickAll};
use super::list_href;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::lead::status_class;
use crate::components::workspace::menu::Menu;
use crate::components::workspace::score::ScoreBadge;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::time::Ago;

/// The leads, one a row; any of them can be chosen and changed together.
#[component]
pub fn LeadTable(
    /// The list whose page this is.
    query: LeadQuery,
    /// The page's leads.
    leads: Vec<LeadSummary>,
    /// What is done to several at once.
    bulk: Bulk,
    /// To name whoever takes care of a lead.
    colleagues: Colleagues,
) -> impl IntoView {
    let title = sorted_head(&query, "Lead", SortKey::Title);
    let score = sorted_head(&query, "Score", SortKey::Score);
    let status = sorted_head(&query, "Status", SortKey::Status);
    let age = sorted_head(&query, "Age", SortKey::Arrived);
    let ids = leads.iter().map(|lead| lead.id).collect();
    let rows = leads.into_iter().enumerate().map(|(at, lead)| {
        let assignee = lead.assignee.map(|account| colleagues.name(account));
        view! { <LeadRow lead at bulk assignee/> }
    });
    let rows = rows.collect_view();
    view! {
        <SortMenu query=query.clone()/>
        <ActionForm action=bulk.actions.change attr:class="lead-form">
            <div class="card lead-card">
                <table class="table lead-table">
                    <thead>
                        <tr>
                            <th scope="col" class="cell-pick"><PickAll bulk leads=ids/></th>
                            {title}
                            {score}
                            {status}
                            <th scope="col">"Assignee"</th>
                            <th scope="col">"Industry"</th>
                            <th scope="col">"Source"</th>
                            {age}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <BulkBar bulk query colleagues/>
        </ActionForm>
    }
}

/// A column's head that sorts by it.
fn sorted_head(query: &LeadQuery, name: &'static str, key: SortKey) -> impl IntoView + use<> {
    let Sort {
        key: current,
        direction,
    } = query.sort;
    // The older a lead is, the earlier it arrived.
    let is_up = (direction == Direction::Ascending) != (key == SortKey::Arrived);
    let (word, sign) = match (current == key, is_up) {
        (false, _) => (None, ""),
        (true, true) => (Some("ascending"), "▲"),
        (true, false) => (Some("descending"), "▼"),
    };
    let href = list_href(&query.sorted(query.sort.clicked(key)));
    view! {
        <th scope="col" aria-sort=word class:cell-age=key == SortKey::Arrived>
            <a class="sort-link" href=href>
                {name}
                <span class="sort-sign" aria-hidden="true">{sign}</span>
            </a>
        </th>
    }
}

/// The same for where there are no columns.
#[component]
fn SortMenu(query: LeadQuery) -> impl IntoView {
    const ORDERS: [(SortKey, Direction, &str); 6] = [
        (SortKey::Arrived, Direction::Descending, "Newest first"),
        (SortKey::Arrived, Direction::Ascending, "Oldest first"),
        (SortKey::Score, Direction::Descending, "Best first"),
        (SortKey::Score, Direction::Ascending, "Lowest score first"),
        (SortKey::Title, Direction::Ascending, "By name"),
        (SortKey::Status, Direction::Ascending, "By status"),
    ];
    let current = query.sort;
    let named = ORDERS
        .iter()
        .find(|(key, direction, _)| (*key, *direction) == (current.key, current.direction));
    let name = named.map_or_else(|| current.key.name(), |(_, _, name)| name);
    let label = move || {
        view! { <span class="sr-only">"Sorted: "</span>{name}<Glyph icon=Icon::Down/> }.into_any()
    };
    let orders = ORDERS.map(|(key, direction, name)| {
        let sort = Sort { key, direction };
        let is_current = (sort == current).then_some("true");
        view! {
            <li>
                <a class="menu-item" href=list_href(&query.sorted(sort)) aria-current=is_current>{name}</a>
            </li>
        }
    });
    view! {
        <Menu label class="lead-sort" button_class="btn btn-ghost btn-sm">
            <ul class="menu-list">{orders.into_iter().collect_view()}</ul>
        </Menu>
    }
}

#[component]
fn LeadRow(
    lead: LeadSummary,
    at: usize,
    bulk: Bulk,
    /// What to call whoever takes care of it.
    assignee: Option<String>,
) -> impl IntoView {
    let title = lead.title();
    let contact = contact_line(&lead.facts.contact, &title);
    view! {
        <tr>
            <td class="cell-pick"><Pick bulk lead=lead.id at title=title.clone()/></td>
            <td class="cell-lead">
                <A href=format!("/app/leads/{}", lead.id) attr:class="lead-name" attr:dir="auto">{title}</A>
                <span class="lead-contact" dir="auto">{contact}</span>
            </td>
            <td class="cell-score"><ScoreBadge score=lead.score/></td>
            <td><span class=status_class(lead.status)>{lead.status.name()}</span></td>
            <td class="cell-assignee" dir="auto">{assignee}</td>
            <td class="cell-industry">{lead.industry.name()}</td>
            <td class="cell-source">{lead.source.name()}</td>
            <td class="cell-age"><Ago at=lead.created_at/></td>
        </tr>
    }
}

/// What is known of a contact beside its title.
pub(super) fn contact_line(contact: &Contact, title: &str) -> String {
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
