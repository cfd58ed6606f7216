//! A search field.

use std::sync::Arc;

use beckon_domain::lead_list::{LeadQuery, SEARCH_MAX};
use leptos::prelude::*;
use leptos_router::components::Form;

use super::kept;
use crate::components::workspace::icons::{Glyph, Icon};

/// The search field. A search keeps what the list is narrowed to.
#[component]
pub fn LeadSearch(
    /// The list being shown.
    #[prop(into)]
    query: Signal<LeadQuery>,
) -> impl IntoView {
    let search = move || query.read().search.clone();
    let others = move || {
        kept(&LeadQuery {
            search: String::new(),
            ..query.read().first_page()
        })
    };
    view! {
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
    }
}

/// The router adds the button that was pressed, which has neither a name nor a value.
pub(super) fn drop_button() -> Arc<dyn Fn(&web_sys::FormData)> {
    Arc::new(|data| data.delete(""))
}
