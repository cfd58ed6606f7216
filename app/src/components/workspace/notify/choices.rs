use beckon_domain::notification::NotificationSettings;
use leptos::prelude::*;

use crate::api::notifications::SaveNotificationSettings;
use crate::components::workspace::BellStore;

/// What holds on all of a member's browsers.
#[component]
pub fn Choices(
    /// As it is.
    settings: NotificationSettings,
    /// Saves it.
    save: ServerAction<SaveNotificationSettings>,
) -> impl IntoView {
    let bell = expect_context::<BellStore>();
    Effect::new(move || {
        if let Some(sent) = save.input().get() {
            bell.set_heard(sent.sound);
        }
    });
    view! {
        <ActionForm action=save attr:class="card notify-choices">
            <fieldset>
                <legend class="board-title">"Tell me"</legend>
                <Choice name="sound" on=settings.sound label="With a sound"
                    hint="While Beckon is open, and you look elsewhere."/>
                <Choice name="email" on=settings.email label="By e-mail"
                    hint="What you have not read after five minutes, when you are not there. One mail for each conversation."/>
                <Choice name="push" on=settings.push label="By push"
                    hint="On each browser where you turn it on below."/>
            </fieldset>
            <button type="submit" class="btn btn-primary" disabled=move || save.pending().get()>"Save"</button>
            <Saved save/>
        </ActionForm>
    }
}

#[component]
fn Choice(name: &'static str, on: bool, label: &'static str, hint: &'static str) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    view! {
        <div class="notify-choice">
            <input type="checkbox" id=name name=name value="true" checked=on aria-describedby=hint_id.clone()/>
            <div>
                <label for=name>{label}</label>
                <p class="notify-hint" id=hint_id>{hint}</p>
            </div>
        </div>
    }
}

/// What became of it.
#[component]
fn Saved(save: ServerAction<SaveNotificationSettings>) -> impl IntoView {
    let told = move || match save.value().get() {
        Some(Ok(())) => Some(view! { <span>"Saved."</span> }.into_any()),
        Some(Err(error)) => {
            Some(view! { <span class="error">{error.to_string()}</span> }.into_any())
        }
        None => None,
    };
    view! { <p class="notify-told" role="status">{told}</p> }
}
