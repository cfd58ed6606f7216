use beckon_domain::site::Site;
use beckon_domain::widget::Setting;
use leptos::prelude::*;

use crate::api::sites::SetGeneral;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::{Line, Lines};
use crate::components::workspace::site::form::{SaveBar, Watched};

/// Name and origins.
#[component]
pub(super) fn GeneralSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetGeneral>::new();
    let origins: Vec<_> = site
        .allowed_origins
        .iter()
        .map(ToString::to_string)
        .collect();
    view! {
        <Watched action>
            <ActionForm action attr:class="stack">
                <input type="hidden" name="id" value=site.id.to_string()/>
                <Line id="name" name="name" label="Name" hint="For you: visitors don't see it." value=site.name
                    error=error_at(action, |setting| setting == Setting::Name)/>
                <Lines id="origins" name="origins" label="Allowed origins" rows=5
                    hint="One a line, without a path. The widget loads nowhere else."
                    placeholder="https://www.example.com" value=origins.join("\n")
                    error=error_at(action, |setting| matches!(setting, Setting::Origins(_)))/>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}
