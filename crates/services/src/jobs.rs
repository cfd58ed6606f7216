//! Work that follows a commit, done by the worker.

use std::time::Duration;

use beckon_integrations::files::FileError;
use beckon_store::jobs::{self, ClaimedJob};
use beckon_store::{StoreError, system};
use chrono::TimeDelta;

use crate::{Services, assistant, files};

/// Jobs taken at once.
const BATCH: i32 = 16;

/// How long a worker holds a job; after that another may take it, as the first one must have died.
const LEASE: Duration = Duration::from_mins(1);

/// How long it is kept what visitors did on host pages.
const EVENTS_KEPT: TimeDelta = TimeDelta::days(90);

/// Why a job failed.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error("no such kind of job")]
    Unknown,
    #[error("the payload can't be read: {0}")]
    Payload(#[from] serde_json::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(#[from] FileError),
}

/// Takes what is due and does it; tells how many jobs that were.
pub async fn run_due(services: &Services) -> Result<usize, StoreError> {
    let claimed = jobs::claim(&services.store, BATCH, LEASE, services.clock.now()).await?;
    let count = claimed.len();
    for job in claimed {
        if let Err(error) = run(services, &job).await {
            tracing::warn!(job = %job.id, kind = %job.kind, attempts = job.attempts, %error, "a job failed");
            metrics::counter!("beckon_jobs_failed_total", "kind" => job.kind.clone()).increment(1);
            put_back(services, &job, &error).await?;
        }
    }
    Ok(count)
}

async fn run(services: &Services, job: &ClaimedJob) -> Result<(), JobError> {
    match job.kind.as_str() {
        assistant::REPLY => {
            let payload = serde_json::from_value(job.payload.clone())?;
            Ok(assistant::reply(services, job.organization, job.id, payload).await?)
        }
        files::REMOVE => {
            let payload = serde_json::from_value(job.payload.clone())?;
            files::remove(services, job.organization, payload).await?;
            finish(services, job).await
        }
        _ => Err(JobError::Unknown),
    }
}

/// Ends a job whose work was not in the database.
async fn finish(services: &Services, job: &ClaimedJob) -> Result<(), JobError> {
    let mut tx = services.store.tenant(job.organization).await?;
    jobs::complete(&mut tx, job.id).await?;
    Ok(tx.commit().await?)
}

async fn put_back(
    services: &Services,
    job: &ClaimedJob,
    error: &JobError,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(job.organization).await?;
    jobs::fail(&mut tx, job, &error.to_string(), services.clock.now()).await?;
    tx.commit().await
}

/// What has to be done now and then: what is over is removed, who is idle is forgotten.
pub async fn housekeep(services: &Services) -> Result<(), StoreError> {
    services.limits.forget_idle();
    let now = services.clock.now();
    system::delete_old_visitor_events(&services.store, now - EVENTS_KEPT).await?;
    files::forget_unsent(services).await?;
    system::delete_expired(&services.store, now).await
}
