use beckon_domain::site::Site;
use beckon_domain::widget::Setting;
use leptos::prelude::*;

use crate::api::sites::SetOffline;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::{Line, Toggle};
use crate::components::workspace::site::form::{SaveBar, Watched};

/// The form while nobody is there, the rating, and the sound.
#[component]
pub(super) fn OfflineSection(site: Site) -> impl IntoView {
    let action = ServerAction::<SetOffline>::new();
    let widget = site.widget;
    view! {
        <Watched action>
            <ActionForm action attr:class="stack">
                <input type="hidden" name="id" value=site.id.to_string()/>
                <Toggle name="form" label="Ask for an e-mail address outside business hours" checked=widget.offline.form
                    hint="Your answer then reaches them by mail. Without it, the assistant goes on alone."/>
                <Line id="text" name="text" label="Words above the form" required=false maxlength=300
                    value=widget.offline.text.unwrap_or_default()
                    placeholder="We're away. Leave your address and we'll answer by e-mail.".to_owned()
                    hint="Empty for the widget's own, in the visitor's language."
                    error=error_at(action, |setting| setting == Setting::Offline)/>
                <Toggle name="csat" label="Ask for a rating when a conversation is closed" checked=widget.csat
                    hint="One to five, with a comment if they like."/>
                <Toggle name="sound" label="Play a sound when you answer" checked=widget.sound
                    hint="Only once the visitor has opened the chat; they can turn it off."/>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}
