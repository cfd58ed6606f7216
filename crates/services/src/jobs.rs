//! Work that follows a commit, done by the worker.

use std::time::Duration;

use beckon_integrations::files::FileError;
use beckon_store::jobs::{self, ClaimedJob, Lane};
use beckon_store::{StoreError, system};
use chrono::TimeDelta;
use futures::future::join_all;

use crate::conversations::snooze;
use crate::{Services, appointments, assistant, files, leads, mail, notifications};

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
    #[error(transparent)]
    Import(#[from] leads::ImportError),
    #[error(transparent)]
    Mail(#[from] mail::SendError),
    #[error(transparent)]
    Push(#[from] notifications::PushJobError),
}

/// Takes what is due and does it, one after the other; tells how many jobs that were.
pub async fn run_due(services: &Services) -> Result<usize, StoreError> {
    let claimed = claim(services, Lane::Inside).await?;
    let count = claimed.len();
    for job in claimed {
        run(services, &job).await?;
    }
    Ok(count)
}

/// The same for what waits for somebody outside: all that was taken at once, as one slow server is no other's fault.
pub async fn run_outside(services: &Services) -> Result<usize, StoreError> {
    let claimed = claim(services, Lane::Outside).await?;
    let done = join_all(claimed.iter().map(|job| run(services, job))).await;
    done.into_iter().collect::<Result<Vec<()>, _>>()?;
    Ok(claimed.len())
}

async fn claim(services: &Services, lane: Lane) -> Result<Vec<ClaimedJob>, StoreError> {
    jobs::claim(&services.store, lane, BATCH, LEASE, services.clock.now()).await
}

/// Does a job; one that fails is put back.
async fn run(services: &Services, job: &ClaimedJob) -> Result<(), StoreError> {
    let Err(error) = attempt(services, job).await else {
        return Ok(());
    };
    tracing::warn!(job = %job.id, kind = %job.kind, attempts = job.attempts, %error, "a job failed");
    metrics::counter!("beckon_jobs_failed_total", "kind" => job.kind.clone()).increment(1);
    put_back(services, job, &error).await
}

async fn attempt(services: &Services, job: &ClaimedJob) -> Result<(), JobError> {
    let (organization, payload) = (job.organization, job.payload.clone());
    match job.kind.as_str() {
        assistant::REPLY => {
            let payload = serde_json::from_value(payload)?;
            return Ok(assistant::reply(services, organization, job.id, payload).await?);
        }
        assistant::QUALIFY => {
            let payload = serde_json::from_value(payload)?;
            return Ok(assistant::qualify(services, organization, job.id, payload).await?);
        }
        notifications::TELL => {
            let payload = serde_json::from_value(payload)?;
            return Ok(notifications::tell(services, organization, job.id, payload).await?);
        }
        mail::DIGEST => {
            let payload = serde_json::from_value(payload)?;
            return Ok(mail::digest(services, organization, job.id, payload).await?);
        }
        notifications::PUSH => {
            let payload = serde_json::from_value(payload)?;
            return Ok(notifications::due(services, organization, job.id, payload).await?);
        }
        appointments::REMIND => {
            let payload = serde_json::from_value(payload)?;
            return Ok(appointments::remind(services, organization, job.id, payload).await?);
        }
        leads::RESCORE => {
            let payload = serde_json::from_value(payload)?;
            return Ok(leads::rescore(services, organization, job.id, payload).await?);
        }
        leads::ROUTE => {
            let payload = serde_json::from_value(payload)?;
            return Ok(leads::route(services, organization, job.id, payload).await?);
        }
        leads::DRAIN => {
            let payload = serde_json::from_value(payload)?;
            return Ok(leads::drain(services, organization, job.id, payload).await?);
        }
        leads::IMPORT => {
            let payload: leads::ImportJob = serde_json::from_value(payload)?;
            return Ok(leads::import_batch(services, organization, job.id, payload).await?);
        }
        leads::UNDO => {
            let payload: leads::Undo = serde_json::from_value(payload)?;
            return Ok(leads::remove_leads(services, organization, job.id, payload).await?);
        }
        snooze::WAKE => {
            let payload = serde_json::from_value(payload)?;
            return Ok(snooze::wake(services, organization, job.id, payload).await?);
        }
        files::REMOVE => {
            files::remove(services, organization, serde_json::from_value(payload)?).await?;
        }
        mail::SEND => mail::send(services, organization, &serde_json::from_value(payload)?).await?,
        notifications::PUSH_ONE => {
            notifications::push_one(services, organization, serde_json::from_value(payload)?)
                .await?;
        }
        _ => return Err(JobError::Unknown),
    }
    finish(services, job).await
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
    system::delete_old_forms(&services.store, now).await?;
    files::forget_unsent(services).await?;
    leads::forget_imports(services).await?;
    mail::housekeep(services).await?;
    system::delete_expired(&services.store, now).await
}
