use beckon_domain::appointment::{Availability, BookingRules, Host, Span, Taken, TimeOff};
use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::widget::Week;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Appointments of the past that still count for who takes the next one.
const LOOK_BACK: TimeDelta = TimeDelta::days(8);

struct Row {
    account_id: Uuid,
    is_bookable: bool,
    time_zone: String,
    week: Json<Week>,
    length: i32,
    buffer_before: i32,
    buffer_after: i32,
    notice: i32,
    horizon_days: i32,
    max_a_day: Option<i32>,
}

impl Row {
    fn into_availability(self, time_off: Vec<TimeOff>) -> Result<Availability, StoreError> {
        let small = |number: i32| {
            u16::try_from(number).map_err(|error| StoreError::corrupt("availability", error))
        };
        Ok(Availability {
            is_bookable: self.is_bookable,
            time_zone: self.time_zone,
            week: self.week.0,
            time_off,
            rules: BookingRules {
                length: small(self.length)?,
                buffer_before: small(self.buffer_before)?,
                buffer_after: small(self.buffer_after)?,
                notice: self.notice.unsigned_abs(),
                horizon_days: small(self.horizon_days)?,
                max_a_day: self.max_a_day.map(small).transpose()?,
            },
        })
    }
}

/// When a member can be met, if they ever said.
pub async fn availability(
    tx: &mut TenantTx,
    account: AccountId,
) -> Result<Option<Availability>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"select account_id, is_bookable, time_zone, week as "week: Json<Week>", length, buffer_before, buffer_after,
               notice, horizon_days, max_a_day
           from availability where organization_id = $1 and account_id = $2"#,
        tx.organization().0,
        account.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let time_off = time_off(tx, &[account.0]).await?;
    let time_off = time_off.into_iter().map(|(_, off)| off).collect();
    row.into_availability(time_off).map(Some)
}

/// When each member is at work, of those who ever said.
pub async fn availabilities(
    tx: &mut TenantTx,
) -> Result<Vec<(AccountId, Availability)>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select account_id, is_bookable, time_zone, week as "week: Json<Week>", length, buffer_before, buffer_after,
               notice, horizon_days, max_a_day
           from availability where organization_id = $1"#,
        tx.organization().0,
    )
    .fetch_all(&mut **tx)
    .await?;
    let accounts: Vec<Uuid> = rows.iter().map(|row| row.account_id).collect();
    let off = time_off(tx, &accounts).await?;
    let of_row = |row: Row| {
        let account = row.account_id;
        let mine = off.iter().filter(|(whose, _)| *whose == account);
        let mine = mine.map(|(_, off)| off.clone()).collect();
        Ok((AccountId(account), row.into_availability(mine)?))
    };
    rows.into_iter().map(of_row).collect()
}

