//! Web push as this browser has it.

use leptos::prelude::window;
use web_sys::js_sys::{JSON, Reflect};
use web_sys::wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Notification, NotificationPermission, PushSubscription, PushSubscriptionOptionsInit,
    ServiceWorkerRegistration,
};

/// The worker that shows messages while no page is open.
const WORKER: &str = "/push-worker.js";

/// How push stands in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Not known yet.
    Unknown,
    /// The browser has no push messages, or keeps them from pages that came over plain HTTP.
    Unsupported,
    /// The person, or the browser for them, has said no.
    Blocked,
    /// It takes none.
    Off,
    /// It takes them.
    On,
}

/// How push stands in this browser.
pub(super) async fn standing() -> Standing {
    if !is_supported() {
        return Standing::Unsupported;
    }
    if Notification::permission() == NotificationPermission::Denied {
        return Standing::Blocked;
    }
    match subscription().await {
        Ok(Some(_)) => Standing::On,
        Ok(None) | Err(_) => Standing::Off,
    }
}

fn is_supported() -> bool {
    let window = window();
    let has = |object: &JsValue, name: &str| Reflect::has(object, &name.into()).unwrap_or(false);
    has(&window.navigator(), "serviceWorker")
        && has(&window, "PushManager")
        && has(&window, "Notification")
}

/// Asks the person, and subscribes: the subscription as JSON. Nothing when they say no.
pub(super) async fn turn_on(key: &str) -> Result<Option<String>, JsValue> {
    let answer = Notification::request_permission()?.await?;
    if answer != "granted" {
        return Ok(None);
    }
    let container = window().navigator().service_worker();
    container.register(WORKER).await?;
    let ready: ServiceWorkerRegistration = container.ready()?.await?.unchecked_into();
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&key.into());
    let subscription = ready
        .push_manager()?
        .subscribe_with_options(&options)?
        .await?;
    Ok(JSON::stringify(&subscription)?.as_string())
}

/// Takes no more messages; the address they came to.
pub(super) async fn turn_off() -> Result<Option<String>, JsValue> {
    let Some(subscription) = subscription().await? else {
        return Ok(None);
    };
    subscription.unsubscribe()?.await?;
    Ok(Some(subscription.endpoint()))
}

async fn subscription() -> Result<Option<PushSubscription>, JsValue> {
    let container = window().navigator().service_worker();
    let found = container.get_registration_with_document_url(WORKER).await?;
    let Ok(registration) = found.dyn_into::<ServiceWorkerRegistration>() else {
        return Ok(None);
    };
    let found = registration.push_manager()?.get_subscription()?.await?;
    Ok(found.dyn_into::<PushSubscription>().ok())
}
