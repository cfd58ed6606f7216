//! Leads and their timelines.

pub mod changes;
pub mod duplicates;
pub mod imports;
mod list;
pub mod merges;
mod row;
pub mod scores;
pub mod views;

use beckon_domain::attribution::Touch;
use beckon_domain::contact::{Contact, Email, Phone};
use beckon_domain::form::Answer;
use beckon_domain::id::{AccountId, ActivityId, LeadId, SiteId, VisitorId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{
    Activity, ActivityKind, BudgetPeriod, Facts, GivenConsent, LeadSource, LeadStatus, LeadSummary,
    SentForm, Timeline,
};
use beckon_domain::money::Currency;
use beckon_domain::score::Reason;
use chrono::{DateTime, Utc};
use sqlx::types::Json;

pub use self::list::{Listed, Viewer, any_matching, count_matching, ids_matching, matching};
use self::row::{LeadRow, select_leads};
use crate::{StoreError, TenantTx};

/// Leads of one page of a list.
pub const PAGE: i64 = 50;

/// A lead as a use case works on it: what is known, and what the score is made from.
#[derive(Clone, Debug)]
pub struct Lead {
    /// What lists show.
    pub summary: LeadSummary,
    /// Pages viewed.
    pub page_views: i32,
    /// Seconds spent on the site.
    pub seconds_on_site: i32,
    /// Forms sent.
    pub form_submissions: i32,
    /// Whether there was a conversation.
    pub had_conversation: bool,
    /// Whether the lead answered within an hour.
    pub answered_within_hour: bool,
    /// Where they came from the last time.
    pub touch: Touch,
    /// When they were last heard of.
    pub heard_at: DateTime<Utc>,
}

/// Where a new lead comes from.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    /// Through which site.
    pub site: SiteId,
    /// Which browser, where one is known.
    pub visitor: Option<VisitorId>,
    /// Where they came from the first time.
    pub first_touch: &'a Touch,
    /// Where they came from the last time.
    pub last_touch: &'a Touch,
    /// Free text of a form.
    pub notes: Option<&'a str>,
    /// What they agreed to.
    pub consent: Option<Consent<'a>>,
    /// What the form's questions were answered.
    pub answers: &'a [Answer],
}

/// A consent as it was given.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
    /// Which text; [`crate::forms::keep_consent_text`] has it.
    pub version: &'a str,
    /// In the words that were seen.
    pub text: &'a str,
    /// From which network address, where it is known.
    pub address: Option<&'a str>,
    /// With which browser, as it named itself.
    pub user_agent: Option<&'a str>,
}

/// Stores a new lead; the history of its score begins.
pub async fn insert(tx: &mut TenantTx, lead: &Lead, origin: &Origin<'_>) -> Result<(), StoreError> {
    let summary = &lead.summary;
    let consented_at = origin.consent.map(|_| summary.created_at);
    let answers = (!origin.answers.is_empty()).then_some(Json(origin.answers));
    sqlx::query!(
        "insert into lead (organization_id, id, site_id, visitor_id, industry, source, first_touch, last_touch, notes,
             consent_text, consented_at, consent_version, consent_address, consent_user_agent, form_answers,
             score, score_reasons, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, '[]', $16)",
        tx.organization().0,
        summary.id.0,
        origin.site.0,
        origin.visitor.map(|visitor| visitor.0),
        summary.industry as Industry,
        summary.source as LeadSource,
        Json(origin.first_touch) as _,
        Json(origin.last_touch) as _,
        origin.notes,
        origin.consent.map(|consent| consent.text),
        consented_at,
        origin.consent.map(|consent| consent.version),
        origin.consent.and_then(|consent| consent.address),
        origin.consent.and_then(|consent| consent.user_agent),
        answers as _,
        summary.created_at,
    )
    .execute(&mut **tx)
    .await?;
    save(tx, lead).await?;
    scores::note(tx, summary.id, &summary.score, summary.created_at).await
}

