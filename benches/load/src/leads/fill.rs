//! Leads as they come in over two years: some names, towns and campaigns often, most of them seldom.

use std::time::Instant;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use uuid::Uuid;

use crate::bed::Organization;
use crate::measure::rate;

/// Members among whom an organization's leads are spread, beside the one who looks.
const MEMBERS: u128 = 7;

/// A number between 0 and 1, always the same for a row and its column.
const CHANCE: &str = "create function pg_temp.r(n bigint, salt integer) returns double precision
    language sql immutable
    as $$ select (hashint8extended(n, salt) & 9007199254740991)::double precision / 9007199254740992.0 $$";

/// All indexes of leads but the key, as they are made.
const INDEXES: &str = "select indexname::text, indexdef from pg_indexes where tablename = 'lead' and indexname <> 'lead_pkey'";

/// Writes so many leads of each organization. The indexes are made afterwards, which takes less time.
pub(super) async fn fill(
    owner: &mut PgConnection,
    organizations: &[Organization],
    leads: u32,
) -> anyhow::Result<()> {
    let begun = Instant::now();
    let mut tx = owner.begin().await?;
    let indexes: Vec<(String, String)> = sqlx::query_as(INDEXES).fetch_all(&mut *tx).await?;
    for (name, _) in &indexes {
        sqlx::query(AssertSqlSafe(format!("drop index {name}")))
            .execute(&mut *tx)
            .await?;
    }
    sqlx::query(CHANCE).execute(&mut *tx).await?;
    for organization in organizations {
        let members = members(&mut tx, organization).await?;
        sqlx::query(include_str!("visitors.sql"))
            .bind(organization.identity.organization.0)
            .bind(organization.site.id.0)
            .bind(i64::from(leads))
            .execute(&mut *tx)
            .await?;
        sqlx::query(include_str!("fill.sql"))
            .bind(organization.identity.organization.0)
            .bind(organization.site.id.0)
            .bind(members)
            .bind(i64::from(leads))
            .execute(&mut *tx)
            .await?;
    }
    sqlx::query("set local maintenance_work_mem = '512MB'")
        .execute(&mut *tx)
        .await?;
    for (_, definition) in indexes {
        sqlx::query(AssertSqlSafe(definition))
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    sqlx::query("vacuum analyze").execute(&mut *owner).await?;
    let all = u64::from(leads) * organizations.len() as u64;
    println!(
        "leads written, and all indexes made             {:>9.0} /s",
        rate(all, begun.elapsed())
    );
    Ok(())
}

/// The one who looks, and others.
async fn members(
    owner: &mut PgConnection,
    organization: &Organization,
) -> anyhow::Result<Vec<Uuid>> {
    let mut members = vec![organization.identity.account.0];
    for number in 0..MEMBERS {
        let id = Uuid::from_u128(organization.identity.account.0.as_u128() ^ (number + 1));
        sqlx::query(
            "with made as (
                insert into account (id, email, name, password_hash, created_at) values ($1, $1::text, 'Member', '', now())
            )
            insert into membership (organization_id, account_id, role, created_at) values ($2, $1, 'agent', now())",
        )
        .bind(id)
        .bind(organization.identity.organization.0)
        .execute(&mut *owner)
        .await?;
        members.push(id);
    }
    Ok(members)
}
