use beckon_domain::site::Site;
use beckon_domain::widget::{Setting, WebAddress};
use leptos::prelude::*;

use crate::api::sites::SetConsent;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::{Line, Lines, Toggle};
use crate::components::workspace::site::form::{SaveBar, Watched};

/// What a new site's text would be.
const SUGGESTION: &str =
    "I agree that my messages and contact details are stored to answer my request.";

/// Whether visitors agree to something first, and to what.
#[component]
pub(super) fn ConsentSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetConsent>::new();
    let asks = site.widget.consent.is_some();
    let (text, link) = match site.widget.consent {
        Some(consent) => (
            consent.text,
            consent
                .link
                .as_ref()
                .map(WebAddress::to_string)
                .unwrap_or_default(),
        ),
        None => (SUGGESTION.to_owned(), String::new()),
    };
    view! {
        <Watched action>
            <ActionForm action attr:class="stack consent">
                <input type="hidden" name="id" value=site.id.to_string()/>
                <Toggle name="asks" label="Ask for consent before the chat begins" checked=asks
                    hint="Until a visitor opens the chat, the widget sets no cookie and stores nothing, whatever you choose here."/>
                <div class="stack optional">
                    <Lines id="text" name="text" label="What they agree to" value=text
                        hint="In your own words, at most 500 characters."
                        error=error_at(action, |setting| setting == Setting::Consent)/>
                    <Line id="link" name="link" label="Privacy policy" kind="url" required=false maxlength=500 value=link
                        placeholder="https://www.example.com/privacy".to_owned()
                        error=error_at(action, |setting| setting == Setting::ConsentLink)/>
                </div>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}