/// Writes when a member can be met; days off have functions of their own.
pub async fn save_availability(
    tx: &mut TenantTx,
    account: AccountId,
    new: &Availability,
) -> Result<(), StoreError> {
    let rules = &new.rules;
    sqlx::query!(
        "insert into availability (organization_id, account_id, is_bookable, time_zone, week, length, buffer_before,
             buffer_after, notice, horizon_days, max_a_day)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (organization_id, account_id) do update set is_bookable = $3, time_zone = $4, week = $5, length = $6,
             buffer_before = $7, buffer_after = $8, notice = $9, horizon_days = $10, max_a_day = $11",
        tx.organization().0,
        account.0,
        new.is_bookable,
        new.time_zone,
        Json(&new.week) as _,
        i32::from(rules.length),
        i32::from(rules.buffer_before),
        i32::from(rules.buffer_after),
        i32::try_from(rules.notice).unwrap_or(i32::MAX),
        i32::from(rules.horizon_days),
        rules.max_a_day.map(i32::from),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds days off; those that begin on the same day are replaced. Tells whether there was room for them.
pub async fn add_time_off(
    tx: &mut TenantTx,
    account: AccountId,
    off: &TimeOff,
    most: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into time_off (organization_id, account_id, first_day, last_day, note)
         select $1, $2, $3, $4, $5
         where (select count(*) from time_off where organization_id = $1 and account_id = $2) < $6
         on conflict (organization_id, account_id, first_day) do update set last_day = $4, note = $5",
        tx.organization().0,
        account.0,
        off.first,
        off.last,
        off.note,
        most,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes the days off that begin on a day.
pub async fn delete_time_off(
    tx: &mut TenantTx,
    account: AccountId,
    first: NaiveDate,
) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from time_off where organization_id = $1 and account_id = $2 and first_day = $3",
        tx.organization().0,
        account.0,
        first,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn time_off(
    tx: &mut TenantTx,
    accounts: &[Uuid],
) -> Result<Vec<(Uuid, TimeOff)>, StoreError> {
    let rows = sqlx::query!(
        "select account_id, first_day, last_day, note from time_off
         where organization_id = $1 and account_id = any($2) order by first_day",
        tx.organization().0,
        accounts,
    )
    .fetch_all(&mut **tx)
    .await?;
    let off = rows.into_iter().map(|row| {
        let off = TimeOff {
            first: row.first_day,
            last: row.last_day,
            note: row.note,
        };
        (row.account_id, off)
    });
    Ok(off.collect())
}

/// The rows of those who can be booked; what comes last in the query says whether they are locked.
macro_rules! select_hosts {
    ($tx:ident, $member:ident, $team:ident, $lock:literal) => {
        sqlx::query_as!(
            Row,
            r#"select account_id, is_bookable, time_zone, week as "week: Json<Week>", length, buffer_before, buffer_after,
               notice, horizon_days, max_a_day
           from availability a
           where organization_id = $1 and is_bookable and ($2::uuid is null or account_id = $2)
               and ($3::uuid is null or exists (
                   select from team_member m where m.organization_id = $1 and m.team_id = $3 and m.account_id = a.account_id))
           order by account_id"# + $lock,
            $tx.organization().0,
            $member.map(|account| account.0),
            $team.map(|team| team.0),
        )
        .fetch_all(&mut **$tx)
        .await?
    };
}

/// Those who can be booked, with what is taken of their time: one member, those of a team, or all.
pub async fn hosts(
    tx: &mut TenantTx,
    member: Option<AccountId>,
    team: Option<TeamId>,
    now: DateTime<Utc>,
) -> Result<Vec<Host>, StoreError> {
    let rows = select_hosts!(tx, member, team, "");
    with_taken(tx, rows, now).await
}

/// The same; nobody else books with them until the transaction ends. Locked in the order of their ids, so that no two
/// transactions wait for each other.
pub async fn lock_hosts(
    tx: &mut TenantTx,
    member: Option<AccountId>,
    team: Option<TeamId>,
    now: DateTime<Utc>,
) -> Result<Vec<Host>, StoreError> {
    let rows = select_hosts!(tx, member, team, " for update of a");
    with_taken(tx, rows, now).await
}

async fn with_taken(
    tx: &mut TenantTx,
    rows: Vec<Row>,
    now: DateTime<Utc>,
) -> Result<Vec<Host>, StoreError> {
    let accounts: Vec<Uuid> = rows.iter().map(|row| row.account_id).collect();
    let off = time_off(tx, &accounts).await?;
    let taken = sqlx::query!(
        r#"select host_id as "host_id!", starts_at, blocked_from, blocked_until from appointment
           where organization_id = $1 and host_id = any($2) and starts_at > $3 and status = 'booked'
           order by starts_at"#,
        tx.organization().0,
        &accounts,
        now - LOOK_BACK,
    )
    .fetch_all(&mut **tx)
    .await?;
    let host = |row: Row| {
        let account = row.account_id;
        let mine = off.iter().filter(|(whose, _)| *whose == account);
        let of_host = taken.iter().filter(|row| row.host_id == account);
        Ok(Host {
            account: AccountId(account),
            availability: row.into_availability(mine.map(|(_, off)| off.clone()).collect())?,
            taken: of_host
                .map(|row| Taken {
                    starts_at: row.starts_at,
                    blocked: Span {
                        start: row.blocked_from,
                        end: row.blocked_until,
                    },
                })
                .collect(),
        })
    };
    rows.into_iter().map(host).collect()
}
