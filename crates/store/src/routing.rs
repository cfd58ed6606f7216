//! Routing: an organization's rules, whose turn it is, how members take part, who waits, and why leads went where they went.

use std::collections::BTreeMap;

use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::routing::{LogLine, Outcome, RoutingRules, Share, Turns};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Whose turn it is in each round, by its name.
pub type Rounds = BTreeMap<String, Turns>;

/// The organization's rules and how often they were changed; none where they never were.
pub async fn standing(tx: &mut TenantTx) -> Result<(RoutingRules, i32), StoreError> {
    let row = sqlx::query!(
        r#"select rules as "rules: Json<RoutingRules>", revision from routing where organization_id = $1"#,
        tx.organization().0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(Default::default, |row| (row.rules.0, row.revision)))
}

/// The rules and the turns, held until the transaction ends so that turns are taken one after the other.
pub async fn hold(tx: &mut TenantTx) -> Result<Option<(RoutingRules, Rounds)>, StoreError> {
    let row = sqlx::query!(
        r#"select rules as "rules: Json<RoutingRules>", turns as "turns: Json<Rounds>"
           from routing where organization_id = $1 for update"#,
        tx.organization().0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.rules.0, row.turns.0)))
}

/// Writes rules over those of a revision; tells the new revision, or nothing if somebody else has changed them since.
pub async fn write(
    tx: &mut TenantTx,
    rules: &RoutingRules,
    over: i32,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<i32>, StoreError> {
    Ok(sqlx::query_scalar!(
        "insert into routing as old (organization_id, rules, revision, changed_by, changed_at)
         select $1, $2, 1, $4, $5
         where $3 = 0 or exists (select from routing where organization_id = $1 and revision = $3)
         on conflict (organization_id) do update
         set rules = excluded.rules, revision = old.revision + 1, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at
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

/// Writes whose turn it is.
pub async fn save_turns(tx: &mut TenantTx, turns: &Rounds) -> Result<(), StoreError> {
    sqlx::query!(
        "update routing set turns = $2 where organization_id = $1",
        tx.organization().0,
        Json(turns) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How members take part, of those for whom it was ever said.
pub async fn shares(tx: &mut TenantTx) -> Result<BTreeMap<AccountId, Share>, StoreError> {
    let rows = sqlx::query!(
        r#"select account_id as "account: AccountId", weight, capacity, is_paused
           from routing_share where organization_id = $1"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?;
    let shares = rows.into_iter().map(|row| {
        let share = Share {
            weight: u8::try_from(row.weight).unwrap_or_default(),
            capacity: row
                .capacity
                .map(|capacity| u16::try_from(capacity).unwrap_or(u16::MAX)),
            is_paused: row.is_paused,
        };
        (row.account, share)
    });
    Ok(shares.collect())
}

/// Writes how a member takes part; tells whether there is such a member.
pub async fn save_share(
    tx: &mut TenantTx,
    account: AccountId,
    share: Share,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into routing_share (organization_id, account_id, weight, capacity, is_paused)
         select $1, $2, $3, $4, $5 where exists (select from membership where organization_id = $1 and account_id = $2)
         on conflict (organization_id, account_id) do update set weight = $3, capacity = $4, is_paused = $5",
        tx.organization().0,
        account.0,
        i16::from(share.weight),
        share.capacity.map(i32::from),
        share.is_paused,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How many open leads each of these members has, of those who have any.
pub async fn open_leads(
    tx: &mut TenantTx,
    of: impl Iterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, u32>, StoreError> {
    let of: Vec<Uuid> = of.map(|account| account.0).collect();
    let rows = sqlx::query!(
        r#"select assignee_id as "account!: AccountId", count(*) as "open!" from lead
           where organization_id = $1 and assignee_id = any($2) and assignee_id is not null and status_rank <= 3
           group by assignee_id"#,
        tx.organization().0,
        &of,
    )
    .fetch_all(&mut **tx)
    .await?;
    let open = rows
        .into_iter()
        .map(|row| (row.account, u32::try_from(row.open).unwrap_or(u32::MAX)));
    Ok(open.collect())
}

/// Who takes care of the newest other lead of the same browser, e-mail address or phone number.
pub async fn earlier_assignee(
    tx: &mut TenantTx,
    lead: LeadId,
) -> Result<Option<AccountId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select other.assignee_id as "account!: AccountId"
           from lead this, lateral (
               (select assignee_id, created_at from lead where organization_id = $1 and visitor_id = this.visitor_id
                    and id <> $2 and assignee_id is not null order by created_at desc limit 1)
               union all
               (select assignee_id, created_at from lead where organization_id = $1 and email = this.email
                    and id <> $2 and assignee_id is not null order by created_at desc limit 1)
               union all
               (select assignee_id, created_at from lead where organization_id = $1 and phone = this.phone
                    and id <> $2 and assignee_id is not null order by created_at desc limit 1)
           ) other
           where this.organization_id = $1 and this.id = $2
           order by other.created_at desc limit 1"#,
        tx.organization().0,
        lead.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Puts a lead into the queue, where it keeps its place.
pub async fn enqueue(
    tx: &mut TenantTx,
    lead: LeadId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into routing_queue (organization_id, lead_id, since) values ($1, $2, $3) on conflict do nothing",
        tx.organization().0,
        lead.0,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a lead out of the queue.
pub async fn dequeue(tx: &mut TenantTx, lead: LeadId) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from routing_queue where organization_id = $1 and lead_id = $2",
        tx.organization().0,
        lead.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A lead that waits, and since when.
pub type Waiting = (DateTime<Utc>, LeadId);

/// Leads that wait, the longest first, after one of them.
pub async fn waiting(
    tx: &mut TenantTx,
    after: Option<Waiting>,
    most: i64,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = sqlx::query!(
        r#"select since, lead_id as "lead: LeadId" from routing_queue
           where organization_id = $1 and ($2::timestamptz is null or (since, lead_id) > ($2, $3))
           order by since, lead_id limit $4"#,
        tx.organization().0,
        after.map(|(since, _)| since),
        after.map(|(_, lead)| lead.0),
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.since, row.lead)).collect())
}

/// Whether a job waits that gives the queue out.
pub async fn is_drained(tx: &mut TenantTx) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from job where organization_id = $1 and kind = 'leads.drain' and failed_at is null
               and locked_until is null) as "waits!""#,
        tx.organization().0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// How many leads wait.
pub async fn count_waiting(tx: &mut TenantTx) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from routing_queue where organization_id = $1"#,
        tx.organization().0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Adds a line to the log.
pub async fn note(
    tx: &mut TenantTx,
    lead: LeadId,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into routing_log (organization_id, lead_id, at, assignee_id, reason) values ($1, $2, $3, $4, $5)",
        tx.organization().0,
        lead.0,
        now,
        outcome.given().map(|account| account.0),
        Json(outcome) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The log, the newest first: of a lead, or of all.
pub async fn log(
    tx: &mut TenantTx,
    lead: Option<LeadId>,
    most: i64,
) -> Result<Vec<LogLine>, StoreError> {
    let rows = sqlx::query!(
        r#"select lead_id as "lead: LeadId", at, reason as "outcome: Json<Outcome>",
               coalesce(lead.name, lead.email, lead.phone, 'A lead') as "title!"
           from routing_log log
           join lead on lead.organization_id = log.organization_id and lead.id = log.lead_id
           where log.organization_id = $1 and ($2::uuid is null or log.lead_id = $2)
           order by log.id desc limit $3"#,
        tx.organization().0,
        lead.map(|lead| lead.0),
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    let lines = rows.into_iter().map(|row| LogLine {
        lead: row.lead,
        title: row.title,
        at: row.at,
        outcome: row.outcome.0,
    });
    Ok(lines.collect())
}
