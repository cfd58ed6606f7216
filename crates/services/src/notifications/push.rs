use beckon_domain::account::Identity;
use beckon_domain::id::{JobId, NotificationId, OrganizationId, PushSubscriptionId};
use beckon_integrations::push::{Browser, Push, PushError, PushMessage, Pushed};
use beckon_store::push::PushSubscription;
use beckon_store::{StoreError, TenantTx, jobs, notifications, push as store};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::NotificationError;
use crate::Services;

/// Job kind: a look whether something is still unread. Its payload is the notification's id.
pub(crate) const PUSH: &str = "push.due";

/// Job kind: a message to one browser.
pub(crate) const PUSH_ONE: &str = "push.send";

/// How long somebody has to read it where they are.
const PATIENCE: TimeDelta = TimeDelta::seconds(4);

/// Browsers of one member.
const BROWSERS: usize = 20;

/// Longest address of a browser that is kept.
const ENDPOINT_MAX: usize = 2_000;

/// What the job [`PUSH_ONE`] is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PushOne {
    browser: PushSubscriptionId,
    title: String,
    body: String,
    url: String,
    tag: String,
}

/// Why a message was not pushed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PushJobError {
    #[error(transparent)]
    Push(#[from] PushError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where a browser takes messages, as it tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushAddress {
    /// The push service's address for it.
    pub endpoint: String,
    /// Its public key, base64url.
    pub p256dh: String,
    /// The secret shared with it, base64url.
    pub auth: String,
}

/// What a browser needs to subscribe; nothing when push is not to be had here.
pub fn push_key(services: &Services) -> Option<String> {
    services.push.as_ref().map(Push::public_key)
}

/// Keeps a browser that takes push messages for a member.
pub async fn subscribe(
    services: &Services,
    identity: &Identity,
    address: PushAddress,
) -> Result<(), NotificationError> {
    let push = services
        .push
        .as_ref()
        .ok_or(NotificationError::BadSubscription)?;
    let browser = browser(&address.endpoint, &address.p256dh, &address.auth);
    if address.endpoint.len() > ENDPOINT_MAX || !push.accepts(browser) {
        return Err(NotificationError::BadSubscription);
    }
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    if store::of_account(&mut tx, identity.account).await?.len() >= BROWSERS {
        return Err(NotificationError::SlowDown);
    }
    let new = PushSubscription {
        id: PushSubscriptionId::generate(now),
        account: identity.account,
        endpoint: address.endpoint,
        p256dh: address.p256dh,
        auth: address.auth,
    };
    store::save(&mut tx, &new, now).await?;
    Ok(tx.commit().await?)
}

/// Forgets a browser of a member.
pub async fn forget_browser(
    services: &Services,
    identity: &Identity,
    endpoint: &str,
) -> Result<(), NotificationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    store::delete_endpoint(&mut tx, identity.account, endpoint).await?;
    Ok(tx.commit().await?)
}

/// Sends a message to all browsers of a member, for them to see that it works.
pub async fn test_push(services: &Services, identity: &Identity) -> Result<(), NotificationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let browsers = store::of_account(&mut tx, identity.account).await?;
    if browsers.is_empty() {
        return Err(NotificationError::NoBrowser);
    }
    for browser in browsers {
        let one = PushOne {
            browser: browser.id,
            title: "It works".to_owned(),
            body: "This is how Beckon tells you what you missed.".to_owned(),
            url: "/app/notifications".to_owned(),
            tag: "test".to_owned(),
        };
        jobs::enqueue_outside(&mut tx, PUSH_ONE, &one, services.clock.now()).await?;
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

/// Writes the job that looks a little later whether something is still unread.
pub(crate) async fn enqueue_push(
    services: &Services,
    tx: &mut TenantTx,
    notification: NotificationId,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    jobs::enqueue_at(tx, PUSH, &notification, now + PATIENCE, now).await
}

/// Writes a message to each browser of the member, if they have not read it where they are.
pub(crate) async fn due(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    notification: NotificationId,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    let found = notifications::find(&mut tx, notification).await?;
    if let Some(line) = found.filter(|line| !line.is_read)
        && notifications::settings(&mut tx, line.account).await?.push
    {
        for browser in store::of_account(&mut tx, line.account).await? {
            let one = PushOne {
                browser: browser.id,
                title: line.headline(),
                body: line.detail.clone(),
                url: line.about.page(),
                tag: line.about.id().to_string(),
            };
            jobs::enqueue_outside(&mut tx, PUSH_ONE, &one, services.clock.now()).await?;
        }
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

/// Sends a message to one browser; one that is gone is forgotten.
pub(crate) async fn push_one(
    services: &Services,
    organization: OrganizationId,
    one: PushOne,
) -> Result<(), PushJobError> {
    let Some(push) = &services.push else {
        return Ok(());
    };
    let mut tx = services.store.tenant(organization).await?;
    let found = store::find(&mut tx, one.browser).await?;
    drop(tx);
    let Some(kept) = found else {
        return Ok(());
    };
    let message = PushMessage {
        title: one.title,
        body: one.body,
        url: one.url,
        tag: one.tag,
    };
    let browser = browser(&kept.endpoint, &kept.p256dh, &kept.auth);
    if push.send(browser, &message).await? == Pushed::Gone {
        let mut tx = services.store.tenant(organization).await?;
        store::delete(&mut tx, kept.id).await?;
        tx.commit().await?;
    }
    Ok(())
}

const fn browser<'a>(endpoint: &'a str, p256dh: &'a str, auth: &'a str) -> Browser<'a> {
    Browser {
        endpoint,
        p256dh,
        auth,
    }
}