/// Writes what is known of a lead, its status, its owner and its score.
pub async fn save(tx: &mut TenantTx, lead: &Lead) -> Result<(), StoreError> {
    let summary = &lead.summary;
    let Facts {
        contact,
        location,
        budget,
        timeline,
        company_size,
        decision_maker,
    } = &summary.facts;
    sqlx::query!(
        "update lead set name = $3, email = $4, phone = $5, company = $6, location = $7, budget_cents = $8,
             budget_currency = $9, budget_period = $10, timeline = $11, company_size = $12, decision_maker = $13,
             status = $14, assignee_id = $15, page_views = $16, seconds_on_site = $17, form_submissions = $18,
             had_conversation = $19, answered_within_hour = $20, score = $21, score_reasons = $22, last_touch = $23
         where organization_id = $1 and id = $2",
        tx.organization().0,
        summary.id.0,
        contact.name,
        contact.email.as_ref().map(Email::as_str),
        contact.phone.as_ref().map(Phone::as_str),
        contact.company,
        *location,
        budget.map(|budget| budget.amount.cents),
        budget.map(|budget| budget.amount.currency) as Option<Currency>,
        budget.map(|budget| budget.period) as Option<BudgetPeriod>,
        *timeline as Option<Timeline>,
        company_size.map(|size| i32::try_from(size).unwrap_or(i32::MAX)),
        *decision_maker,
        summary.status as LeadStatus,
        summary.assignee.map(|account| account.0),
        lead.page_views,
        lead.seconds_on_site,
        lead.form_submissions,
        lead.had_conversation,
        lead.answered_within_hour,
        i16::from(summary.score.value),
        Json(&summary.score.reasons) as _,
        Json(&lead.touch) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One lead, held until the transaction ends so that nobody else changes it in between. For one that was made part of
/// another it is that other one.
pub async fn lock(tx: &mut TenantTx, id: LeadId) -> Result<Option<Lead>, StoreError> {
    let mut id = id;
    loop {
        if let Some(lead) = lock_itself(tx, id).await? {
            return Ok(Some(lead));
        }
        match merges::survivor(tx, id).await? {
            Some(kept) => id = kept,
            // Parted from it just now, or there never was one.
            None => return lock_itself(tx, id).await,
        }
    }
}

/// The same, but nothing for a lead that was made part of another.
pub async fn lock_itself(tx: &mut TenantTx, id: LeadId) -> Result<Option<Lead>, StoreError> {
    select_leads!(
        "where organization_id = $1 and id = $2 for update",
        tx.organization().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(LeadRow::into_lead)
    .transpose()
}

/// One lead; for one that was made part of another, that other one.
pub async fn find(tx: &mut TenantTx, id: LeadId) -> Result<Option<LeadSummary>, StoreError> {
    let id = merges::current(tx, id).await?;
    select_leads!(
        "where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?
    .map(LeadRow::into_summary)
    .transpose()
}

/// The best leads since a moment.
pub async fn best_since(
    tx: &mut TenantTx,
    since: DateTime<Utc>,
    most: i64,
) -> Result<Vec<LeadSummary>, StoreError> {
    let rows = select_leads!(
        "where organization_id = $1 and created_at >= $2 order by score desc, created_at desc, id desc limit $3",
        tx.organization().0,
        since,
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(LeadRow::into_summary).collect()
}

/// Gives a lead to a member or to nobody; tells whether that is news.
pub async fn assign(
    tx: &mut TenantTx,
    id: LeadId,
    to: Option<AccountId>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update lead set assignee_id = $3 where organization_id = $1 and id = $2 and assignee_id is distinct from $3
             and ($3::uuid is null or exists (select from membership where organization_id = $1 and account_id = $3))",
        tx.organization().0,
        id.0,
        to.map(|account| account.0),
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Where the oldest lead of the same e-mail address or phone number came from the first time: what counts as the first touch of
/// a person who comes again, also from another browser.
pub async fn first_touch_of(
    tx: &mut TenantTx,
    contact: &Contact,
) -> Result<Option<Touch>, StoreError> {
    let touch = sqlx::query_scalar!(
        r#"select first_touch as "touch!: Json<Touch>" from (
               (select first_touch, created_at from lead where organization_id = $1 and email = $2
                    order by created_at limit 1)
               union all
               (select first_touch, created_at from lead where organization_id = $1 and phone = $3
                    order by created_at limit 1)
           ) earlier order by created_at limit 1"#,
        tx.organization().0,
        contact.email.as_ref().map(Email::as_str),
        contact.phone.as_ref().map(Phone::as_str),
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(touch.map(|touch| touch.0))
}

/// Where a lead came from the first and the last time.
pub async fn touches(tx: &mut TenantTx, id: LeadId) -> Result<(Touch, Touch), StoreError> {
    let row = sqlx::query!(
        r#"select first_touch as "first: Json<Touch>", last_touch as "last: Json<Touch>"
           from lead where organization_id = $1 and id = $2"#,
        tx.organization().0,
        id.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.first.0, row.last.0))
}

/// What a lead's form said beside the facts.
pub async fn sent_form(tx: &mut TenantTx, id: LeadId) -> Result<SentForm, StoreError> {
    let row = sqlx::query!(
        r#"select consent_text, consented_at, consent_version, consent_address, consent_user_agent,
               form_answers as "answers: Json<Vec<Answer>>"
           from lead where organization_id = $1 and id = $2"#,
        tx.organization().0,
        id.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    let consent = row.consent_text.zip(row.consented_at);
    Ok(SentForm {
        answers: row.answers.map(|answers| answers.0).unwrap_or_default(),
        consent: consent.map(|(text, at)| GivenConsent {
            text,
            at,
            version: row.consent_version,
            address: row.consent_address,
            user_agent: row.consent_user_agent,
        }),
    })
}

/// Adds an entry to a lead's timeline.
pub async fn note_activity(
    tx: &mut TenantTx,
    lead: LeadId,
    kind: ActivityKind,
    detail: &str,
    actor: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into lead_activity (organization_id, id, lead_id, kind, detail, actor_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tx.organization().0,
        ActivityId::generate(now).0,
        lead.0,
        kind as ActivityKind,
        detail,
        actor.map(|account| account.0),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A lead's timeline: the last 200 entries, the newest first.
pub async fn timeline(tx: &mut TenantTx, lead: LeadId) -> Result<Vec<Activity>, StoreError> {
    Ok(sqlx::query_as!(
        Activity,
        r#"select id as "id: ActivityId", kind as "kind: ActivityKind", detail, created_at as at
           from lead_activity where organization_id = $1 and lead_id = $2
           order by created_at desc, id desc limit 200"#,
        tx.organization().0,
        lead.0,
    )
    .fetch_all(&mut **tx)
    .await?)
}
