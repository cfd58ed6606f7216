//! Lists of leads, as they are narrowed and sorted. What is asked for becomes a statement of its own, so that each is
//! planned for what it is; every value in it is a parameter.

use beckon_domain::condition::{Condition, Field, Kind, Operator};
use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::lead::{LeadStatus, LeadSummary};
use beckon_domain::lead_list::{
    Criterion, Cursor, Direction, FilterField, LeadQuery, SortKey, SortValue, Who,
};
use beckon_domain::search::{Query, fold};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::row::LeadRow;
use crate::{StoreError, TenantTx};

/// Up to so many leads that a search finds are sorted where they are; where there are more, they are met soon enough on
/// the way through the list.
const FOUND_MAX: i32 = 10_000;

/// Fewer digits than this would be found everywhere.
const DIGITS_MIN: usize = 4;

/// A number with so many digits is a whole one.
const NATIONAL_MIN: usize = 8;

/// Days ago from which on it makes no difference.
const DAYS_MAX: i64 = 400_000;

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
    let found = search(tx, &query.search).await?;
    let mut statement = Statement::new(format!(
        "select {COLUMNS}{HEARD_AT} as heard_at, title_key, status_rank from lead where lead.organization_id = "
    ));
    statement.sql.push_bind(tx.organization().0);
    statement.narrow(query, &found, viewer);
    statement.follow(query);
    statement.order(query);
    statement.sql.push(" limit ").push_bind(most);
    let rows: Vec<ListRow> = statement.sql.build_query_as().fetch_all(&mut **tx).await?;
    let key = query.sort.key;
    rows.into_iter().map(|row| row.into_listed(key)).collect()
}

