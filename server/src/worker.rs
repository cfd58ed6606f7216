use std::time::Duration;

use beckon_services::mail::mail_visitors;
use beckon_services::{Services, jobs, search};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// How often due jobs are looked for when nobody says that there is one: retries, and other nodes' jobs.
const LOOK: Duration = Duration::from_secs(1);

/// How often it is looked who left before they were answered.
const MAIL: Duration = Duration::from_secs(30);

/// How often what is over is removed.
const HOUSEKEEPING: Duration = Duration::from_mins(10);

/// Does the jobs until it is told to stop; the one at hand is finished first, and the assistant's turns under way.
pub async fn work(services: Services, stopping: CancellationToken) {
    let mut look = interval(LOOK);
    let mut housekeeping = interval(HOUSEKEEPING);
    let mut mail = interval(MAIL);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    mail.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return services.engines.idle().await,
            () = services.jobs.notified() => run_due(&services).await,
            _ = look.tick() => {
                run_due(&services).await;
                index(&services).await;
            }
            _ = mail.tick() => {
                if let Err(error) = mail_visitors(&services).await {
                    tracing::warn!(%error, "mails to visitors have to wait");
                }
            }
            _ = housekeeping.tick() => {
                if let Err(error) = jobs::housekeep(&services).await {
                    tracing::warn!(%error, "housekeeping has to wait");
                }
            }
        }
    }
}

/// Makes what was written since the last look searchable: a bounded number of messages each time, fewer in a rush, so
/// that writing is not slowed down by it.
async fn index(services: &Services) {
    if let Err(error) = search::index(services).await {
        tracing::warn!(%error, "searching lags behind");
    }
}

/// Everything that is due, batch by batch.
async fn run_due(services: &Services) {
    loop {
        match jobs::run_due(services).await {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "jobs have to wait");
                return;
            }
        }
    }
}

/// The same for jobs that wait for somebody outside: they hold up no other.
pub async fn work_outside(services: Services, stopping: CancellationToken) {
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = look.tick() => {}
        }
        loop {
            match jobs::run_outside(&services).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "what goes out has to wait");
                    break;
                }
            }
        }
    }
}
