//! What members do with a conversation: take care of it, put it off, close it. Everybody who looks is told at once.

use beckon_domain::account::Identity;
use beckon_domain::conversation::ConversationStatus;
use beckon_domain::id::{AccountId, ConversationId, LeadId};
use beckon_domain::inbox::{Assignment, check_snooze};
use beckon_domain::lead::ActivityKind;
use beckon_domain::notification::NotificationKind;
use beckon_store::TenantTx;
use beckon_store::conversations::{self, Handled};
use beckon_store::{accounts, leads, teams};
use chrono::{DateTime, Utc};

use super::{ConversationError, News, append_event, snooze};
use crate::Services;
use crate::assistant::enqueue_qualify;
use crate::notifications::{Raise, Told, raise};

/// Gives a conversation, and its lead, to somebody. With a person in charge the assistant falls silent.
pub async fn assign(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    to: Assignment,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let before = hold(&mut tx, conversation).await?;
    give(services, &mut tx, identity, conversation, before.lead, to).await?;
    let told = match to {
        Assignment::Member(account) if account != identity.account => {
            tell_assigned(services, &mut tx, identity, conversation, account).await?
        }
        _ => Told::default(),
    };
    announce(services, tx, conversation).await?;
    told.publish(services, identity.organization);
    Ok(())
}

/// Tells a member that a colleague gave them a conversation.
async fn tell_assigned(
    services: &Services,
    tx: &mut TenantTx,
    by: &Identity,
    conversation: ConversationId,
    to: AccountId,
) -> Result<Told, ConversationError> {
    let line = conversations::summary(tx, conversation).await?;
    let line = line.ok_or(ConversationError::NotFound)?;
    let what = Raise {
        kind: NotificationKind::Assigned,
        about: conversation.into(),
        title: &by.name,
        detail: &line.title,
        count: 1,
    };
    Ok(raise(services, tx, &[to], what).await?)
}

/// Takes a conversation that nobody takes care of, or `from` whoever does. Refused when it is somebody else's by now:
/// of two who take it at once, the second learns that they are late.
pub async fn take(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    from: Option<AccountId>,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let before = hold(&mut tx, conversation).await?;
    if before.assignee == Some(identity.account) {
        return Ok(());
    }
    if before.assignee.is_some() && before.assignee != from {
        return Err(ConversationError::Taken);
    }
    let to = Assignment::Member(identity.account);
    give(services, &mut tx, identity, conversation, before.lead, to).await?;
    announce(services, tx, conversation).await
}

/// Inside a transaction: the conversation and its lead are theirs from now on.
async fn give(
    services: &Services,
    tx: &mut TenantTx,
    by: &Identity,
    conversation: ConversationId,
    lead: Option<LeadId>,
    to: Assignment,
) -> Result<(), ConversationError> {
    // The database would do this too, but not note who did it.
    if let Some(lead) = lead {
        give_lead(services, tx, by, lead, to).await?;
    }
    if !conversations::assign(tx, conversation, to).await? {
        return Err(ConversationError::NotFound);
    }
    if matches!(to, Assignment::Member(_)) {
        conversations::silence_assistant(tx, conversation).await?;
    }
    Ok(())
}

async fn give_lead(
    services: &Services,
    tx: &mut TenantTx,
    by: &Identity,
    lead: LeadId,
    to: Assignment,
) -> Result<(), ConversationError> {
    let assignee = match to {
        Assignment::Member(account) => Some(account),
        Assignment::Team(_) | Assignment::Nobody => None,
    };
    if !leads::assign(tx, lead, assignee).await? {
        return Ok(());
    }
    let detail = name_of(tx, to).await?;
    let (kind, now) = (ActivityKind::Assigned, services.clock.now());
    Ok(leads::note_activity(tx, lead, kind, &detail, Some(by.account), now).await?)
}

async fn name_of(tx: &mut TenantTx, to: Assignment) -> Result<String, ConversationError> {
    let name = match to {
        Assignment::Member(account) => {
            let members = accounts::members(tx).await?;
            let member = members.into_iter().find(|member| member.account == account);
            member.map(|member| member.name)
        }
        Assignment::Team(id) => {
            let team = teams::list(tx)
                .await?
                .into_iter()
                .find(|team| team.id == id);
            team.map(|team| team.name)
        }
        Assignment::Nobody => None,
    };
    Ok(name.unwrap_or_else(|| "Nobody".to_owned()))
}

/// Changes where a conversation stands. Closing and reopening is told in the conversation itself, to both sides.
pub async fn set_status(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    status: ConversationStatus,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let before = hold(&mut tx, conversation).await?.status;
    let now = services.clock.now();
    conversations::set_status(&mut tx, conversation, status, now).await?;
    if status == ConversationStatus::Closed && before != status {
        enqueue_qualify(services, &mut tx, conversation).await?;
    }
    let number = match told(before, status) {
        Some(what) => {
            let content = format!("{} {what} the conversation.", identity.name);
            let by = Some(identity.account);
            append_event(&mut tx, conversation, by, &content, now).await?
        }
        None => None,
    };
    let news = News::gather(&mut tx, conversation, number)
        .await?
        .with_status();
    tx.commit().await?;
    news.publish(services, identity.organization);
    Ok(())
}

/// What both sides are told: putting away is the team's own business.
const fn told(before: ConversationStatus, after: ConversationStatus) -> Option<&'static str> {
    match (before, after) {
        (ConversationStatus::Closed, ConversationStatus::Closed) => None,
        (_, ConversationStatus::Closed) => Some("closed"),
        (ConversationStatus::Closed, ConversationStatus::Active) => Some("reopened"),
        _ => None,
    }
}

/// Puts an active conversation off until a moment, or no longer.
pub async fn put_off(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    until: Option<DateTime<Utc>>,
) -> Result<(), ConversationError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let before = hold(&mut tx, conversation).await?;
    if before.status != ConversationStatus::Active {
        return Err(ConversationError::NotFound);
    }
    if let Some(until) = until {
        check_snooze(until, now)?;
        snooze::enqueue(&mut tx, conversation, until, now).await?;
    }
    let until = until.map(|until| (until, identity.account));
    conversations::snooze(&mut tx, conversation, until).await?;
    announce(services, tx, conversation).await
}

async fn hold(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Handled, ConversationError> {
    let held = conversations::hold(tx, conversation).await?;
    held.ok_or(ConversationError::NotFound)
}

/// Commits, and tells how the line looks now.
async fn announce(
    services: &Services,
    mut tx: TenantTx,
    conversation: ConversationId,
) -> Result<(), ConversationError> {
    let organization = tx.organization();
    let news = News::gather(&mut tx, conversation, None).await?;
    tx.commit().await?;
    news.publish(services, organization);
    services.jobs.notify_one();
    Ok(())
}
