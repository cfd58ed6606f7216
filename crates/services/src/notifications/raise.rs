use beckon_domain::id::{AccountId, ConversationId, JobId, OrganizationId};
use beckon_domain::notification::{Notification, NotificationKind, Subject};
use beckon_realtime::{Event, Topic};
use beckon_store::notifications::{self, NewNotification, Untold};
use beckon_store::{StoreError, TenantTx, accounts, jobs};
use serde::{Deserialize, Serialize};

use super::push;
use crate::{Services, mail};

/// Job kind: members are told what a visitor wrote.
pub(crate) const TELL: &str = "notifications.tell";

/// What the job is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Tell {
    conversation: ConversationId,
}

/// Characters of what was written that a line shows.
const DETAIL: usize = 140;

/// Something to tell members.
#[derive(Clone, Copy, Debug)]
pub struct Raise<'a> {
    /// Why.
    pub kind: NotificationKind,
    /// About what.
    pub about: Subject,
    /// Who did it: what to call the visitor, or a colleague's name.
    pub title: &'a str,
    /// What was written; its beginning is shown.
    pub detail: &'a str,
    /// How often it happened.
    pub count: i32,
}

/// What members are told once the transaction is committed.
#[must_use = "members are told when this is published, after the commit"]
#[derive(Debug, Default)]
pub struct Told(Vec<Notification>);

impl Told {
    /// Tells them.
    pub fn publish(self, services: &Services, organization: OrganizationId) {
        for line in self.0 {
            let topic = Topic::Member(organization, line.account);
            services
                .bus
                .publish(topic, Event::Notification(Box::new(line)));
        }
    }
}

/// Tells members something, in the transaction of its cause; what they hear by push and by mail follows by jobs.
pub async fn raise(
    services: &Services,
    tx: &mut TenantTx,
    to: &[AccountId],
    what: Raise<'_>,
) -> Result<Told, StoreError> {
    let detail: String = what.detail.chars().take(DETAIL).collect();
    let mut told = Told::default();
    for account in to {
        let new = NewNotification {
            account: *account,
            kind: what.kind,
            about: what.about,
            title: what.title,
            detail: &detail,
            count: what.count,
        };
        let raised = notifications::raise(tx, new, services.clock.now()).await?;
        push::enqueue_push(services, tx, raised.notification.id).await?;
        if raised.is_unmailed_anew && what.kind.is_mailed() {
            mail::enqueue_digest(services, tx, *account, what.about).await?;
        }
        told.0.push(raised.notification);
    }
    Ok(told)
}

/// Writes the job that tells members what a visitor wrote, in the transaction of what they wrote.
pub(crate) async fn enqueue_tell(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    jobs::enqueue(tx, TELL, &Tell { conversation }, services.clock.now()).await
}

/// Tells members what a visitor wrote since they were told last: whoever takes care of the conversation, else
/// those who could.
pub(crate) async fn tell(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Tell { conversation }: Tell,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    let told = match notifications::take_untold(&mut tx, conversation).await? {
        Some(untold) => about(services, &mut tx, conversation, &untold).await?,
        None => Told::default(),
    };
    tx.commit().await?;
    told.publish(services, organization);
    Ok(())
}

async fn about(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    untold: &Untold,
) -> Result<Told, StoreError> {
    let (kind, to) = recipients(services, tx, untold).await?;
    let what = Raise {
        kind,
        about: conversation.into(),
        title: &untold.title,
        detail: &untold.detail,
        count: i32::try_from(untold.count).unwrap_or(i32::MAX),
    };
    raise(services, tx, &to, what).await
}

async fn recipients(
    services: &Services,
    tx: &mut TenantTx,
    untold: &Untold,
) -> Result<(NotificationKind, Vec<AccountId>), StoreError> {
    if let Some(assignee) = untold.assignee {
        return Ok((NotificationKind::NewMessage, vec![assignee]));
    }
    if let Some(team) = untold.team {
        let members = notifications::team(tx, team).await?;
        return Ok((NotificationKind::NewMessage, members));
    }
    Ok((
        NotificationKind::NewConversation,
        available(services, tx).await?,
    ))
}

/// The members who are there; when nobody is, all of them.
async fn available(services: &Services, tx: &mut TenantTx) -> Result<Vec<AccountId>, StoreError> {
    let there = services.presences.members(tx.organization());
    if !there.is_empty() {
        return Ok(there.into_iter().map(|(account, _)| account).collect());
    }
    let members = accounts::members(tx).await?;
    Ok(members.into_iter().map(|member| member.account).collect())
}
