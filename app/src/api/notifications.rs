//! What members are told, and how they want to be told.

use beckon_domain::id::{ConversationId, LeadId};
use beckon_domain::notification::{Notification, NotificationSettings};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_domain::notification::Subject,
    beckon_services::notifications,
};

/// What is under the bell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BellView {
    /// A page of lines, the newest first.
    pub lines: Vec<Notification>,
    /// How many were not read.
    pub unread: u32,
    /// Whether news are to be heard.
    pub sound: bool,
}

/// What the page of the settings shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// How the member wants to be told.
    pub settings: NotificationSettings,
    /// What a browser needs to take push messages; nothing when they are not to be had here.
    pub push_key: Option<String>,
}

/// What is under the bell; `before` is the time of the last line one has.
#[server(endpoint = "notifications/bell")]
pub async fn load_bell(before: Option<DateTime<Utc>>) -> Result<BellView, AppError> {
    let (services, identity) = (services(), identity()?);
    let bell = notifications::bell(&services, &identity, before).await?;
    let sound = notifications::settings(&services, &identity).await?.sound;
    Ok(BellView {
        lines: bell.lines,
        unread: bell.unread,
        sound,
    })
}

/// What the member was told of one conversation or lead, or of all, is read.
#[server(endpoint = "notifications/read")]
pub async fn read_notifications(
    conversation: Option<ConversationId>,
    lead: Option<LeadId>,
) -> Result<(), AppError> {
    let about = conversation
        .map(Subject::Conversation)
        .or(lead.map(Subject::Lead));
    Ok(notifications::mark_read(&services(), &identity()?, about).await?)
}

/// How the member wants to be told.
#[server(endpoint = "notifications/settings")]
pub async fn load_notification_settings() -> Result<SettingsView, AppError> {
    let (services, identity) = (services(), identity()?);
    Ok(SettingsView {
        settings: notifications::settings(&services, &identity).await?,
        push_key: notifications::push_key(&services),
    })
}

/// Changes how the member wants to be told. A box that is not ticked is not sent.
#[server(endpoint = "notifications/save")]
pub async fn save_notification_settings(
    #[server(default)] sound: bool,
    #[server(default)] email: bool,
    #[server(default)] push: bool,
) -> Result<(), AppError> {
    let settings = NotificationSettings { sound, email, push };
    Ok(notifications::save_settings(&services(), &identity()?, settings).await?)
}

/// From now on this browser takes push messages; `subscription` is the JSON of its `PushSubscription`.
#[server(endpoint = "notifications/subscribe")]
pub async fn subscribe_push(subscription: String) -> Result<(), AppError> {
    let identity = identity()?;
    let address = read_subscription(&subscription).ok_or(AppError::Malformed)?;
    Ok(notifications::subscribe(&services(), &identity, address).await?)
}

/// The browser with this address takes no more push messages.
#[server(endpoint = "notifications/forget")]
pub async fn forget_push(endpoint: String) -> Result<(), AppError> {
    Ok(notifications::forget_browser(&services(), &identity()?, &endpoint).await?)
}

/// Sends a message to all browsers of the member that take them.
#[server(endpoint = "notifications/test")]
pub async fn test_push() -> Result<(), AppError> {
    Ok(notifications::test_push(&services(), &identity()?).await?)
}

#[cfg(feature = "ssr")]
fn read_subscription(json: &str) -> Option<notifications::PushAddress> {
    #[derive(Deserialize)]
    struct Subscription {
        endpoint: String,
        keys: Keys,
    }
    #[derive(Deserialize)]
    struct Keys {
        p256dh: String,
        auth: String,
    }
    let read: Subscription = serde_json::from_str(json).ok()?;
    Some(notifications::PushAddress {
        endpoint: read.endpoint,
        p256dh: read.keys.p256dh,
        auth: read.keys.auth,
    })
}
