//! An organization's rules of scores, scoring many leads anew, and the history of each score.

use beckon_domain::attribution::Touch;
use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, LeadSource, LeadStatus, Timeline};
use beckon_domain::money::Currency;
use beckon_domain::score::{Reason, Rescoring, Score, ScoreCause, ScoreChange, ScoreRules};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::Lead;
use super::row::{LeadRow, select_leads};
use crate::{StoreError, TenantTx};

/// Changes of a score that are told at once.
const HISTORY: i64 = 100;

/// An organization's rules as they stand.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The rules.
    pub rules: ScoreRules,
    /// How often they were changed.
    pub revision: i32,
    /// How far scores follow them; nothing where the rules were never changed.
    pub rescoring: Option<Rescoring>,
}

/// The rules of the organization.
pub async fn standing(tx: &mut TenantTx) -> Result<Standing, StoreError> {
    let row = sqlx::query!(
        r#"select rules as "rules: Json<ScoreRules>", revision, rescored, to_rescore, rescored_at
           from scoring where organization_id = $1"#,
        tx.organization().0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(Standing::default, |row| Standing {
        rules: row.rules.0,
        revision: row.revision,
        rescoring: Some(Rescoring {
            done: u32::try_from(row.rescored).unwrap_or_default(),
            of: u32::try_from(row.to_rescore).unwrap_or_default(),
            finished_at: row.rescored_at,
        }),
    }))
}

/// Writes rules over those of a revision; tells the new revision, or nothing if somebody else has changed them since.
pub async fn write(
    tx: &mut TenantTx,
    rules: &ScoreRules,
    over: i32,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<i32>, StoreError> {
    Ok(sqlx::query_scalar!(
        "insert into scoring as old (organization_id, rules, revision, changed_by, changed_at, to_rescore)
         select $1, $2, 1, $4, $5, (select count(*) from lead where organization_id = $1)::integer
         where $3 = 0 or exists (select from scoring where organization_id = $1 and revision = $3)
         on conflict (organization_id) do update
         set rules = excluded.rules, revision = old.revision + 1, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at, rescored = 0, to_rescore = excluded.to_rescore, rescored_at = null
         where old.revision = $3
         returning revision",
        tx.organization().0,
        Json(rules) as _,
        over,
        by.0,
        now,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Notes that so many more leads were scored by the rules of a revision, and when that was all of them.
pub async fn note_progress(
    tx: &mut TenantTx,
    revision: i32,
    more: usize,
    finished_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update scoring set rescored = rescored + $3, to_rescore = greatest(to_rescore, rescored + $3), rescored_at = $4
         where organization_id = $1 and revision = $2 and rescored_at is null",
        tx.organization().0,
        revision,
        i32::try_from(more).unwrap_or(i32::MAX),
        finished_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Leads in the order of their ids, held until the transaction ends.
pub async fn lock_after(
    tx: &mut TenantTx,
    after: Option<LeadId>,
    most: i64,
) -> Result<Vec<Lead>, StoreError> {
    let rows = select_leads!(
        "where organization_id = $1 and id > $2 order by id limit $3 for update",
        tx.organization().0,
        after.map_or(Uuid::nil(), |lead| lead.0),
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(LeadRow::into_lead).collect()
}

/// The newest leads with all that their scores are made from.
pub async fn newest(tx: &mut TenantTx, most: i64) -> Result<Vec<Lead>, StoreError> {
    let rows = select_leads!(
        "where organization_id = $1 order by created_at desc, id desc limit $2",
        tx.organization().0,
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(LeadRow::into_lead).collect()
}

/// Writes the scores of leads, and why they changed.
pub async fn set(
    tx: &mut TenantTx,
    scores: &[(LeadId, Score)],
    cause: ScoreCause,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = scores.iter().map(|(lead, _)| lead.0).collect();
    let values: Vec<i16> = scores
        .iter()
        .map(|(_, score)| i16::from(score.value))
        .collect();
    let reasons = scores.iter().map(|(_, score)| {
        serde_json::to_value(&score.reasons)
            .map_err(|error| StoreError::corrupt("lead.score_reasons", error))
    });
    let reasons: Vec<serde_json::Value> = reasons.collect::<Result<_, _>>()?;
    sqlx::query!(
        "with new as (select * from unnest($2::uuid[], $3::smallint[], $4::jsonb[]) as new (id, value, reasons)),
              old as (select lead.id, lead.score from lead join new using (id) where organization_id = $1),
              written as (update lead set score = new.value, score_reasons = new.reasons
                          from new where lead.organization_id = $1 and lead.id = new.id)
         insert into lead_score (organization_id, lead_id, scored_at, value, reasons, cause)
         select $1, new.id, $6, new.value, new.reasons, $5
         from new join old using (id) where old.score <> new.value",
        tx.organization().0,
        &ids,
        &values,
        &reasons,
        cause as ScoreCause,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds a lead's score, as it is now, to its history.
pub async fn note(
    tx: &mut TenantTx,
    lead: LeadId,
    score: &Score,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into lead_score (organization_id, lead_id, scored_at, value, reasons, cause)
         values ($1, $2, $3, $4, $5, 'activity')",
        tx.organization().0,
        lead.0,
        now,
        i16::from(score.value),
        Json(&score.reasons) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a lead's score was, the newest first.
pub async fn history(tx: &mut TenantTx, lead: LeadId) -> Result<Vec<ScoreChange>, StoreError> {
    let rows = sqlx::query!(
        r#"select scored_at, value, reasons as "reasons: Json<Vec<Reason>>", cause as "cause: ScoreCause"
           from lead_score where organization_id = $1 and lead_id = $2 order by id desc limit $3"#,
        tx.organization().0,
        lead.0,
        HISTORY,
    )
    .fetch_all(&mut **tx)
    .await?;
    let changes = rows.into_iter().map(|row| ScoreChange {
        score: Score {
            value: u8::try_from(row.value).unwrap_or_default(),
            reasons: row.reasons.0,
        },
        cause: row.cause,
        at: row.scored_at,
    });
    Ok(changes.collect())
}
