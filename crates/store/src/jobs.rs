//! Work that follows a commit. A kept queue library was looked at first (apalis with its Postgres
//! storage): it enqueues through a connection of its own, so a job can't share the transaction of its
//! cause, which is the whole point here.

use std::time::Duration;

use beckon_domain::id::{ConversationId, JobId, OrganizationId};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::{Store, StoreError, TenantTx};

/// Attempts before a job is given up: with the backoff of [`retry_after`], about nine hours.
pub const MOST_ATTEMPTS: i32 = 12;

/// Jobs of one lane don't wait for those of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What the database alone takes part in.
    Inside,
    /// What somebody outside has to answer: a mail server, a push service.
    Outside,
}

/// A job that this worker holds until its lease is over.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    /// Whose it is.
    pub organization: OrganizationId,
    /// Its id.
    pub id: JobId,
    /// What to do.
    pub kind: String,
    /// To what.
    pub payload: Value,
    /// How often it was tried, this time included.
    pub attempts: i32,
}

/// Writes a job, to be done after the transaction commits.
pub async fn enqueue(
    tx: &mut TenantTx,
    kind: &str,
    payload: &(impl Serialize + Sync),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    enqueue_at(tx, kind, payload, now, now).await
}

/// Writes a job, to be done at a later moment.
pub async fn enqueue_at(
    tx: &mut TenantTx,
    kind: &str,
    payload: &(impl Serialize + Sync),
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    write(tx, kind, payload, Lane::Inside, run_at, now).await
}

/// Writes a job that waits for somebody outside: it is done apart from those that don't.
pub async fn enqueue_outside(
    tx: &mut TenantTx,
    kind: &str,
    payload: &(impl Serialize + Sync),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    write(tx, kind, payload, Lane::Outside, now, now).await
}

/// The same, to be done at a later moment.
pub async fn enqueue_outside_at(
    tx: &mut TenantTx,
    kind: &str,
    payload: &(impl Serialize + Sync),
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    write(tx, kind, payload, Lane::Outside, run_at, now).await
}

/// Whether a job of this kind waits for a conversation.
pub async fn waits_for(
    tx: &mut TenantTx,
    kind: &str,
    conversation: ConversationId,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from job where organization_id = $1 and payload ->> 'conversation' = $3::text
               and kind = $2 and failed_at is null and locked_until is null) as "waits!""#,
        tx.organization().0,
        kind,
        conversation.0.to_string(),
    )
    .fetch_one(&mut **tx)
    .await?)
}

async fn write(
    tx: &mut TenantTx,
    kind: &str,
    payload: &(impl Serialize + Sync),
    lane: Lane,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let payload =
        serde_json::to_value(payload).map_err(|error| StoreError::corrupt("job.payload", error))?;
    sqlx::query!(
        "insert into job (organization_id, id, kind, payload, run_at, created_at, outside) values ($1, $2, $3, $4, $5, $6, $7)",
        tx.organization().0,
        JobId::generate(now).0,
        kind,
        payload,
        run_at,
        now,
        lane == Lane::Outside,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes up to `most` due jobs of all organizations for `lease`.
pub async fn claim(
    store: &Store,
    lane: Lane,
    most: i32,
    lease: Duration,
    now: DateTime<Utc>,
) -> Result<Vec<ClaimedJob>, StoreError> {
    let lease = sqlx::postgres::types::PgInterval::try_from(lease)
        .map_err(|error| StoreError::corrupt("lease", error))?;
    Ok(sqlx::query_as!(
        ClaimedJob,
        r#"select organization_id as "organization!: OrganizationId", id as "id!: JobId", kind as "kind!",
               payload as "payload!", attempts as "attempts!"
           from claim_jobs($1, $2, $3, $4)"#,
        now,
        lease,
        most,
        lane == Lane::Outside,
    )
    .fetch_all(store.pool())
    .await?)
}

/// Removes a job, in the transaction that did its work.
pub async fn complete(tx: &mut TenantTx, id: JobId) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from job where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts a job back after a failure, for later; after [`MOST_ATTEMPTS`] it is kept as given up.
pub async fn fail(
    tx: &mut TenantTx,
    job: &ClaimedJob,
    error: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let given_up = (job.attempts >= MOST_ATTEMPTS).then_some(now);
    sqlx::query!(
        "update job set locked_until = null, last_error = $3, run_at = $4, failed_at = $5
         where organization_id = $1 and id = $2",
        tx.organization().0,
        job.id.0,
        error,
        now + retry_after(job.attempts),
        given_up,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How long to wait after so many attempts: 8 s, 16 s, 32 s, … at most 4 hours.
fn retry_after(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 12)).unwrap_or(1);
    Duration::from_secs((4_u64 << doublings).min(4 * 3600))
}
