//! The settings of a site, with the widget beside them as they are typed.

use beckon_domain::site::Site;
use leptos::prelude::*;

use super::errors::{SiteField, field_of, words};
use super::fields::{Frame, Line, Lines};
use super::preview::WidgetPreview;
use crate::api::sites::UpdateSite;
use crate::components::workspace::sent::last_sent;

/// The form and its preview.
#[component]
pub(super) fn SiteSettings(
    /// The site as it is.
    site: Site,
    /// Where changes go.
    action: ServerAction<UpdateSite>,
) -> impl IntoView {
    let title = RwSignal::new(site.widget.title.clone());
    let greeting = RwSignal::new(site.widget.greeting.clone());
    let colour = RwSignal::new(site.widget.appearance.colour.to_string());
    view! {
        <div class="site-settings">
            <ActionForm action attr:class="stack">
                <Fields site title greeting colour action/>
                <p class="site-save">
                    <button type="submit" class="btn btn-primary" disabled=action.pending()>"Save changes"</button>
                    <SaveState action/>
                </p>
            </ActionForm>
            <WidgetPreview title greeting colour/>
        </div>
    }
}

#[component]
fn Fields(
    site: Site,
    title: RwSignal<String>,
    greeting: RwSignal<String>,
    colour: RwSignal<String>,
    action: ServerAction<UpdateSite>,
) -> impl IntoView {
    let id = site.id;
    let key = move |field: &str| format!("site-{id}-{field}");
    let origins: Vec<_> = site
        .allowed_origins
        .iter()
        .map(ToString::to_string)
        .collect();
    let sent = last_sent(action, |sent| (sent.name, sent.origins));
    let error = move |field| {
        Signal::derive(move || {
            // Without JavaScript nothing was sent from here, and nobody knows which site's form it was.
            let (name, origins) = sent.get()?;
            let error = action.value().get()?.err()?;
            (field_of(&error, &name) == Some(field)).then(|| words(&error, &origins))
        })
    };
    view! {
        <input type="hidden" name="id" value=id.to_string()/>
        <Line id=key("name") name="name" label="Name" hint="For you: visitors don't see it." value=site.name
            error=error(SiteField::Name)/>
        <Lines id=key("origins") name="origins" label="Allowed origins"
            hint="One a line, like https://www.example.com. The widget loads nowhere else."
            value=origins.join("\n") error=error(SiteField::Origins)/>
        <Line id=key("title") name="title" label="Title" value=site.widget.title typed=title
            error=error(SiteField::Title)/>
        <Lines id=key("greeting") name="greeting" label="Greeting" value=site.widget.greeting typed=greeting
            error=error(SiteField::Greeting)/>
        <Frame id=key("colour") label="Colour" error=error(SiteField::Colour)>
            <div class="colour">
                <input
                    class="colour-input"
                    id=key("colour")
                    type="color"
                    name="colour"
                    value=site.widget.appearance.colour.to_string()
                    on:input=move |event| colour.set(event_target_value(&event))
                />
                <code class="colour-code">{colour}</code>
            </div>
        </Frame>
    }
}

/// `Saved`, or what is wrong beyond the fields.
#[component]
fn SaveState(action: ServerAction<UpdateSite>) -> impl IntoView {
    let state = move || match action.value().get()? {
        Ok(_) => Some(view! { <span class="site-saved">"Saved"</span> }.into_any()),
        Err(error) if field_of(&error, "").is_some() => None,
        Err(error) => Some(view! { <span class="error">{error.to_string()}</span> }.into_any()),
    };
    view! { <span role="status">{move || if action.pending().get() { None } else { state() }}</span> }
}
