//! The job that wakes a conversation which was put off.

use beckon_domain::id::{AccountId, ConversationId, JobId, OrganizationId};
use beckon_domain::notification::NotificationKind;
use beckon_store::{StoreError, TenantTx, conversations, jobs};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::News;
use crate::Services;
use crate::notifications::{Raise, Told, raise};

/// The kind of job.
pub(crate) const WAKE: &str = "wake";

/// What the job needs to know.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Wake {
    conversation: ConversationId,
    until: DateTime<Utc>,
}

/// Writes the job, in the transaction that puts the conversation off.
pub(super) async fn enqueue(
    tx: &mut TenantTx,
    conversation: ConversationId,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let wake = Wake {
        conversation,
        until,
    };
    jobs::enqueue_at(tx, WAKE, &wake, until, now).await
}

/// Wakes the conversation, unless it was woken before or put off anew. The end of the job is in the same transaction.
pub(crate) async fn wake(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Wake {
        conversation,
        until,
    }: Wake,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let held = conversations::hold(&mut tx, conversation).await?;
    let due = held.filter(|held| held.snoozed_until == Some(until));
    jobs::complete(&mut tx, job).await?;
    let Some(held) = due else {
        return tx.commit().await;
    };
    conversations::snooze(&mut tx, conversation, None).await?;
    let to = held.snoozed_by.or(held.assignee);
    let told = remind(services, &mut tx, conversation, to).await?;
    let news = News::gather(&mut tx, conversation, None).await?;
    tx.commit().await?;
    news.publish(services, organization);
    told.publish(services, organization);
    Ok(())
}

/// Tells whoever put the conversation off, or takes care of it, that it is due.
async fn remind(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    to: Option<AccountId>,
) -> Result<Told, StoreError> {
    let Some(line) = conversations::summary(tx, conversation).await? else {
        return Ok(Told::default());
    };
    let what = Raise {
        kind: NotificationKind::SnoozeOver,
        about: conversation.into(),
        title: &line.title,
        detail: &line.preview,
        count: 1,
    };
    raise(services, tx, to.as_slice(), what).await
}
