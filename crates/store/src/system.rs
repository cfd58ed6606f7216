//! What crosses tenants: signing in, public site keys, work to do. Each function here calls one function
//! of the database that is granted to the server's role; there is no other way across.

use beckon_domain::account::{Identity, OrganizationKind, Role};
use beckon_domain::contact::Email;
use beckon_domain::id::{AccountId, InvitationId, OrganizationId, SessionId};
use beckon_domain::industry::Industry;
use beckon_domain::site::{Site, SiteKey};
use beckon_domain::widget::WidgetSettings;
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::sites::SiteRow;
use crate::{Store, StoreError};

/// What signing in needs to know of a person.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The person.
    pub account: AccountId,
    /// PHC string of argon2id.
    pub password_hash: String,
}

/// The person behind an e-mail address.
pub async fn credentials(store: &Store, email: &Email) -> Result<Option<Credentials>, StoreError> {
    Ok(sqlx::query_as!(
        Credentials,
        r#"select id as "account!: AccountId", password_hash as "password_hash!" from account_for_sign_in($1)"#,
        email.as_str(),
    )
    .fetch_optional(store.pool())
    .await?)
}

/// Where a person is a member; the organization joined last comes first.
pub async fn organizations_of(
    store: &Store,
    account: AccountId,
) -> Result<Vec<OrganizationId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select organization_id as "organization_id!: OrganizationId" from organizations_of_account($1)"#,
        account.0,
    )
    .fetch_all(store.pool())
    .await?)
}

/// Who stands behind a session's token.
pub async fn identity(
    store: &Store,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Identity>, StoreError> {
    Ok(sqlx::query_as!(
        Identity,
        r#"select session_id as "session!: SessionId", account_id as "account!: AccountId", account_name as "name!",
               email as "email!", organization_id as "organization!: OrganizationId",
               organization_name as "organization_name!", organization_kind as "organization_kind!: OrganizationKind",
               role as "role!: Role"
           from identity_of_session($1, $2)"#,
        token_hash,
        now,
    )
    .fetch_optional(store.pool())
    .await?)
}

/// An invitation that still works.
#[derive(Clone, Debug)]
pub struct FoundInvitation {
    /// To where.
    pub organization: OrganizationId,
    /// Its id.
    pub id: InvitationId,
    /// The organization's name.
    pub organization_name: String,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
}

/// The invitation behind a link's token.
pub async fn invitation(
    store: &Store,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<FoundInvitation>, StoreError> {
    Ok(sqlx::query_as!(
        FoundInvitation,
        r#"select organization_id as "organization!: OrganizationId", id as "id!: InvitationId",
               organization_name as "organization_name!", email as "email!", role as "role!: Role"
           from invitation_for_token($1, $2)"#,
        token_hash,
        now,
    )
    .fetch_optional(store.pool())
    .await?)
}

/// A site and whose it is, by its public key.
pub async fn site(
    store: &Store,
    key: &SiteKey,
) -> Result<Option<(OrganizationId, Site)>, StoreError> {
    let row = sqlx::query_as!(
        SiteRow,
        r#"select organization_id as "organization_id!", id as "id!", key as "key!", name as "name!",
               industry as "industry!: Industry", allowed_origins as "allowed_origins!",
               widget as "widget!: Json<WidgetSettings>"
           from site_for_key($1)"#,
        key.as_str(),
    )
    .fetch_optional(store.pool())
    .await?;
    row.map(SiteRow::into_owned_site).transpose()
}

/// The platform's landing page of an industry, and whose it is.
pub async fn landing_site(
    store: &Store,
    industry: Industry,
) -> Result<Option<(OrganizationId, Site)>, StoreError> {
    let row = sqlx::query_as!(
        SiteRow,
        r#"select organization_id as "organization_id!", id as "id!", key as "key!", name as "name!",
               industry as "industry!: Industry", allowed_origins as "allowed_origins!",
               widget as "widget!: Json<WidgetSettings>"
           from site_for_landing($1)"#,
        industry as Industry,
    )
    .fetch_optional(store.pool())
    .await?;
    row.map(SiteRow::into_owned_site).transpose()
}

/// Removes sessions and invitations whose time is over.
pub async fn delete_expired(store: &Store, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(r#"select delete_expired($1) as "done?: ()""#, now)
        .fetch_one(store.pool())
        .await?;
    Ok(())
}

/// Removes forms that were put aside and pages' tickets whose time is over.
pub async fn delete_old_forms(store: &Store, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(r#"select delete_old_forms($1) as "done?: ()""#, now)
        .fetch_one(store.pool())
        .await?;
    Ok(())
}

/// Removes what visitors did on host pages before a time.
pub async fn delete_old_visitor_events(
    store: &Store,
    before: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query_scalar!("select delete_old_visitor_events($1)", before)
        .fetch_one(store.pool())
        .await?;
    Ok(())
}

/// Forgets files that were uploaded before a time and never sent; jobs remove their bytes. Tells how many.
pub async fn forget_unsent_files(
    store: &Store,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select forget_unsent_files($1, $2) as "count!""#,
        before,
        now
    )
    .fetch_one(store.pool())
    .await?)
}

/// Forgets files with which nobody went on, and old rows that can't be leads; tells how many files that were.
pub async fn forget_lead_imports(
    store: &Store,
    waiting_before: DateTime<Utc>,
    rows_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select forget_lead_imports($1, $2, $3) as "count!""#,
        waiting_before,
        rows_before,
        now,
    )
    .fetch_one(store.pool())
    .await?)
}
