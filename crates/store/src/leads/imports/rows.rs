//! The rows of an import: those that become leads, and those that can't.

use beckon_domain::attribution::Touch;
use beckon_domain::contact::{Email, Phone};
use beckon_domain::id::{AccountId, ActivityId, LeadId, LeadImportId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, LeadSource, LeadStatus, Timeline};
use beckon_domain::lead_import::Problem;
use beckon_domain::money::Currency;
use beckon_domain::score::Reason;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

use crate::leads::Lead;
use crate::leads::row::{LeadRow, select_leads};
use crate::{StoreError, TenantTx};

/// A lead of a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The lead.
    pub lead: Lead,
    /// Free text.
    pub notes: Option<String>,
    /// In which row it stood.
    pub row: u32,
}

/// Who is a lead already.
#[derive(Clone, Debug)]
pub struct Known {
    /// Which.
    pub id: LeadId,
    /// Their address.
    pub email: Option<String>,
    /// Their number.
    pub phone: Option<String>,
}

/// A row that can't be a lead.
#[derive(Clone, Debug)]
pub struct BadRow {
    /// Its number.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with it, in sentences.
    pub reasons: String,
}

impl BadRow {
    /// A row with its problems.
    pub fn new(row: u32, cells: Vec<String>, problems: &[Problem], header: &[String]) -> Self {
        let sentences: Vec<_> = problems
            .iter()
            .map(|problem| problem.sentence(header))
            .collect();
        Self {
            row,
            cells,
            reasons: sentences.join(" "),
        }
    }
}

/// Leads with one of these addresses or numbers, the oldest first.
pub async fn known(
    tx: &mut TenantTx,
    emails: &[String],
    phones: &[String],
) -> Result<Vec<Known>, StoreError> {
    Ok(sqlx::query_as!(
        Known,
        r#"select id as "id!: LeadId", email, phone from (
               select id, email, phone, created_at from lead where organization_id = $1 and email = any($2)
               union
               select id, email, phone, created_at from lead where organization_id = $1 and phone = any($3)
           ) known order by created_at, id"#,
        tx.organization().0,
        emails,
        phones,
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Some leads, held until the transaction ends.
pub async fn lock(tx: &mut TenantTx, ids: &[LeadId]) -> Result<Vec<Lead>, StoreError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = select_leads!(
        "where organization_id = $1 and id = any($2) order by id for update",
        tx.organization().0,
        &ids,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().map(LeadRow::into_lead).collect()
}

/// Writes new leads, what their timelines begin with, and the history of their scores: in one statement.
pub async fn insert_leads(
    tx: &mut TenantTx,
    import: LeadImportId,
    leads: &[Imported],
    file: &str,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows: Vec<Value> = leads.iter().map(|lead| fields(lead, file, now)).collect();
    let touch = Touch::default();
    sqlx::query!(
        "with new as materialized (
             select * from jsonb_to_recordset($2) as new (id uuid, activity uuid, detail text, name text, email text,
                 phone text, company text, location text, cents bigint, currency currency, period budget_period,
                 timeline timeline, size integer, decides boolean, industry industry, status lead_status, assignee uuid,
                 notes text, score smallint, reasons jsonb, at timestamptz)),
         written as (
             insert into lead (organization_id, id, import_id, name, email, phone, company, location, budget_cents,
                 budget_currency, budget_period, timeline, company_size, decision_maker, industry, source, status,
                 assignee_id, assigned_at, first_touch, last_touch, notes, score, score_reasons, created_at)
             select $1, id, $3, name, email, phone, company, location, cents, currency, period, timeline, size, decides,
                 industry, 'import', status, assignee, case when assignee is not null then $5::timestamptz end, $4, $4, notes,
                 score, reasons, at
             from new),
         told as (
             insert into lead_activity (organization_id, id, lead_id, kind, detail, actor_id, created_at)
             select $1, activity, id, 'created', detail, $6, $5::timestamptz from new)
         insert into lead_score (organization_id, lead_id, scored_at, value, reasons, cause)
         select $1, id, $5::timestamptz, score, reasons, 'activity' from new",
        tx.organization().0,
        Json(&rows) as _,
        import.0,
        Json(&touch) as _,
        now,
        by.map(|account| account.0),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn fields(imported: &Imported, file: &str, now: DateTime<Utc>) -> Value {
    let summary = &imported.lead.summary;
    let facts = &summary.facts;
    let contact = &facts.contact;
    json!({
        "id": summary.id,
        "activity": ActivityId::generate(now),
        "detail": format!("{file}, row {}", imported.row),
        "name": contact.name,
        "email": contact.email.as_ref().map(Email::as_str),
        "phone": contact.phone.as_ref().map(Phone::as_str),
        "company": contact.company,
        "location": facts.location,
        "cents": facts.budget.map(|budget| budget.amount.cents),
        "currency": facts.budget.map(|budget| budget.amount.currency),
        "period": facts.budget.map(|budget| budget.period),
        "timeline": facts.timeline,
        "size": facts.company_size,
        "decides": facts.decision_maker,
        "industry": summary.industry,
        "status": summary.status,
        "assignee": summary.assignee,
        "notes": imported.notes,
        "score": summary.score.value,
        "reasons": summary.score.reasons,
        "at": summary.created_at,
    })
}

/// Keeps rows that can't be leads.
pub async fn keep_bad_rows(
    tx: &mut TenantTx,
    import: LeadImportId,
    rows: &[BadRow],
) -> Result<(), StoreError> {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "row": row.row, "cells": row.cells, "reasons": row.reasons }))
        .collect();
    sqlx::query!(
        r#"insert into lead_import_row (organization_id, import_id, row_number, cells, reasons)
           select $1, $2, "row", cells, reasons
           from jsonb_to_recordset($3) as bad ("row" integer, cells text[], reasons text)"#,
        tx.organization().0,
        import.0,
        Json(&rows) as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The next rows that can't be leads.
pub async fn bad_rows(
    tx: &mut TenantTx,
    import: LeadImportId,
    after: u32,
    most: i64,
) -> Result<Vec<BadRow>, StoreError> {
    let rows = sqlx::query!(
        "select row_number, cells, reasons from lead_import_row
         where organization_id = $1 and import_id = $2 and row_number > $3 order by row_number limit $4",
        tx.organization().0,
        import.0,
        i32::try_from(after).unwrap_or(i32::MAX),
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.into_iter().map(|row| BadRow {
        row: row.row_number.unsigned_abs(),
        cells: row.cells,
        reasons: row.reasons,
    });
    Ok(rows.collect())
}

/// Removes the next leads of an import that nobody did anything with since; tells after which to go on, if there were any.
pub async fn remove_untouched(
    tx: &mut TenantTx,
    import: LeadImportId,
    after: Option<LeadId>,
    most: i32,
) -> Result<Option<LeadId>, StoreError> {
    let gone = sqlx::query!(
        r#"select last as "last: LeadId", removed as "removed!"
           from remove_imported_leads($1, $2, $3)"#,
        import.0,
        after.map_or(Uuid::nil(), |lead| lead.0),
        most,
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        "update lead_import set removed = removed + $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        import.0,
        gone.removed,
    )
    .execute(&mut **tx)
    .await?;
    Ok(gone.last)
}
