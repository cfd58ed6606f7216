//! Lists of leads, as they are narrowed and sorted. What is asked for becomes a statement of its own, so that each is
//! planned for what it is; every value in it is a parameter.

mod statement;

use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::lead::LeadSummary;
use beckon_domain::lead_list::{Cursor, LeadQuery, SortKey, SortValue};
use beckon_domain::search::Query;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use self::statement::Statement;
use super::row::LeadRow;
use crate::{StoreError, TenantTx};

/// Up to so many leads that a search finds are sorted where they are; where there are more, they are met soon enough on
/// the way through the list.
const FOUND_MAX: i32 = 10_000;

/// Fewer digits than this would be found everywhere.
const DIGITS_MIN: usize = 4;

/// A number with so many digits is a whole one.
const NATIONAL_MIN: usize = 8;

const COLUMNS: &str = "lead.id, name, email, phone, company, location, budget_cents, budget_currency, budget_period,
    timeline, company_size, decision_maker, industry, source, status, assignee_id, page_views, seconds_on_site,
    form_submissions, had_conversation, answered_within_hour, score, score_reasons, last_touch as touch, created_at, ";

/// When they were last heard of; the same as in `select_leads`.
const HEARD_AT: &str = "greatest(created_at, last_contact_at, (select last_seen_at from visitor
    where visitor.organization_id = lead.organization_id and visitor.id = visitor_id))";

/// A lead and its place in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The lead.
    pub summary: LeadSummary,
    /// Its place.
    pub place: Cursor,
}

#[derive(sqlx::FromRow)]
struct ListRow {
    #[sqlx(flatten)]
    lead: LeadRow,
    title_key: String,
    status_rank: i16,
}

impl ListRow {
    fn into_listed(self, key: SortKey) -> Result<Listed, StoreError> {
        let value = match key {
            SortKey::Arrived => SortValue::Arrived,
            SortKey::Title => SortValue::Title(self.title_key),
            SortKey::Score => SortValue::Number(self.lead.score),
            SortKey::Status => SortValue::Number(self.status_rank),
        };
        let place = Cursor {
            value,
            created_at: self.lead.created_at,
            id: LeadId(self.lead.id),
        };
        Ok(Listed {
            summary: self.lead.into_summary()?,
            place,
        })
    }
}

/// For whom a list is made, and when.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    /// Whose leads are *mine*.
    pub account: AccountId,
    /// Up to when days count.
    pub now: DateTime<Utc>,
}

/// The page that a query asks for, at most `most` leads of it.
pub async fn matching(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    most: i64,
) -> Result<Vec<Listed>, StoreError> {
    let select = format!("select {COLUMNS}{HEARD_AT} as heard_at, title_key, status_rank");
    let mut statement = narrowed(tx, query, viewer, select).await?;
    statement.follow(query);
    statement.order(query);
    statement.sql.push(" limit ").push_bind(most);
    let rows: Vec<ListRow> = statement.sql.build_query_as().fetch_all(&mut **tx).await?;
    let key = query.sort.key;
    rows.into_iter().map(|row| row.into_listed(key)).collect()
}

/// The first `most` leads of the whole list that a query asks for, from its beginning.
pub async fn ids_matching(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    most: i64,
) -> Result<Vec<LeadId>, StoreError> {
    let mut statement = narrowed(tx, query, viewer, "select lead.id").await?;
    statement.order(query);
    statement.sql.push(" limit ").push_bind(most);
    let ids: Vec<Uuid> = statement
        .sql
        .build_query_scalar()
        .fetch_all(&mut **tx)
        .await?;
    Ok(ids.into_iter().map(LeadId).collect())
}

/// Whether there is anything that a query finds.
pub async fn any_matching(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
) -> Result<bool, StoreError> {
    let mut statement = narrowed(tx, query, viewer, "select exists (select").await?;
    statement.sql.push(")");
    Ok(statement
        .sql
        .build_query_scalar()
        .fetch_one(&mut **tx)
        .await?)
}

/// A statement on all leads that a query finds, of which `select` is the beginning.
async fn narrowed(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    select: impl Into<String>,
) -> Result<Statement, StoreError> {
    let found = search(tx, &query.search).await?;
    let mut statement = Statement::new(select);
    statement
        .sql
        .push(" from lead where lead.organization_id = ");
    statement.sql.push_bind(tx.organization().0);
    statement.narrow(query, &found, viewer);
    Ok(statement)
}

/// What a search comes to.
enum Found {
    /// All leads: nothing was searched for.
    All,
    /// These.
    These(Vec<Uuid>),
    /// More than are worth naming: those with these words, or whose number ends in these digits.
    Many { words: String, digits: String },
}

async fn search(tx: &mut TenantTx, typed: &str) -> Result<Found, StoreError> {
    if typed.trim().is_empty() {
        return Ok(Found::All);
    }
    let words = Query::parse(typed).map_or_else(String::new, |query| query.to_tsquery());
    let digits = digits(typed);
    let ids = sqlx::query_scalar!(
        r#"select lead_id as "lead!" from search_leads(nullif($1::text, '')::tsquery, $2, $3)"#,
        words,
        digits,
        FOUND_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    let is_all = ids.len() < usize::try_from(FOUND_MAX).unwrap_or_default();
    Ok(if is_all {
        Found::These(ids)
    } else {
        Found::Many { words, digits }
    })
}

/// The digits of a telephone number, or of its end; empty for anything else.
fn digits(typed: &str) -> String {
    let is_number = typed
        .chars()
        .all(|c| c.is_ascii_digit() || " +-./()".contains(c));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        _ if !is_number || digits.len() < DIGITS_MIN => String::new(),
        // Inside a country a nought stands for its code.
        Some(inside) if digits.len() >= NATIONAL_MIN => inside.to_owned(),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_by_its_end() {
        assert_eq!(digits("(512) 555-0101"), "5125550101");
        assert_eq!(digits("030 1234567"), "301234567");
        assert_eq!(digits("0101"), "0101");
        for none in ["555", "agent 47", "a@b.example", ""] {
            assert_eq!(digits(none), "", "{none}");
        }
    }
}
