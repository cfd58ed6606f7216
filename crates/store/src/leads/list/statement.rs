//! The statement of a list: every word of it is ours, every value a parameter.

use beckon_domain::condition::{Condition, Field, Kind, Operator};
use beckon_domain::lead::LeadStatus;
use beckon_domain::lead_list::{
    Criterion, Direction, FilterField, LeadQuery, SortKey, SortValue, Who,
};
use beckon_domain::search::fold;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use sqlx::{Postgres, QueryBuilder};

use super::{Found, HEARD_AT, Viewer};

/// Days ago from which on it makes no difference.
const DAYS_MAX: i64 = 400_000;

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
    pub(super) fn narrow(&mut self, query: &LeadQuery, found: &Found, viewer: Viewer) {
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
