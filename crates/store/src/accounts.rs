//! Accounts, memberships, invitations and sessions.

use beckon_domain::account::{Invitation, Member, Role, SessionInfo};
use beckon_domain::contact::Email;
use beckon_domain::id::{AccountId, InvitationId, SessionId};
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// The constraint that keeps addresses unique.
pub const EMAIL_KEY: &str = "account_email_key";

/// A new person.
#[derive(Clone, Copy, Debug)]
pub struct NewAccount<'a> {
    /// Their id.
    pub id: AccountId,
    /// Their address.
    pub email: &'a Email,
    /// Their name.
    pub name: &'a str,
    /// PHC string of argon2id.
    pub password_hash: &'a str,
}

/// Creates a person. The transaction must act as them.
pub async fn insert(
    tx: &mut TenantTx,
    new: NewAccount<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account (id, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5)",
        new.id.0,
        new.email.as_str(),
        new.name,
        new.password_hash,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Makes a person a member; one who is a member already keeps the role they have.
pub async fn add_member(
    tx: &mut TenantTx,
    account: AccountId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into membership (organization_id, account_id, role, created_at) values ($1, $2, $3, $4)
         on conflict do nothing",
        tx.organization().0,
        account.0,
        role as Role,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The members, the longest there first.
pub async fn members(tx: &mut TenantTx) -> Result<Vec<Member>, StoreError> {
    Ok(sqlx::query_as!(
        Member,
        r#"select account.id as "account: AccountId", account.name, account.email, membership.role as "role: Role",
               membership.created_at as joined_at
           from membership join account on account.id = membership.account_id
           where membership.organization_id = $1
           order by membership.created_at, account.id"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A new invitation.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation<'a> {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub email: &'a Email,
    /// As what.
    pub role: Role,
    /// SHA-256 of the token in the link.
    pub token_hash: &'a [u8],
    /// By whom.
    pub invited_by: AccountId,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// Invites a person; an earlier invitation to the same address stops working.
pub async fn invite(
    tx: &mut TenantTx,
    new: NewInvitation<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into invitation (organization_id, id, email, role, token_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (organization_id, email) do update set
             id = excluded.id, role = excluded.role, token_hash = excluded.token_hash,
             invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at",
        tx.organization().0,
        new.id.0,
        new.email.as_str(),
        new.role as Role,
        new.token_hash,
        new.invited_by.0,
        now,
        new.expires_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Invitations that still work, the newest first.
pub async fn invitations(
    tx: &mut TenantTx,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>, StoreError> {
    Ok(sqlx::query_as!(
        Invitation,
        r#"select id as "id: InvitationId", email, role as "role: Role", expires_at
           from invitation where organization_id = $1 and expires_at > $2 order by created_at desc"#,
        tx.organization().0,
        now,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Removes an invitation; tells whether it was there.
pub async fn delete_invitation(tx: &mut TenantTx, id: InvitationId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from invitation where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A new session.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: SessionId,
    /// Who signed in.
    pub account: AccountId,
    /// SHA-256 of the token in the cookie.
    pub token_hash: &'a [u8],
    /// The browser, as it names itself.
    pub user_agent: &'a str,
    /// The network address.
    pub address: &'a str,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

/// Signs a browser in.
pub async fn insert_session(
    tx: &mut TenantTx,
    new: NewSession<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into session (organization_id, id, account_id, token_hash, user_agent, address, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        tx.organization().0,
        new.id.0,
        new.account.0,
        new.token_hash,
        new.user_agent,
        new.address,
        now,
        new.expires_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A person's sessions in this organization, the last used first; `current` is marked.
pub async fn sessions(
    tx: &mut TenantTx,
    account: AccountId,
    current: SessionId,
    now: DateTime<Utc>,
) -> Result<Vec<SessionInfo>, StoreError> {
    Ok(sqlx::query_as!(
        SessionInfo,
        r#"select id as "id: SessionId", user_agent, address, created_at, last_seen_at, id = $3 as "current!"
           from session where organization_id = $1 and account_id = $2 and expires_at > $4
           order by id = $3 desc, last_seen_at desc"#,
        tx.organization().0,
        account.0,
        current.0,
        now,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Signs one of a person's browsers out; tells whether it was signed in.
pub async fn delete_session(
    tx: &mut TenantTx,
    account: AccountId,
    id: SessionId,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from session where organization_id = $1 and account_id = $2 and id = $3",
        tx.organization().0,
        account.0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
