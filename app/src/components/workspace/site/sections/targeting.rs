use beckon_domain::site::Site;
use beckon_domain::widget::Setting;
use leptos::prelude::*;

use crate::api::sites::SetTargeting;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::Lines;
use crate::components::workspace::site::form::{SaveBar, Watched};
use crate::components::workspace::site::preview::Look;
use crate::components::workspace::site::rules::{Drafts, RuleList, RulesTrial};

/// The greeting for everybody, the rules, and what a visitor would see.
#[component]
pub(super) fn TargetingSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetTargeting>::new();
    let greeting = RwSignal::new(site.widget.greeting.clone());
    let drafts = Drafts::of(&site.widget.rules);
    let origin = site.allowed_origins.first().map(ToString::to_string);
    let look = Look {
        title: Signal::stored(site.widget.title),
        greeting: greeting.into(),
        colour: Signal::stored(site.widget.appearance.colour.to_string()),
        position: Signal::stored("right".to_owned()),
        scheme: Signal::stored("light".to_owned()),
    };
    view! {
        <Watched action>
            <div class="with-preview">
                <ActionForm action attr:class="stack">
                    <input type="hidden" name="id" value=site.id.to_string()/>
                    <Lines id="greeting" name="greeting" label="Greeting for everybody" value=site.widget.greeting
                        hint="Shown beside the launcher and at the top of the conversation." typed=greeting
                        error=error_at(action, |setting| setting == Setting::Greeting)/>
                    <RuleList drafts error=error_at(action, |setting| setting == Setting::Rules)/>
                    <SaveBar action/>
                </ActionForm>
                <RulesTrial drafts look origin=origin.unwrap_or_else(|| "https://www.example.com".to_owned())/>
            </div>
        </Watched>
    }
}
