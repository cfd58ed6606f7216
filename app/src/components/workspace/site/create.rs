//! A new site.

use beckon_domain::industry::Industry;
use leptos::prelude::*;

use super::errors::{SiteField, field_of, words};
use super::fields::{Frame, Line, Lines};
use crate::api::sites::CreateSite;
use crate::components::workspace::sent::{empty_when_done, last_sent};

/// Asks for what a site can't do without; the rest has defaults.
#[component]
pub fn SiteForm(
    /// Where the new site goes.
    action: ServerAction<CreateSite>,
) -> impl IntoView {
    let form = NodeRef::new();
    empty_when_done(action, form);
    let sent = last_sent(action, |sent| (sent.name, sent.origins));
    let error = move |field| {
        Signal::derive(move || {
            let error = action.value().get()?.err()?;
            let (name, origins) = sent.get().unwrap_or_default();
            (field_of(&error, &name) == Some(field)).then(|| words(&error, &origins))
        })
    };
    let general = move || {
        let error = action.value().get()?.err()?;
        field_of(&error, "")
            .is_none()
            .then(|| view! { <p class="error" role="alert">{error.to_string()}</p> })
    };
    let options = Industry::ALL
        .map(|industry| view! { <option value=industry.slug()>{industry.name()}</option> });
    view! {
        <ActionForm action node_ref=form attr:class="stack">
            <Line id="new-site-name".to_owned() name="name" label="Name" hint="For you: visitors don't see it."
                error=error(SiteField::Name)/>
            <Frame id="new-site-industry".to_owned() label="Industry" hint="It decides what the assistant asks.">
                <select class="select" id="new-site-industry" name="industry" aria-describedby="new-site-industry-hint">
                    {options.into_iter().collect_view()}
                </select>
            </Frame>
            <Lines id="new-site-origins".to_owned() name="origins" label="Allowed origins"
                hint="One a line. The widget loads nowhere else." placeholder="https://www.example.com"
                error=error(SiteField::Origins)/>
            <button type="submit" class="btn btn-primary" disabled=action.pending()>"Create site"</button>
            {general}
        </ActionForm>
    }
}
