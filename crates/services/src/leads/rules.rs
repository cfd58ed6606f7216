//! An organization's rules of scores: read, tried out, changed, and followed by all its leads.

use beckon_domain::account::{Identity, Role};
use beckon_domain::id::{JobId, LeadId, OrganizationId};
use beckon_domain::score::{
    RulesError, Sample, Score, ScoreCause, ScoreChange, ScoreRules, ScoringView,
};
use beckon_store::leads::scores;
use beckon_store::{StoreError, TenantTx, jobs};
use chrono::{DateTime, Days, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::LeadError;
use super::scoring::Scale;
use crate::Services;

/// The kind of job that scores leads anew.
pub(crate) const RESCORE: &str = "leads.rescore";

/// Leads that are scored anew in one transaction.
const BATCH: i64 = 500;

/// Leads on which an editor tries rules out.
const SAMPLES: i64 = 1_000;

/// Why rules were not changed.
#[derive(Debug, thiserror::Error)]
pub enum ScoringError {
    /// Something is wrong with them.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// Somebody else has changed them meanwhile.
    #[error("somebody else has changed the rules meanwhile")]
    Changed,
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// The rules as they stand, and how far scores follow them.
pub async fn scoring(
    services: &Services,
    identity: &Identity,
) -> Result<ScoringView, ScoringError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let standing = scores::standing(&mut tx).await?;
    Ok(ScoringView {
        rules: standing.rules,
        revision: standing.revision,
        rescoring: standing.rescoring,
        may_change: identity.role >= Role::Admin,
    })
}

/// The organization's newest leads, on which rules can be tried out.
pub async fn samples(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<Sample>, ScoringError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let scale = Scale::read(&mut tx).await?;
    let leads = scores::newest(&mut tx, SAMPLES).await?;
    let samples = leads.into_iter().map(|lead| Sample {
        id: lead.summary.id,
        title: lead.summary.title(),
        profile: scale.profile(&lead, now),
    });
    Ok(samples.collect())
}

/// Changes the rules, unless somebody else did meanwhile, and has all leads scored anew.
pub async fn set_rules(
    services: &Services,
    identity: &Identity,
    rules: &ScoreRules,
    over: i32,
) -> Result<i32, ScoringError> {
    if identity.role < Role::Admin {
        return Err(ScoringError::NotAllowed);
    }
    rules.check()?;
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let revision = scores::write(&mut tx, rules, over, identity.account, now)
        .await?
        .ok_or(ScoringError::Changed)?;
    let rescore = Rescore {
        revision,
        cause: ScoreCause::Rules,
        after: None,
    };
    jobs::enqueue(&mut tx, RESCORE, &rescore, now).await?;
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(revision)
}

/// What a lead's score was, the newest first.
pub async fn score_history(
    services: &Services,
    identity: &Identity,
    lead: LeadId,
) -> Result<Vec<ScoreChange>, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(scores::history(&mut tx, lead).await?)
}

/// What the job needs to know.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Rescore {
    /// By which state of the rules; it ends when there is a newer one.
    revision: i32,
    cause: ScoreCause,
    /// The lead after which it goes on.
    after: Option<LeadId>,
}

/// Scores the next leads anew, and writes the job for those that follow; after the last one that for the next day, if
/// scores change as days go by.
pub(crate) async fn rescore(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    rescore: Rescore,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    let standing = scores::standing(&mut tx).await?;
    if standing.revision != rescore.revision {
        return tx.commit().await;
    }
    let scale = Scale::read(&mut tx).await?;
    let leads = scores::lock_after(&mut tx, rescore.after, BATCH).await?;
    let last = leads.last().map(|lead| lead.summary.id);
    let changed = leads.iter().filter_map(|lead| {
        let score = scale.score(lead, now);
        (score != lead.summary.score).then_some((lead.summary.id, score))
    });
    let changed: Vec<(LeadId, Score)> = changed.collect();
    scores::set(&mut tx, &changed, rescore.cause, now).await?;
    let is_last = leads.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
    if rescore.cause == ScoreCause::Rules {
        let finished_at = is_last.then_some(now);
        scores::note_progress(&mut tx, rescore.revision, leads.len(), finished_at).await?;
    }
    if !is_last {
        let next = Rescore {
            after: last,
            ..rescore
        };
        jobs::enqueue(&mut tx, RESCORE, &next, now).await?;
    } else if standing.rules.change_by_day() {
        tomorrow(&mut tx, rescore.revision, now).await?;
    }
    tx.commit().await
}

/// Days end at midnight in UTC, as organizations span time zones.
async fn tomorrow(tx: &mut TenantTx, revision: i32, now: DateTime<Utc>) -> Result<(), StoreError> {
    let day = now.date_naive() + Days::new(1);
    let next = Rescore {
        revision,
        cause: ScoreCause::Time,
        after: None,
    };
    jobs::enqueue_at(
        tx,
        RESCORE,
        &next,
        day.and_time(NaiveTime::MIN).and_utc(),
        now,
    )
    .await
}
