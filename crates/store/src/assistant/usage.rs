//! What assistants used.

use beckon_domain::assistant::{Engine, Usage};
use beckon_domain::id::SiteId;
use chrono::NaiveDate;

use crate::{StoreError, TenantTx};

/// Adds to what a site's assistant used on a day.
pub async fn add(
    tx: &mut TenantTx,
    site: SiteId,
    day: NaiveDate,
    (engine, model): (Engine, &str),
    used: Usage,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into assistant_usage (organization_id, site_id, day, engine, model, calls, tokens_in, tokens_out, cost_micros)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (organization_id, site_id, day, engine, model) do update set
             calls = assistant_usage.calls + excluded.calls,
             tokens_in = assistant_usage.tokens_in + excluded.tokens_in,
             tokens_out = assistant_usage.tokens_out + excluded.tokens_out,
             cost_micros = assistant_usage.cost_micros + excluded.cost_micros",
        tx.organization().0,
        site.0,
        day,
        engine as Engine,
        model,
        i32::try_from(used.calls).unwrap_or(i32::MAX),
        used.tokens_in,
        used.tokens_out,
        used.cost_micros,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a site's assistant used since a day, that one included.
pub async fn since(tx: &mut TenantTx, site: SiteId, day: NaiveDate) -> Result<Usage, StoreError> {
    Ok(sqlx::query_as!(
        Usage,
        r#"select coalesce(sum(calls), 0)::bigint as "calls!", coalesce(sum(tokens_in), 0)::bigint as "tokens_in!",
               coalesce(sum(tokens_out), 0)::bigint as "tokens_out!", coalesce(sum(cost_micros), 0)::bigint as "cost_micros!"
           from assistant_usage where organization_id = $1 and site_id = $2 and day >= $3"#,
        tx.organization().0,
        site.0,
        day,
    )
    .fetch_one(&mut **tx)
    .await?)
}
