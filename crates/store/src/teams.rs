//! Teams.

use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::team::Team;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// All teams, by name.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Team>, StoreError> {
    let rows = sqlx::query!(
        r#"select team.id, team.name,
               array(select account_id from team_member m
                   where m.organization_id = team.organization_id and m.team_id = team.id order by account_id)
                   as "members!: Vec<Uuid>"
           from team where organization_id = $1 order by lower(name)"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?;
    let team = rows.into_iter().map(|row| Team {
        id: TeamId(row.id),
        name: row.name,
        members: row.members.into_iter().map(AccountId).collect(),
    });
    Ok(team.collect())
}

/// Makes a team without members. A name that another has violates `team_name`.
pub async fn insert(
    tx: &mut TenantTx,
    id: TeamId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into team (organization_id, id, name, created_at) values ($1, $2, $3, $4)",
        tx.organization().0,
        id.0,
        name,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Renames a team; tells whether it is there.
pub async fn rename(tx: &mut TenantTx, id: TeamId, name: &str) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update team set name = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        name,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Makes these the members of a team; who is no member of the organization is left out.
pub async fn set_members(
    tx: &mut TenantTx,
    id: TeamId,
    members: &[AccountId],
) -> Result<(), StoreError> {
    let members: Vec<Uuid> = members.iter().map(|account| account.0).collect();
    sqlx::query!(
        "delete from team_member where organization_id = $1 and team_id = $2 and account_id <> all($3)",
        tx.organization().0,
        id.0,
        &members,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into team_member (organization_id, team_id, account_id)
         select $1, $2, account_id from membership where organization_id = $1 and account_id = any($3)
         on conflict do nothing",
        tx.organization().0,
        id.0,
        &members,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes a team; its conversations are nobody's then. Tells whether it was there.
pub async fn delete(tx: &mut TenantTx, id: TeamId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from team where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
