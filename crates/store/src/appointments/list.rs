use beckon_domain::appointment::{Appointment, AppointmentStatus};
use beckon_domain::id::{AccountId, AppointmentId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::booking::{Booking, select_appointments};
use crate::{StoreError, TenantTx};

/// Appointments of one page of a list.
pub const PAGE: i64 = 50;

/// On which side of now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Not over yet and not called off, the next one first.
    #[default]
    Upcoming,
    /// Over, or called off; the last one first.
    Past,
}

/// What a list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentFilter {
    /// On which side of now.
    pub period: Period,
    /// Only with this member.
    pub host: Option<AccountId>,
}

/// The last appointment of a page: the next page follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentCursor {
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Its id.
    pub id: AppointmentId,
}

/// A page of appointments.
pub async fn list(
    tx: &mut TenantTx,
    filter: AppointmentFilter,
    after: Option<AppointmentCursor>,
    now: DateTime<Utc>,
) -> Result<Vec<Appointment>, StoreError> {
    let organization = tx.organization().0;
    let host = filter.host.map(|account| account.0);
    let (from, id) = (
        after.map(|cursor| cursor.starts_at),
        after.map(|cursor| cursor.id.0),
    );
    let rows = match filter.period {
        Period::Upcoming => {
            select_appointments!(
                "where a.organization_id = $1 and ($2::uuid is null or a.host_id = $2)
                   and a.starts_at > $3::timestamptz - interval '8 hours' and a.ends_at > $3 and a.status = 'booked'
                   and ($4::timestamptz is null or (a.starts_at, a.id) > ($4, $5))
                 order by a.starts_at, a.id limit $6",
                organization,
                host,
                now,
                from,
                id,
                PAGE,
            )
            .fetch_all(&mut **tx)
            .await?
        }
        Period::Past => {
            select_appointments!(
                "where a.organization_id = $1 and ($2::uuid is null or a.host_id = $2)
                   and (a.ends_at <= $3 or a.status <> 'booked')
                   and ($4::timestamptz is null or (a.starts_at, a.id) < ($4, $5))
                 order by a.starts_at desc, a.id desc limit $6",
                organization,
                host,
                now,
                from,
                id,
                PAGE,
            )
            .fetch_all(&mut **tx)
            .await?
        }
    };
    Ok(rows
        .into_iter()
        .map(|row| Booking::from(row).appointment)
        .collect())
}

/// Most appointments of a week that are read: more than people can meet.
const WEEK_MAX: i64 = 1_000;

/// What begins within a stretch of time and was not called off, the earliest first.
pub async fn between(
    tx: &mut TenantTx,
    host: Option<AccountId>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = select_appointments!(
        "where a.organization_id = $1 and ($2::uuid is null or a.host_id = $2)
           and a.starts_at >= $3 and a.starts_at < $4 and a.status <> 'cancelled'
         order by a.starts_at, a.id limit $5",
        tx.organization().0,
        host.map(|account| account.0),
        from,
        until,
        WEEK_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|row| Booking::from(row).appointment).collect())
}
