//! Status tabs and a search field.

use std::sync::Arc;

use beckon_domain::lead::LeadStatus;
use beckon_domain::lead_list::{LeadQuery, SEARCH_MAX};
use leptos::prelude::*;
use leptos_router::components::Form;

use super::{kept, list_href};
use crate::components::workspace::icons::{Glyph, Icon};

/// Status tabs and a search field.
#[component]
pub fn LeadFilters(
    /// The list being shown.
    #[prop(into)]
    query: Signal<LeadQuery>,
) -> impl IntoView {
    let tab = move |to: Option<LeadStatus>| {
        let target = Memo::new(move |_| query.read().with_status(to));
        let href = move || list_href(&target.read());
        let current = move || (*target.read() == query.read().first_page()).then_some("true");
        let name = to.map_or("All", LeadStatus::name);
        view! { <li><a class="tab" href=href aria-current=current>{name}</a></li> }
    };
    let tabs = std::iter::once(None).chain(LeadStatus::ALL.map(Some));
    let search = move || query.read().search.clone();
    let others = move || {
        kept(&LeadQuery {
            search: String::new(),
            ..query.read().first_page()
        })
    };
    view! {
        <div class="filters">
            <nav class="tabs" aria-label="Status">
                <ul>{tabs.map(tab).collect_view()}</ul>
            </nav>
            <Form action="/app/leads" on_form_data=drop_button() attr:class="search" attr:role="search">
                {others}
                <label class="sr-only" for="lead-search">"Name, e-mail address, phone number or company"</label>
                <input
                    class="input"
                    id="lead-search"
                    type="search"
                    name="q"
                    placeholder="Name, e-mail, phone, company"
                    value=search
                    prop:value=search
                    maxlength=SEARCH_MAX.to_string()
                />
                <button type="submit" class="btn btn-secondary">
                    <Glyph icon=Icon::Search/>
                    <span class="sr-only">"Search"</span>
                </button>
            </Form>
        </div>
    }
}

/// The router adds the button that was pressed, which has neither a name nor a value.
pub(super) fn drop_button() -> Arc<dyn Fn(&web_sys::FormData)> {
    Arc::new(|data| data.delete(""))
}
