//! What members do with a conversation: take care of it, put it off, close it.

use beckon_domain::conversation::ConversationStatus;
use beckon_domain::id::{AccountId, ConversationId, LeadId, TeamId};
use beckon_domain::inbox::Assignment;
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// A conversation as its handling needs it, held until the transaction ends.
#[derive(Clone, Copy, Debug)]
pub struct Handled {
    /// Where it stands.
    pub status: ConversationStatus,
    /// Who takes care of it.
    pub assignee: Option<AccountId>,
    /// Which team takes care of it.
    pub team: Option<TeamId>,
    /// Until when it is put off.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// Who put it off.
    pub snoozed_by: Option<AccountId>,
    /// Its lead.
    pub lead: Option<LeadId>,
}

/// Holds a conversation: nobody else handles it until the transaction ends.
pub async fn hold(tx: &mut TenantTx, id: ConversationId) -> Result<Option<Handled>, StoreError> {
    Ok(sqlx::query_as!(
        Handled,
        r#"select status as "status: ConversationStatus", assignee_id as "assignee: AccountId", team_id as "team: TeamId",
               snoozed_until, snoozed_by as "snoozed_by: AccountId", lead_id as "lead: LeadId"
           from conversation where organization_id = $1 and id = $2 for update"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Gives a conversation to somebody; tells whether both are there.
pub async fn assign(
    tx: &mut TenantTx,
    id: ConversationId,
    to: Assignment,
) -> Result<bool, StoreError> {
    let organization = tx.organization().0;
    let query = match to {
        Assignment::Member(account) => sqlx::query!(
            "update conversation set assignee_id = $3,
                 team_id = (select team_id from team_member
                     where organization_id = $1 and team_id = conversation.team_id and account_id = $3)
             where organization_id = $1 and id = $2
                 and exists (select from membership where organization_id = $1 and account_id = $3)",
            organization,
            id.0,
            account.0,
        ),
        Assignment::Team(team) => sqlx::query!(
            "update conversation set assignee_id = null, team_id = $3 where organization_id = $1 and id = $2
                 and exists (select from team where organization_id = $1 and team.id = $3)",
            organization,
            id.0,
            team.0,
        ),
        Assignment::Nobody => sqlx::query!(
            "update conversation set assignee_id = null, team_id = null where organization_id = $1 and id = $2",
            organization,
            id.0,
        ),
    };
    Ok(query.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Changes where a conversation stands; tells whether it is there. Whoever moves it has seen to it: it is no longer
/// put off.
pub async fn set_status(
    tx: &mut TenantTx,
    id: ConversationId,
    status: ConversationStatus,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let closed_at = (status == ConversationStatus::Closed).then_some(now);
    let done = sqlx::query!(
        "update conversation set status = $3, closed_at = $4, snoozed_until = null, snoozed_by = null
         where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        status as ConversationStatus,
        closed_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Puts a conversation off until a moment, or no longer.
pub async fn snooze(
    tx: &mut TenantTx,
    id: ConversationId,
    until: Option<(DateTime<Utc>, AccountId)>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update conversation set snoozed_until = $3, snoozed_by = $4 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        until.map(|(until, _)| until),
        until.map(|(_, by)| by.0),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
