//! `/app/notifications`: how I am told what I miss.

use leptos::prelude::*;

use crate::api::notifications::{SaveNotificationSettings, load_notification_settings};
use crate::components::workspace::{Choices, Failure, PageTitle, PushCard, Skeleton};

/// How whoever is signed in wants to be told.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let save = ServerAction::<SaveNotificationSettings>::new();
    let loaded = Resource::new(|| (), |()| load_notification_settings());
    view! {
        <PageTitle name="Notifications"/>
        <div class="page page-narrow">
            <header class="page-head">
                <h1 class="page-title">"Notifications"</h1>
            </header>
            <Transition fallback=|| view! { <Skeleton lines=4/> }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => view! {
                            <Choices settings=view.settings save/>
                            <PushCard push_key=view.push_key/>
                        }
                        .into_any(),
                        Err(error) => view! { <Failure error retry=move || loaded.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}
