//! What stands around a lead's form: which pages sent one, what was agreed to, and what was put aside.

use beckon_domain::attribution::Touch;
use beckon_domain::held::HeldReason;
use beckon_domain::id::{HeldId, SiteId};
use beckon_domain::industry::Industry;
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// What becomes of a page's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is the first from there; who asked holds it until the transaction ends.
    First,
    /// It came before.
    Again,
    /// Something else came before.
    Other,
}

/// Claims the right to make a lead of what a page sent.
pub async fn claim_ticket(
    tx: &mut TenantTx,
    id: Uuid,
    content: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Claim, StoreError> {
    let done = sqlx::query!(
        "insert into form_ticket (organization_id, id, content, used_at) values ($1, $2, $3, $4) on conflict do nothing",
        tx.organization().0,
        id,
        content.as_slice(),
        now,
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() > 0 {
        return Ok(Claim::First);
    }
    let before = sqlx::query_scalar!(
        "select content from form_ticket where organization_id = $1 and id = $2",
        tx.organization().0,
        id,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(if before == content {
        Claim::Again
    } else {
        Claim::Other
    })
}

/// Keeps a text that people agree to, once.
pub async fn keep_consent_text(
    tx: &mut TenantTx,
    version: &str,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into consent_text (organization_id, version, text, first_used_at) values ($1, $2, $3, $4)
         on conflict do nothing",
        tx.organization().0,
        version,
        text,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The text of a version, if people were shown it.
pub async fn consent_text(tx: &mut TenantTx, version: &str) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select text from consent_text where organization_id = $1 and version = $2",
        tx.organization().0,
        version,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// A form that is put aside.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub id: HeldId,
    /// On which site.
    pub site: SiteId,
    /// Why.
    pub reason: HeldReason,
    /// What was typed, as JSON.
    pub form: String,
    /// Where they came from.
    pub touch: Touch,
    /// SHA-256 of what was typed.
    pub content: [u8; 32],
    /// Which text they saw, where that is known.
    pub consent_version: Option<String>,
    /// From which network address.
    pub address: String,
    /// With which browser.
    pub user_agent: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How many forms are kept aside.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// From one network address.
    pub by_address: i64,
    /// For one reason: what is surely a program's takes no room from what may be a person's.
    pub by_reason: i64,
}

/// Puts a form aside where there is room. What was put aside before, word for word, is kept once: its id comes back.
pub async fn hold(
    tx: &mut TenantTx,
    held: &Held,
    room: Room,
) -> Result<Option<HeldId>, StoreError> {
    let before = sqlx::query_scalar!(
        "select id from held_submission where organization_id = $1 and content = $2",
        tx.organization().0,
        held.content.as_slice(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(id) = before {
        return Ok(Some(HeldId(id)));
    }
    let done = sqlx::query!(
        "insert into held_submission (organization_id, id, site_id, reason, form, touch, content, consent_version, address,
             user_agent, created_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
         where (select count(*) from held_submission where organization_id = $1 and address = $9) < $12
             and (select count(*) from held_submission where organization_id = $1 and reason = $4) < $13
         on conflict do nothing",
        tx.organization().0,
        held.id.0,
        held.site.0,
        held.reason as HeldReason,
        held.form,
        Json(&held.touch) as _,
        held.content.as_slice(),
        held.consent_version,
        held.address,
        held.user_agent,
        held.at,
        room.by_address,
        room.by_reason,
    )
    .execute(&mut **tx)
    .await?;
    Ok((done.rows_affected() > 0).then_some(held.id))
}

/// A form that was put aside, with its page.
#[derive(Clone, Debug)]
pub struct HeldRow {
    /// The form.
    pub held: Held,
    /// Of which industry its page is.
    pub industry: Industry,
}

macro_rules! select_held {
    ($rest:literal, $($value:expr),+) => {
        sqlx::query!(
            r#"select held.id, site_id, reason as "reason: HeldReason", form, touch as "touch: Json<Touch>", content,
                   consent_version, address, user_agent, held.created_at, site.industry as "industry: Industry"
               from held_submission held
               join site on site.organization_id = held.organization_id and site.id = held.site_id
               where held.organization_id = $1 "# + $rest,
            $($value),+
        )
        .map(|row| HeldRow {
            held: Held {
                id: HeldId(row.id),
                site: SiteId(row.site_id),
                reason: row.reason,
                form: row.form,
                touch: row.touch.0,
                content: row.content.try_into().unwrap_or([0; 32]),
                consent_version: row.consent_version,
                address: row.address,
                user_agent: row.user_agent,
                at: row.created_at,
            },
            industry: row.industry,
        })
    };
}

/// What is kept aside, the newest first.
pub async fn held(tx: &mut TenantTx, most: i64) -> Result<Vec<HeldRow>, StoreError> {
    Ok(select_held!(
        "order by held.created_at desc, held.id desc limit $2",
        tx.organization().0,
        most
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many forms are kept aside.
pub async fn count_held(tx: &mut TenantTx) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from held_submission where organization_id = $1"#,
        tx.organization().0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// One that is kept aside, held until the transaction ends.
pub async fn lock_held(tx: &mut TenantTx, id: HeldId) -> Result<Option<HeldRow>, StoreError> {
    Ok(select_held!(
        "and held.id = $2 for update of held",
        tx.organization().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Removes a form that is kept aside; tells whether it was there.
pub async fn remove_held(tx: &mut TenantTx, id: HeldId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from held_submission where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
