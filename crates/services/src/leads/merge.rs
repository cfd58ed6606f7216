//! Two leads that are the same person are made one by hand, and for a while can be parted again.

use beckon_domain::account::Identity;
use beckon_domain::id::{ConversationId, LeadId, LeadMergeId};
use beckon_domain::lead::ActivityKind;
use beckon_domain::lead_merge::{DoneMerge, MergePreview, Merging, Picks, merged};
use beckon_store::leads::merges::{self, Undoable};
use beckon_store::leads::{self, Lead, scores};
use beckon_store::{StoreError, TenantTx, routing};
use chrono::{DateTime, TimeDelta, Utc};

use super::scoring::{Scale, rescore};
use super::{LeadError, enqueue_route};
use crate::Services;
use crate::conversations::News;

/// How long two leads can be parted again.
const UNDONE_WITHIN: TimeDelta = TimeDelta::minutes(5);

/// Both leads side by side: what is chosen from, and by what the result is scored.
pub async fn merge_preview(
    services: &Services,
    identity: &Identity,
    kept: LeadId,
    other: LeadId,
) -> Result<MergePreview, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    // Rolled back: both are held for no longer than it takes to read them.
    let (kept, other) = lock_both(&mut tx, kept, other).await?;
    let scale = Scale::read(&mut tx).await?;
    let now = services.clock.now();
    Ok(MergePreview {
        kept: merging(&mut tx, &scale, &kept, now).await?,
        other: merging(&mut tx, &scale, &other, now).await?,
        rules: scores::standing(&mut tx).await?.rules,
    })
}

/// Makes one lead part of another, which keeps its address; of each field that which was chosen, else what the rule says.
pub async fn merge(
    services: &Services,
    identity: &Identity,
    kept: LeadId,
    other: LeadId,
    picks: &Picks,
) -> Result<DoneMerge, LeadError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let conversations = merges::hold_conversations(&mut tx, [kept, other]).await?;
    let (mut lead, gone) = lock_both(&mut tx, kept, other).await?;
    let scale = Scale::read(&mut tx).await?;
    let result = {
        let kept = merging(&mut tx, &scale, &lead, now).await?;
        let other = merging(&mut tx, &scale, &gone, now).await?;
        merged(&kept, &other, picks)
    };
    let undo = merges::merge(&mut tx, other, kept, result.summary.industry).await?;
    take_over(&mut lead, result);
    if lead.summary.assignee.is_some() {
        routing::dequeue(&mut tx, kept).await?;
    }
    let title = gone.summary.title();
    let detail = format!("Merged with {title}");
    note(&mut tx, identity, kept, &detail, now).await?;
    rescore(&mut tx, &mut lead, &scale, now).await?;
    let merge = Undoable {
        id: LeadMergeId::generate(now),
        kept,
        gone: other,
    };
    let forgotten = now - UNDONE_WITHIN;
    merges::insert(&mut tx, merge, identity.account, undo, now, forgotten).await?;
    commit(services, tx, identity, &conversations).await?;
    Ok(DoneMerge {
        id: merge.id,
        kept,
        title,
    })
}

/// What the member merged last, while it can be undone.
pub async fn last_merge(
    services: &Services,
    identity: &Identity,
) -> Result<Option<DoneMerge>, LeadError> {
    let since = services.clock.now() - UNDONE_WITHIN;
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(merges::last(&mut tx, identity.account, since).await?)
}

/// Parts two leads that the member made one: each is what it was, but for what somebody changed since. Gives back the one
/// that is there again.
pub async fn undo_merge(
    services: &Services,
    identity: &Identity,
    id: LeadMergeId,
) -> Result<LeadId, LeadError> {
    let now = services.clock.now();
    let since = now - UNDONE_WITHIN;
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = merges::undoable(&mut tx, id, identity.account, since).await?;
    let Undoable { kept, gone, .. } = found.ok_or(LeadError::NotFound)?;
    let conversations = merges::hold_conversations(&mut tx, [kept, gone]).await?;
    let merged = leads::lock_itself(&mut tx, kept).await?;
    let merged = merged.ok_or(LeadError::NotFound)?;
    if !merges::part(&mut tx, id, now).await? {
        return Err(LeadError::NotFound);
    }
    let (mut lead, back) = lock_both(&mut tx, kept, gone).await?;
    let detail = |other: &Lead| format!("Separated again from {}", other.summary.title());
    note(&mut tx, identity, kept, &detail(&back), now).await?;
    note(&mut tx, identity, gone, &detail(&lead), now).await?;
    // The score that was shown until now is what its history goes on from.
    lead.summary.score = merged.summary.score;
    let scale = Scale::read(&mut tx).await?;
    rescore(&mut tx, &mut lead, &scale, now).await?;
    // Whoever waited for somebody waits again.
    for one in [&lead, &back] {
        if one.summary.assignee.is_none() {
            enqueue_route(services, &mut tx, one.summary.id).await?;
        }
    }
    commit(services, tx, identity, &conversations).await?;
    Ok(gone)
}

/// Holds two different leads, in one order for all.
async fn lock_both(
    tx: &mut TenantTx,
    one: LeadId,
    other: LeadId,
) -> Result<(Lead, Lead), LeadError> {
    if one == other {
        return Err(LeadError::NotFound);
    }
    let first = leads::lock_itself(tx, one.min(other)).await?;
    let second = leads::lock_itself(tx, one.max(other)).await?;
    match (first, second) {
        (Some(first), Some(second)) if one < other => Ok((first, second)),
        (Some(first), Some(second)) => Ok((second, first)),
        _ => Err(LeadError::NotFound),
    }
}

async fn merging(
    tx: &mut TenantTx,
    scale: &Scale,
    lead: &Lead,
    now: DateTime<Utc>,
) -> Result<Merging, StoreError> {
    Ok(Merging {
        profile: scale.profile(lead, now),
        visitor: merges::visitor(tx, lead.summary.id).await?,
        heard_at: lead.heard_at,
        summary: lead.summary.clone(),
    })
}

/// Writes the result over the lead that stays.
fn take_over(lead: &mut Lead, result: Merging) {
    let signals = &result.profile.signals;
    let count = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    lead.page_views = count(signals.page_views);
    lead.seconds_on_site = count(signals.seconds_on_site);
    lead.form_submissions = count(signals.form_submissions);
    lead.had_conversation = signals.had_conversation;
    lead.answered_within_hour = signals.answered_within_hour;
    lead.heard_at = result.heard_at;
    lead.touch = result.profile.touch;
    lead.summary = result.summary;
}

async fn note(
    tx: &mut TenantTx,
    by: &Identity,
    lead: LeadId,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let by = Some(by.account);
    leads::note_activity(tx, lead, ActivityKind::Merged, detail, by, now).await
}

/// Commits, and tells those who look at the leads' conversations.
async fn commit(
    services: &Services,
    mut tx: TenantTx,
    identity: &Identity,
    conversations: &[ConversationId],
) -> Result<(), StoreError> {
    let mut news = Vec::new();
    for conversation in conversations {
        news.push(News::gather(&mut tx, *conversation, None).await?);
    }
    tx.commit().await?;
    for line in news {
        line.publish(services, identity.organization);
    }
    services.jobs.notify_one();
    Ok(())
}
