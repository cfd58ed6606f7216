//! The statement of a list: every word of it is ours, every value a parameter.

use beckon_domain::condition::{Condition, Field, Kind, Operator};
use beckon_domain::lead_list::{
    Criterion, Direction, FilterField, LeadQuery, SortKey, SortValue, Who,
};
use beckon_domain::search::fold;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use sqlx::{Postgres, QueryBuilder};

use super::texts::{pattern, place};
use super::{Found, HEARD_AT, Search, Viewer};

/// Days ago from which on it makes no difference.
const DAYS_MAX: i64 = 400_000;

/// Visitors of so many days are few enough to be looked up first.
const RECENT_MAX: i64 = 8;

/// A list on its way to the database.
pub(super) struct Statement {
    pub(super) sql: QueryBuilder<Postgres>,
}

impl Statement {
    pub(super) fn new(begin: impl Into<String>) -> Self {
        Self {
            sql: QueryBuilder::new(begin),
        }
    }

    /// Of criteria that say what one field is, any is enough; all others hold at once.
    pub(super) fn narrow(&mut self, query: &LeadQuery, viewer: Viewer) {
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

    pub(super) fn found(&mut self, found: &Found) {
        match found {
            Found::All => {}
            Found::These(ids) => {
                self.sql.push(" and lead.id = any(");
                self.sql.push_bind(ids.clone()).push(")");
            }
        }
    }

    /// As a search finds them, by its index.
    pub(super) fn searched(&mut self, search: &Search) {
        self.sql
            .push(" and lead.id in (select lead_id from search_leads(nullif(");
        self.sql
            .push_bind(search.words.clone())
            .push("::text, '')::tsquery, ");
        self.sql.push_bind(search.digits.clone()).push(", null))");
    }

    /// As a search finds them, lead by lead.
    pub(super) fn search(&mut self, search: &Search) {
        self.sql.push(" and (");
        for pattern in &search.patterns {
            // Told much sooner than whether the words are the same.
            self.sql.push("texts like ").push_bind(pattern.clone());
            self.sql.push(" and ");
        }
        self.sql
            .push("lead_words(name, email, phone, company) @@ nullif(");
        self.sql.push_bind(search.words.clone());
        self.sql.push("::text, '')::tsquery");
        if !search.digits.is_empty() {
            self.sql.push(" or right(phone, length(");
            self.sql.push_bind(search.digits.clone()).push(")) = ");
            self.sql.push_bind(search.digits.clone());
        }
        self.sql.push(")");
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
            (_, Kind::Text, _) => self.text(condition),
            (Operator::IsKnown, ..) => _ = self.sql.push(format_args!("{column} is not null")),
            // Everybody was heard of when they arrived.
            (Operator::IsUnknown, ..) if field == Field::DaysQuiet => _ = self.sql.push("false"),
            (Operator::IsUnknown, ..) => _ = self.sql.push(format_args!("{column} is null")),
            (_, Kind::Number, Some(number)) if field == Field::DaysQuiet => {
                self.heard_within(operator, number, now);
                self.days(column, operator, number, now);
            }
            (_, Kind::Number, Some(number)) if field == Field::MinutesOnSite => {
                self.minutes(column, operator, number);
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
        }
    }

    fn text(&mut self, condition: &Condition) {
        let (Some(place), Some(pattern)) = (place(condition.field()), pattern(condition)) else {
            return;
        };
        let known = format!("nullif(split_part(texts, chr(31), {}), '')", 2 * place + 1);
        match condition.operator() {
            Operator::NotEquals => {
                self.sql
                    .push(format_args!("{known} is not null and texts not like "));
                self.sql.push_bind(pattern);
            }
            Operator::Contains => {
                self.sql.push("texts like ").push_bind(pattern);
                self.sql
                    .push(" and position(")
                    .push_bind(fold(condition.value()));
                self.sql.push(format_args!(" in {known}) > 0"));
            }
            Operator::NotContains => {
                self.sql
                    .push("position(")
                    .push_bind(fold(condition.value()));
                self.sql.push(format_args!(" in {known}) = 0"));
            }
            _ => _ = self.sql.push("texts like ").push_bind(pattern),
        }
    }

    /// A choice's place among all is a number, which an index may be asked for; what it isn't is any of the others.
    fn choice(&mut self, field: Field, operator: Operator, value: &str) {
        let is = |word: &str| (word == value) == (operator == Operator::Equals);
        let ranks: Vec<i16> = (1..)
            .zip(field.choices())
            .filter_map(|(rank, choice)| is(choice.word).then_some(rank))
            .collect();
        let column = column(field);
        if let [rank] = ranks[..] {
            // Not a list of one, whose rows an index would not give in order.
            self.sql.push(format_args!("{column} = ")).push_bind(rank);
        } else {
            self.sql.push(format_args!("{column} = any("));
            self.sql.push_bind(ranks).push(")");
        }
    }

    /// Whole minutes, of a column of seconds.
    fn minutes(&mut self, column: &str, operator: Operator, minutes: i64) {
        let (from, to) = (
            minutes.saturating_mul(60),
            minutes.saturating_add(1).saturating_mul(60),
        );
        match operator {
            Operator::GreaterThan => {
                self.sql.push(format_args!("{column} >= ")).push_bind(to);
            }
            Operator::LessThan => {
                self.sql.push(format_args!("{column} < ")).push_bind(from);
            }
            operator => {
                let not = if operator == Operator::NotEquals {
                    "not "
                } else {
                    ""
                };
                self.sql
                    .push(format_args!("{not}({column} >= "))
                    .push_bind(from);
                self.sql
                    .push(format_args!(" and {column} < "))
                    .push_bind(to);
                self.sql.push(")");
            }
        }
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

    /// What follows from days without a sign of life for columns that have an index.
    fn heard_within(&mut self, operator: Operator, days: i64, now: DateTime<Utc>) {
        let ago = |days: i64| now - TimeDelta::days(days.clamp(0, DAYS_MAX));
        let (since, until) = match operator {
            Operator::GreaterThan if days >= 0 => (None, Some(ago(days + 1))),
            Operator::LessThan if days > 0 => (Some((days, ago(days))), None),
            Operator::Equals if days > 0 => (Some((days + 1, ago(days + 1))), Some(ago(days))),
            Operator::Equals => (Some((1, ago(1))), None),
            _ => (None, None),
        };
        if let Some(until) = until {
            self.sql
                .push("created_at <= ")
                .push_bind(until)
                .push(" and ");
        }
        if let Some((_, since)) = since.filter(|(days, _)| *days <= RECENT_MAX) {
            self.sql.push("(created_at > ").push_bind(since);
            self.sql.push(" or last_contact_at > ").push_bind(since);
            self.sql.push(
                " or visitor_id = any(array(select id from visitor
                    where visitor.organization_id = current_organization() and last_seen_at > ",
            );
            self.sql.push_bind(since).push("))) and ");
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
    pub(super) fn follow(&mut self, query: &LeadQuery) {
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

    pub(super) fn order(&mut self, query: &LeadQuery) {
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

/// Where a field that is no text is kept.
const fn column(field: Field) -> &'static str {
    match field {
        Field::Industry => "industry_rank",
        Field::Source => "source_rank",
        Field::Status => "status_rank",
        Field::Timeline => "timeline_rank",
        Field::Budget => "budget_monthly",
        Field::CompanySize => "company_size",
        Field::DecisionMaker => "decision_maker",
        Field::PageViews => "page_views",
        Field::MinutesOnSite => "seconds_on_site",
        Field::FormSubmissions => "form_submissions",
        Field::HadConversation => "had_conversation",
        Field::AnsweredWithinHour => "answered_within_hour",
        Field::DaysQuiet => HEARD_AT,
        Field::Name
        | Field::Email
        | Field::Phone
        | Field::Company
        | Field::Location
        | Field::CampaignSource
        | Field::Medium
        | Field::Campaign
        | Field::Keyword
        | Field::Referrer
        | Field::LandingPage => "texts",
    }
}
