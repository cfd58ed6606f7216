//! Leads that were made one, and where the address of the one that is no more leads.

use beckon_domain::id::{AccountId, ConversationId, LeadId, LeadMergeId, VisitorId};
use beckon_domain::industry::Industry;
use beckon_domain::lead_merge::DoneMerge;
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// What it takes to part two leads again, as Postgres wrote it.
#[derive(Clone, Debug)]
pub struct Undo(serde_json::Value);

/// A merge that can be undone, held.
#[derive(Clone, Copy, Debug)]
pub struct Undoable {
    /// Its id.
    pub id: LeadMergeId,
    /// The lead that stayed.
    pub kept: LeadId,
    /// The one that became part of it.
    pub gone: LeadId,
}

/// The lead that another one was made part of, where it was.
pub async fn survivor(tx: &mut TenantTx, gone: LeadId) -> Result<Option<LeadId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select kept_id as "kept: LeadId" from lead_merge
           where organization_id = $1 and merged_id = $2 and undone_at is null"#,
        tx.organization().0,
        gone.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The id under which a lead is found now: its own, unless it was made part of another one.
pub async fn current(tx: &mut TenantTx, lead: LeadId) -> Result<LeadId, StoreError> {
    Ok(survivor(tx, lead).await?.unwrap_or(lead))
}

/// Holds all conversations of leads until the transaction ends, in one order for all.
pub async fn hold_conversations(
    tx: &mut TenantTx,
    leads: [LeadId; 2],
) -> Result<Vec<ConversationId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ConversationId" from conversation
           where organization_id = $1 and lead_id = any($2) order by id for update"#,
        tx.organization().0,
        &leads.map(|lead| lead.0),
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whose browser a lead was, where one is known.
pub async fn visitor(tx: &mut TenantTx, lead: LeadId) -> Result<Option<VisitorId>, StoreError> {
    let visitor = sqlx::query_scalar!(
        r#"select visitor_id as "visitor: VisitorId" from lead where organization_id = $1 and id = $2"#,
        tx.organization().0,
        lead.0,
    );
    Ok(visitor.fetch_optional(&mut **tx).await?.flatten())
}

/// Makes one lead part of another: all that refers to it refers to the one that stays. What is chosen of either is written
/// after that ([`super::save`]), and kept with the rest ([`insert`]).
pub async fn merge(
    tx: &mut TenantTx,
    gone: LeadId,
    kept: LeadId,
    industry: Industry,
) -> Result<Undo, StoreError> {
    let undo = sqlx::query_scalar!(
        r#"select merge_lead($1, $2) as "undo!: serde_json::Value""#,
        gone.0,
        kept.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        "update lead set industry = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        kept.0,
        industry as Industry,
    )
    .execute(&mut **tx)
    .await?;
    Ok(Undo(undo))
}

/// Keeps that two were made one. What was done before `forgotten` can't be undone any longer: only the way from one to the
/// other stays.
pub async fn insert(
    tx: &mut TenantTx,
    merge: Undoable,
    by: AccountId,
    undo: Undo,
    now: DateTime<Utc>,
    forgotten: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (
            update lead_merge set undo = null where organization_id = $1 and created_at < $7 and undo is not null)
         insert into lead_merge (organization_id, id, merged_id, kept_id, account_id, created_at, undo)
         select $1, $2, $3, $4, $5, $6, $8::jsonb || jsonb_build_object('after', to_jsonb(lead))
         from lead where organization_id = $1 and lead.id = $4",
        tx.organization().0,
        merge.id.0,
        merge.gone.0,
        merge.kept.0,
        by.0,
        now,
        forgotten,
        undo.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a member did last to make two leads one, since a moment, if it wasn't undone.
pub async fn last(
    tx: &mut TenantTx,
    by: AccountId,
    since: DateTime<Utc>,
) -> Result<Option<DoneMerge>, StoreError> {
    Ok(sqlx::query_as!(
        DoneMerge,
        r#"select id as "id: LeadMergeId", kept_id as "kept: LeadId", coalesce(undo #>> '{merged,name}',
               undo #>> '{merged,email}', undo #>> '{merged,phone}', 'Anonymous visitor') as "title!"
           from lead_merge
           where organization_id = $1 and account_id = $2 and created_at >= $3 and undo is not null and undone_at is null
           order by created_at desc, id desc limit 1"#,
        tx.organization().0,
        by.0,
        since,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// One of a member's that wasn't undone, made since a moment.
pub async fn undoable(
    tx: &mut TenantTx,
    id: LeadMergeId,
    by: AccountId,
    since: DateTime<Utc>,
) -> Result<Option<Undoable>, StoreError> {
    Ok(sqlx::query_as!(
        Undoable,
        r#"select id as "id: LeadMergeId", kept_id as "kept: LeadId", merged_id as "gone: LeadId" from lead_merge
           where organization_id = $1 and id = $2 and account_id = $3 and created_at >= $4
               and undone_at is null and undo is not null
               and kept_id::text = undo #>> '{before,id}'"#,
        tx.organization().0,
        id.0,
        by.0,
        since,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Parts two leads again; what somebody changed since stays. Tells whether it wasn't done already. The lead that stayed is
/// held by the caller.
pub async fn part(
    tx: &mut TenantTx,
    id: LeadMergeId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update lead_merge set undone_at = $3 where organization_id = $1 and id = $2 and undone_at is null",
        tx.organization().0,
        id.0,
        now,
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("select part_lead($1)", id.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "update lead_merge set undo = null where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
