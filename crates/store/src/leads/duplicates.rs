//! Leads with the same e-mail address or phone number, and which of them are known to be different people.

use beckon_domain::attribution::Touch;
use beckon_domain::contact::{Contact, Email, Phone};
use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, LeadSource, LeadStatus, LeadSummary, Timeline};
use beckon_domain::money::Currency;
use beckon_domain::score::Reason;
use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::row::{LeadRow, select_leads};
use crate::{StoreError, TenantTx};

/// Leads with the same e-mail address or the same phone number, both as they are kept (`Email::parse`, `Phone::parse`), the
/// newest first; all but one of them.
pub async fn with_contact(
    tx: &mut TenantTx,
    contact: &Contact,
    but: Option<LeadId>,
    most: i64,
) -> Result<Vec<LeadSummary>, StoreError> {
    let rows = select_leads!(
        "where organization_id = $1 and id in (
             (select id from lead where organization_id = $1 and email = $2 and id is distinct from $4 limit $5)
             union
             (select id from lead where organization_id = $1 and phone = $3 and id is distinct from $4 limit $5))
         order by created_at desc, id desc limit $5",
        tx.organization().0,
        contact.email.as_ref().map(Email::as_str),
        contact.phone.as_ref().map(Phone::as_str),
        but.map(|lead| lead.0),
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(LeadRow::into_summary).collect()
}

/// Those that somebody said are a different person than this one.
pub async fn distinct_from(tx: &mut TenantTx, lead: LeadId) -> Result<Vec<LeadId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select other_id as "other: LeadId" from lead_distinct where organization_id = $1 and lead_id = $2"#,
        tx.organization().0,
        lead.0,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Keeps that two leads are different people; nothing where one of them is gone.
pub async fn set_distinct(
    tx: &mut TenantTx,
    one: LeadId,
    other: LeadId,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into lead_distinct (organization_id, lead_id, other_id, account_id, created_at)
         select $1, one.id, other.id, $4, $5 from lead one, lead other
         where one.organization_id = $1 and other.organization_id = $1
             and ((one.id = $2 and other.id = $3) or (one.id = $3 and other.id = $2))
         on conflict do nothing",
        tx.organization().0,
        one.0,
        other.0,
        by.0,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets that two leads are different people.
pub async fn forget_distinct(
    tx: &mut TenantTx,
    one: LeadId,
    other: LeadId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from lead_distinct
         where organization_id = $1 and ((lead_id = $2 and other_id = $3) or (lead_id = $3 and other_id = $2))",
        tx.organization().0,
        one.0,
        other.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
