//! A new site.

use beckon_domain::industry::Industry;
use beckon_domain::widget::Setting;
use leptos::prelude::*;

use super::errors::error_at;
use super::fields::{Frame, Line, Lines};
use crate::api::sites::CreateSite;
use crate::components::workspace::sent::empty_when_done;
use crate::error::AppError;

/// Asks for what a site can't do without; the rest has defaults.
#[component]
pub fn SiteForm(
    /// Where the new site goes.
    action: ServerAction<CreateSite>,
) -> impl IntoView {
    let form = NodeRef::new();
    empty_when_done(action, form);
    let general = move || match action.value().get()? {
        Ok(_) | Err(AppError::Setting(_)) => None,
        Err(error) => Some(view! { <p class="error" role="alert">{error.to_string()}</p> }),
    };
    let options = Industry::ALL
        .map(|industry| view! { <option value=industry.slug()>{industry.name()}</option> });
    view! {
        <ActionForm action node_ref=form attr:class="stack">
            <Line id="new-site-name" name="name" label="Name" hint="For you: visitors don't see it."
                error=error_at(action, |setting| setting == Setting::Name)/>
            <Frame id="new-site-industry" label="Industry" hint="It decides what the assistant asks.">
                <select class="select" id="new-site-industry" name="industry" aria-describedby="new-site-industry-hint">
                    {options.into_iter().collect_view()}
                </select>
            </Frame>
            <Lines id="new-site-origins" name="origins" label="Allowed origins"
                hint="One a line. The widget loads nowhere else." placeholder="https://www.example.com"
                error=error_at(action, |setting| matches!(setting, Setting::Origins(_)))/>
            <button type="submit" class="btn btn-primary" disabled=action.pending()>"Create site"</button>
            {general}
        </ActionForm>
    }
}
