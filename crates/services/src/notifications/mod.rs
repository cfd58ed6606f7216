//! What members are told: under the bell at once, by push a moment later, by e-mail when they stay away. What somebody
//! looks at, their browser says is read; push and mail come late enough to hear of it.

mod push;
mod raise;

pub(crate) use push::{PUSH, PUSH_ONE, PushJobError, due, push_one};
pub use push::{PushAddress, forget_browser, push_key, subscribe, test_push};
pub use raise::{Raise, Told, raise};
pub(crate) use raise::{TELL, enqueue_tell, tell};

use beckon_domain::account::Identity;
use beckon_domain::notification::{Notification, NotificationSettings, Subject};
use beckon_realtime::{Event, Topic};
use beckon_store::{StoreError, notifications};
use chrono::{DateTime, Utc};

use crate::Services;

/// Lines of one page.
pub const PAGE: i64 = 30;

/// Why a use case of notifications was refused.
#[derive(Debug, thiserror::Error)]
pub enum NotificationError {
    /// A browser's address or keys that can't be used.
    #[error("the browser's subscription can't be used")]
    BadSubscription,
    /// Too many browsers, or too many tests.
    #[error("too many")]
    SlowDown,
    /// No browser of theirs takes push messages.
    #[error("no browser takes push messages")]
    NoBrowser,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// What is under a member's bell.
#[derive(Clone, Debug, Default)]
pub struct Bell {
    /// A page of lines, the newest first.
    pub lines: Vec<Notification>,
    /// How many they have not read.
    pub unread: u32,
}

/// What is under a member's bell; `before` is the time of the last line one has.
pub async fn bell(
    services: &Services,
    identity: &Identity,
    before: Option<DateTime<Utc>>,
) -> Result<Bell, NotificationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let lines = notifications::list(&mut tx, identity.account, before, PAGE).await?;
    let unread = notifications::count_unread(&mut tx, identity.account).await?;
    Ok(Bell {
        lines,
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
    })
}

/// Notes that a member has read what they were told, of one conversation or lead, or of all, and tells their other browsers.
pub async fn mark_read(
    services: &Services,
    identity: &Identity,
    about: Option<Subject>,
) -> Result<(), NotificationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let now = services.clock.now();
    let changed = notifications::mark_read(&mut tx, identity.account, about, now).await?;
    tx.commit().await?;
    let topic = Topic::Member(identity.organization, identity.account);
    for line in changed {
        let event = Event::Notification(Box::new(line));
        services.bus.publish(topic, event);
    }
    Ok(())
}

/// How a member wants to be told.
pub async fn settings(
    services: &Services,
    identity: &Identity,
) -> Result<NotificationSettings, NotificationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(notifications::settings(&mut tx, identity.account).await?)
}

/// Changes how a member wants to be told.
pub async fn save_settings(
    services: &Services,
    identity: &Identity,
    settings: NotificationSettings,
) -> Result<(), NotificationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    notifications::save_settings(&mut tx, identity.account, settings).await?;
    Ok(tx.commit().await?)
}