/// Whether there is anything that a query finds.
pub async fn any_matching(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
) -> Result<bool, StoreError> {
    let found = search(tx, &query.search).await?;
    let mut statement =
        Statement::new("select exists (select from lead where lead.organization_id = ");
    statement.sql.push_bind(tx.organization().0);
    statement.narrow(query, &found, viewer);
    statement.sql.push(")");
    Ok(statement
        .sql
        .build_query_scalar()
        .fetch_one(&mut **tx)
        .await?)
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

struct Statement {
    sql: QueryBuilder<Postgres>,
}

impl Statement {
    fn new(begin: impl Into<String>) -> Self {
        Self {
            sql: QueryBuilder::new(begin),
        }
    }

    /// Of criteria that say what one field is, any is enough; all others hold at once.
    fn narrow(&mut self, query: &LeadQuery, found: &Found, viewer: Viewer) {
        self.found(found);
        let is_choice = |criterion: &&Criterion| criterion.operator() == Operator::Equals;
        let mut chosen: Vec<FilterField> = Vec::new();
        for criterion in &query.criteria {
            let field = criterion.field();
            if !is_choice(&criterion) {
                self.sql.push(" and (");
                self.criterion(criterion, viewer);
                self.sql.push(")");
            } else if !chosen.contains(&field) {
                chosen.push(field);
                let same = query.criteria.iter().filter(|other| other.field() == field);
                let mut before = " and ((";
                for criterion in same.filter(is_choice) {
                    self.sql.push(before);
                    self.criterion(criterion, viewer);
                    before = ") or (";
                }
                self.sql.push("))");
            }
        }
    }

    fn found(&mut self, found: &Found) {
        match found {
            Found::All => {}
            Found::These(ids) => {
                self.sql.push(" and lead.id = any(");
                self.sql.push_bind(ids.clone()).push(")");
            }
            Found::Many { words, digits } => {
                self.sql
                    .push(" and (lead_words(name, email, phone, company) @@ nullif(");
                self.sql.push_bind(words.clone());
                self.sql.push("::text, '')::tsquery");
                if !digits.is_empty() {
                    self.sql.push(" or right(phone, length(");
                    self.sql.push_bind(digits.clone()).push(")) = ");
                    self.sql.push_bind(digits.clone());
                }
                self.sql.push(")");
            }
        }
    }

    fn criterion(&mut self, criterion: &Criterion, viewer: Viewer) {
        match criterion {
            Criterion::Fact(condition) => self.condition(condition, viewer.now),
            Criterion::Score(operator, number) => self.number("score", *operator, *number),
            Criterion::DaysHere(operator, days) => {
                self.days("created_at", *operator, *days, viewer.now);
            }
            Criterion::Arrived(operator, day) => self.arrived(*operator, *day),
            Criterion::Consent(true) => _ = self.sql.push("consented_at is not null"),
            Criterion::Consent(false) => _ = self.sql.push("consented_at is null"),
            Criterion::Assignee(Operator::IsKnown, _) => {
                self.sql.push("assignee_id is not null");
            }
            Criterion::Assignee(_, None) => _ = self.sql.push("assignee_id is null"),
            Criterion::Assignee(_, Some(who)) => {
                let account = match who {
                    Who::Me => viewer.account,
                    Who::Member(account) => *account,
                };
                self.sql.push("assignee_id = ").push_bind(account.0);
            }
        }
    }

    fn condition(&mut self, condition: &Condition, now: DateTime<Utc>) {
        let (field, operator) = (condition.field(), condition.operator());
        let column = column(field);
        match (operator, field.kind(), condition.number()) {
            (Operator::IsKnown, Kind::Text, _) => {
                self.sql.push(format_args!("plain_text({column}) <> ''"));
            }
            (Operator::IsUnknown, Kind::Text, _) => {
                self.sql
                    .push(format_args!("coalesce(plain_text({column}), '') = ''"));
            }
            (Operator::IsKnown, ..) => _ = self.sql.push(format_args!("{column} is not null")),
            (Operator::IsUnknown, ..) => _ = self.sql.push(format_args!("{column} is null")),
            (_, Kind::Number, Some(number)) if field == Field::DaysQuiet => {
                self.days(column, operator, number, now);
            }
            (_, Kind::Number, number) => self.number(column, operator, number.unwrap_or_default()),
            (_, Kind::Flag, _) => {
                let not = if condition.value() == "yes" {
                    ""
                } else {
                    "not "
                };
                self.sql.push(format_args!("{not}{column}"));
            }
            (_, Kind::Choice, _) => self.choice(field, operator, condition.value()),
            (_, Kind::Text, _) => self.text(column, operator, condition.value()),
        }
    }

    fn text(&mut self, column: &str, operator: Operator, value: &str) {
        let value = fold(value);
        let known = format!("nullif(plain_text({column}), '')");
        match operator {
            Operator::Equals => self.sql.push(format_args!("{known} = ")).push_bind(value),
            Operator::NotEquals => self.sql.push(format_args!("{known} <> ")).push_bind(value),
            _ => {
                let is_in = if operator == Operator::Contains {
                    ">"
                } else {
                    "="
                };
                self.sql.push("position(").push_bind(value);
                self.sql.push(format_args!(" in {known}) {is_in} 0"))
            }
        };
    }

    fn choice(&mut self, field: Field, operator: Operator, value: &str) {
        let sign = if operator == Operator::NotEquals {
            "<>"
        } else {
            "="
        };
        // Where a status stands among all is a number, which an index may be asked for.
        let status = LeadStatus::ALL
            .iter()
            .position(|status| field == Field::Status && status.as_str() == value);
        if let Some(rank) = status.and_then(|at| i16::try_from(at + 1).ok()) {
            self.sql
                .push(format_args!("status_rank {sign} "))
                .push_bind(rank);
            return;
        }
        let column = column(field);
        let of_type = match field {
            Field::Source => "lead_source",
            // The others are called like their types.
            _ => column,
        };
        self.sql.push(format_args!("{column} {sign} "));
        self.sql.push_bind(value.to_owned());
        self.sql.push(format_args!("::text::{of_type}"));
    }

    fn number(&mut self, column: &str, operator: Operator, number: i64) {
        let sign = match operator {
            Operator::GreaterThan => ">",
            Operator::LessThan => "<",
            Operator::NotEquals => "<>",
            _ => "=",
        };
        self.sql
            .push(format_args!("{column} {sign} "))
            .push_bind(number);
    }

    /// How many whole days ago `column` was: as bounds of the column itself, for the index.
    fn days(&mut self, column: &str, operator: Operator, days: i64, now: DateTime<Utc>) {
        let ago = |days: i64| now - TimeDelta::days(days.clamp(0, DAYS_MAX));
        match operator {
            Operator::GreaterThan | Operator::NotEquals if days < 0 => _ = self.sql.push("true"),
            Operator::LessThan if days <= 0 => _ = self.sql.push("false"),
            Operator::Equals if days < 0 => _ = self.sql.push("false"),
            Operator::GreaterThan => {
                self.sql
                    .push(format_args!("{column} <= "))
                    .push_bind(ago(days + 1));
            }
            Operator::LessThan => {
                self.sql
                    .push(format_args!("{column} > "))
                    .push_bind(ago(days));
            }
            operator => {
                let not = if operator == Operator::NotEquals {
                    "not "
                } else {
                    ""
                };
                self.sql
                    .push(format_args!("{not}({column} > "))
                    .push_bind(ago(days + 1));
                // What is yet to come is today.
                if days > 0 {
                    self.sql
                        .push(format_args!(" and {column} <= "))
                        .push_bind(ago(days));
                }
                self.sql.push(")");
            }
        }
    }

    fn arrived(&mut self, operator: Operator, day: NaiveDate) {
        let begin = day.and_time(NaiveTime::MIN).and_utc();
        let end = begin + Days::new(1);
        match operator {
            Operator::GreaterThan => self.sql.push("created_at >= ").push_bind(end),
            Operator::LessThan => self.sql.push("created_at < ").push_bind(begin),
            _ => {
                self.sql.push("created_at >= ").push_bind(begin);
                self.sql.push(" and created_at < ").push_bind(end)
            }
        };
    }

    /// What comes after the last lead of the page before.
    fn follow(&mut self, query: &LeadQuery) {
        let Some(after) = &query.after else { return };
        let sign = match query.sort.direction {
            Direction::Ascending => ">",
            Direction::Descending => "<",
        };
        match (sort_column(query.sort.key), &after.value) {
            (Some(column), SortValue::Title(title)) => {
                self.sql.push(format_args!(
                    " and ({column}, created_at, lead.id) {sign} ("
                ));
                self.sql.push_bind(title.clone()).push(", ");
            }
            (Some(column), SortValue::Number(number)) => {
                self.sql.push(format_args!(
                    " and ({column}, created_at, lead.id) {sign} ("
                ));
                self.sql.push_bind(*number).push(", ");
            }
            _ => {
                let start = format_args!(" and (created_at, lead.id) {sign} (");
                self.sql.push(start);
            }
        }
        self.sql.push_bind(after.created_at).push(", ");
        self.sql.push_bind(after.id.0).push(")");
    }

    fn order(&mut self, query: &LeadQuery) {
        let direction = match query.sort.direction {
            Direction::Ascending => "asc",
            Direction::Descending => "desc",
        };
        self.sql.push(" order by ");
        if let Some(column) = sort_column(query.sort.key) {
            self.sql.push(format_args!("{column} {direction}, "));
        }
        self.sql
            .push(format_args!("created_at {direction}, lead.id {direction}"));
    }
}

const fn sort_column(key: SortKey) -> Option<&'static str> {
    match key {
        SortKey::Arrived => None,
        SortKey::Title => Some("title_key"),
        SortKey::Score => Some("score"),
        SortKey::Status => Some("status_rank"),
    }
}

/// Where a field is kept.
const fn column(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Company => "company",
        Field::Location => "location",
        Field::Industry => "industry",
        Field::Source => "source",
        Field::Status => "status",
        Field::Timeline => "timeline",
        // Whole units a month, as domain::lead::Budget and conditions count them.
        Field::Budget => {
            "(case budget_period when 'month' then budget_cents when 'year' then budget_cents / 12 end / 100)"
        }
        Field::CompanySize => "company_size",
        Field::DecisionMaker => "decision_maker",
        Field::PageViews => "page_views",
        Field::MinutesOnSite => "(seconds_on_site / 60)",
        Field::FormSubmissions => "form_submissions",
        Field::HadConversation => "had_conversation",
        Field::AnsweredWithinHour => "answered_within_hour",
        Field::DaysQuiet => HEARD_AT,
        Field::CampaignSource => "(last_touch ->> 'source')",
        Field::Medium => "(last_touch ->> 'medium')",
        Field::Campaign => "(last_touch ->> 'campaign')",
        Field::Keyword => "(last_touch ->> 'keyword')",
        Field::Referrer => "(last_touch ->> 'referrer')",
        Field::LandingPage => "(last_touch ->> 'landing_page')",
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
