//! The figures at the top of the app.

use beckon_domain::dashboard::{CHART_DAYS, DayCount, Figures, QUALIFIED_FROM};
use beckon_domain::lead::{LeadSource, LeadStatus};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

use crate::{StoreError, TenantTx, leads};

/// The organization's figures as of `now`.
pub async fn figures(tx: &mut TenantTx, now: DateTime<Utc>) -> Result<Figures, StoreError> {
    let midnight = now.date_naive().and_time(NaiveTime::MIN).and_utc();
    let totals = sqlx::query!(
        r#"select count(*) as "total!", count(*) filter (where created_at >= $2) as "today!",
               count(*) filter (where score >= $3) as "qualified!", coalesce(avg(score)::float8, 0) as "average_score!",
               count(*) filter (where status = 'converted') as "converted!"
           from lead where organization_id = $1"#,
        tx.organization().0,
        midnight,
        i16::from(QUALIFIED_FROM),
    )
    .fetch_one(&mut **tx)
    .await?;
    let conversations = sqlx::query!(
        r#"select count(*) as "active!", count(*) filter (where agent_read_number < last_number) as "unread!"
           from conversation where organization_id = $1 and status = 'active'"#,
        tx.organization().0,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Figures {
        total: totals.total,
        today: totals.today,
        qualified: totals.qualified,
        average_score: totals.average_score,
        converted: totals.converted,
        active_conversations: conversations.active,
        unread_conversations: conversations.unread,
        per_day: per_day(tx, now).await?,
        by_source: by_source(tx).await?,
        by_status: by_status(tx).await?,
        best: leads::best_since(tx, now - TimeDelta::days(7), 5).await?,
    })
}

async fn per_day(tx: &mut TenantTx, now: DateTime<Utc>) -> Result<Vec<DayCount>, StoreError> {
    let today = now.date_naive();
    let first = today
        .checked_sub_days(Days::new(u64::from(CHART_DAYS - 1)))
        .unwrap_or(today);
    Ok(sqlx::query_as!(
        DayCount,
        r#"select day::date as "day!", count(lead.id) as "count!"
           from generate_series($2::date, $3::date, interval '1 day') day
           left join lead on organization_id = $1
               and created_at >= day::date::timestamp at time zone 'UTC'
               and created_at < (day::date + 1)::timestamp at time zone 'UTC'
           group by day order by day"#,
        tx.organization().0,
        first,
        today,
    )
    .fetch_all(&mut **tx)
    .await?)
}

async fn by_source(tx: &mut TenantTx) -> Result<Vec<(LeadSource, i64)>, StoreError> {
    let rows = sqlx::query!(
        r#"select source as "source: LeadSource", count(*) as "count!" from lead
           where organization_id = $1 group by source order by count(*) desc, source"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.source, row.count))
        .collect())
}

async fn by_status(tx: &mut TenantTx) -> Result<Vec<(LeadStatus, i64)>, StoreError> {
    let rows = sqlx::query!(
        r#"select status as "status: LeadStatus", count(*) as "count!" from lead
           where organization_id = $1 group by status order by status"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.status, row.count))
        .collect())
}
