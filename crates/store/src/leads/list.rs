//! Lists of leads, as they are narrowed and sorted. What is asked for becomes a statement of its own, so that each is
//! planned for what it is; every value in it is a parameter.

mod statement;
mod texts;

use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::lead::LeadSummary;
use beckon_domain::lead_list::{Cursor, LeadQuery, SortKey, SortValue};
use beckon_domain::search::Query;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use self::statement::Statement;
use super::row::LeadRow;
use crate::{StoreError, TenantTx};

/// Up to so many leads that an index finds are named.
const FOUND_MAX: i32 = 10_000;

/// So many leads are looked at along the list's order before an index is asked for those with certain words or texts: where a
/// page is full by then, it is no use.
const NEAR: i64 = 1_500;

/// Where one lead in so many of those was found, a page is met farther along.
const NEAR_SHARE: i64 = 20;

/// How far.
const FAR: i64 = 25_000;

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
    let key = query.sort.key;
    let rows: Vec<ListRow> = if let Some(rows) = nearby(tx, query, viewer, &select, most).await? {
        rows
    } else {
        let mut statement = narrowed(tx, query, viewer, select).await?;
        statement.follow(query);
        statement.order(query);
        statement.sql.push(" limit ").push_bind(most);
        statement.sql.build_query_as().fetch_all(&mut **tx).await?
    };
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

/// How many leads a query finds, at most `most`.
pub async fn count_matching(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    most: i64,
) -> Result<i64, StoreError> {
    let begin = "select count(*) from (select 1";
    let mut statement = narrowed(tx, &query.first_page(), viewer, begin).await?;
    statement.sql.push(" limit ").push_bind(most);
    statement.sql.push(") found");
    let count = statement.sql.build_query_scalar();
    Ok(count.fetch_one(&mut **tx).await?)
}

/// Whether there is anything that a query finds.
pub async fn any_matching(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
) -> Result<bool, StoreError> {
    let first = matching(tx, &query.first_page(), viewer, 1).await?;
    Ok(!first.is_empty())
}

/// A page whose words and texts so many leads have that it is met along the list's order, without an index of them.
async fn nearby(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    select: &str,
    most: i64,
) -> Result<Option<Vec<ListRow>>, StoreError> {
    let search = Search::read(&query.search);
    if search.is_none() && texts::ways(query).is_empty() {
        return Ok(None);
    }
    for among in [NEAR, FAR] {
        let mut statement = Statement::new(select);
        statement
            .sql
            .push(" from (select * from lead where organization_id = ");
        statement.sql.push_bind(tx.organization().0);
        statement.follow(query);
        statement.order(query);
        statement.sql.push(" limit ").push_bind(among);
        statement.sql.push(") lead where true");
        if let Some(search) = &search {
            statement.search(search);
        }
        statement.narrow(query, viewer);
        statement.order(query);
        statement.sql.push(" limit ").push_bind(most);
        let rows: Vec<ListRow> = statement.sql.build_query_as().fetch_all(&mut **tx).await?;
        let found = i64::try_from(rows.len()).unwrap_or(most);
        if found == most {
            return Ok(Some(rows));
        }
        if found == 0 || found < most / NEAR_SHARE {
            break;
        }
    }
    Ok(None)
}

/// A statement on all leads that a query finds, of which `select` is the beginning.
async fn narrowed(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    select: impl Into<String>,
) -> Result<Statement, StoreError> {
    let mut statement = Statement::new(select);
    statement
        .sql
        .push(" from lead where lead.organization_id = ");
    statement.sql.push_bind(tx.organization().0);
    let mut is_few = false;
    if let Some(search) = Search::read(&query.search) {
        let found = searched(tx, &search).await?;
        is_few = matches!(found, Found::These(_));
        match found {
            Found::These(_) => statement.found(&found),
            Found::All => statement.searched(&search),
        }
    }
    if !is_few {
        statement.found(&with_texts(tx, query).await?);
    }
    statement.narrow(query, viewer);
    Ok(statement)
}

/// The leads whose texts are as the criteria want them, where these are few.
async fn with_texts(tx: &mut TenantTx, query: &LeadQuery) -> Result<Found, StoreError> {
    let ways = texts::ways(query);
    if ways.is_empty() {
        return Ok(Found::All);
    }
    let most = usize::try_from(FOUND_MAX).unwrap_or_default();
    let mut all = Vec::new();
    for patterns in ways {
        let ids = sqlx::query_scalar!(
            r#"select lead_id as "lead!" from leads_with($1, $2)"#,
            &patterns,
            FOUND_MAX,
        )
        .fetch_all(&mut **tx)
        .await?;
        all.extend(ids);
        if all.len() >= most {
            return Ok(Found::All);
        }
    }
    Ok(Found::These(all))
}

/// What an index finds.
enum Found {
    /// These.
    These(Vec<Uuid>),
    /// More than are worth naming.
    All,
}

/// What was typed to search for: words, or the digits in which a number ends.
struct Search {
    /// As `tsquery`; empty where there are none.
    words: String,
    /// What the texts of a lead with these words are like.
    patterns: Vec<String>,
    /// Empty where it is no number.
    digits: String,
}

impl Search {
    fn read(typed: &str) -> Option<Self> {
        if typed.trim().is_empty() {
            return None;
        }
        let query = Query::parse(typed);
        let words = query.as_ref().map_or_else(String::new, Query::to_tsquery);
        let folded = query.iter().flat_map(Query::words);
        Some(Self {
            patterns: folded.map(texts::containing).collect(),
            words,
            digits: digits(typed),
        })
    }
}

async fn searched(tx: &mut TenantTx, search: &Search) -> Result<Found, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"select lead_id as "lead!" from search_leads(nullif($1::text, '')::tsquery, $2, $3)"#,
        search.words,
        search.digits,
        FOUND_MAX,
    )
    .fetch_all(&mut **tx)
    .await?;
    let is_all = ids.len() < usize::try_from(FOUND_MAX).unwrap_or_default();
    Ok(if is_all {
        Found::These(ids)
    } else {
        Found::All
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
