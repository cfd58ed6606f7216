//! The list of leads. All of what it shows lives in the page's address, and works as links and plain forms.

mod adding;
mod board;
mod bulk;
mod changes;
mod chips;
mod filters;
mod none;
mod table;
mod views;

pub use board::LeadBoard;
pub(super) use bulk::assignee_options;
pub use bulk::{Bulk, LastChange};
pub use changes::ChangeActions;
pub use chips::FilterChips;
pub use filters::LeadSearch;
pub use none::NoLeads;
pub use table::LeadTable;
pub use views::ViewTabs;

use beckon_domain::lead_list::{FilterField, LeadQuery};
use leptos::prelude::*;
use leptos_router::location::Url;

/// The address of a list.
pub fn list_href(query: &LeadQuery) -> String {
    address(&query.pairs())
}

/// The file that holds what a list shows, all pages of it.
pub fn export_href(query: &LeadQuery) -> String {
    list_href(&query.first_page()).replacen("/app/leads", "/exports/leads.csv", 1)
}

/// The same, with a criterion on `field` about to be made.
fn adding_href(query: &LeadQuery, field: FilterField) -> String {
    let mut pairs = query.first_page().pairs();
    pairs.push(("field", field.as_str().to_owned()));
    address(&pairs)
}

fn address(pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    match pairs.as_slice() {
        [] => "/app/leads".to_owned(),
        pairs => format!("/app/leads?{}", pairs.join("&")),
    }
}

/// The router's own escapes more on the server than it does in the browser.
fn escape(value: &str) -> String {
    const UNRESERVED: [(&str, &str); 4] = [("%2D", "-"), ("%2E", "."), ("%5F", "_"), ("%7E", "~")];
    UNRESERVED
        .iter()
        .fold(Url::escape(value), |escaped, (code, character)| {
            escaped.replace(code, character)
        })
}

/// What a form sends along so that the list stays as it is, beside what the form itself changes.
fn kept(query: &LeadQuery) -> impl IntoView + use<> {
    let inputs = query.pairs().into_iter();
    inputs
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
}
