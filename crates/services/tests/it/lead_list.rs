//! Lists of leads: what the database finds is what the rules of the domain say of the same rows.

use std::collections::HashMap;

use beckon_domain::account::Identity;
use beckon_domain::condition::{Kind, Operator};
use beckon_domain::id::LeadId;
use beckon_domain::lead::LeadStatus;
use beckon_domain::lead_list::{
    Asked, Criterion, Direction, FilterField, FilterKind, LeadQuery, Sort, SortKey, Who,
};
use beckon_domain::score::Sample;
use beckon_services::leads::{self, LeadError};
use beckon_store::MIGRATOR;
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sqlx::PgPool;

use crate::bed::Bed;

/// Leads of all kinds: known and unknown, with accents, blanks, other scripts, and signs that SQL knows.
const ROWS: &str = r#"
    insert into lead (organization_id, id, site_id, name, email, phone, company, location, budget_cents, budget_currency,
        budget_period, timeline, company_size, decision_maker, industry, source, status, assignee_id, first_touch,
        last_touch, page_views, seconds_on_site, form_submissions, had_conversation, answered_within_hour, consent_text,
        consented_at, score, score_reasons, last_contact_at, created_at)
    select $1, gen_random_uuid(), $2,
        (array[null, 'Ana López', 'ANA', ' ana ', '', 'O''Brien', 'İzmir', '50%_\', 'Σωκράτης', 'Łukasz'])[1 + n % 10],
        (array[null, 'ana@example.com', 'bob@example.org'])[1 + n % 3],
        (array[null, '+15125550101', '+4930123456'])[1 + n % 3],
        (array[null, '  ', 'Müller & Söhne', 'ACME'])[1 + n % 4],
        (array[null, 'Austin, TX', 'München', E'\tKöln\n'])[1 + n % 4],
        case when n % 3 > 0 then n * 70001 end, case when n % 3 > 0 then 'EUR'::currency end,
        case when n % 3 > 0 then (array['once', 'month', 'year']::budget_period[])[1 + n % 3] end,
        (array[null, 'immediate', 'exploring']::timeline[])[1 + n % 3],
        (array[null, 0, 9, 60])[1 + n % 4], (array[null, true, false])[1 + n % 3],
        (array['solar', 'legal', 'real-estate']::industry[])[1 + n % 3],
        (array['form', 'ai_chat', 'import', 'paid_ads']::lead_source[])[1 + n % 4],
        (array['new', 'contacted', 'qualified', 'converted', 'lost']::lead_status[])[1 + n % 5],
        (array[null, $3, $4]::uuid[])[1 + n % 3], '{}',
        (array['{}', '{"source": "Google", "campaign": "spring"}', '{"medium": " ", "referrer": "https://a.example/x"}'])[1 + n % 3]::jsonb,
        n % 7, n * 31, n % 3, n % 2 = 0, n % 5 = 0, case when n % 2 = 0 then 'Yes' end, case when n % 2 = 0 then $5 end,
        (n * 13) % 101, '[]', $5 - n * interval '7 hours',
        date_trunc('day', $5) - (n % 6) * interval '24 hours' + (n % 3) * interval '1 second'
    from generate_series(0, 119) n"#;

struct Leads {
    bed: Bed,
    owner: Identity,
    colleague: Identity,
    samples: Vec<Sample>,
    own: HashMap<LeadId, Own>,
}

/// What lists see beside the fields of rules.
struct Own {
    score: i64,
    assignee: Option<uuid::Uuid>,
    created_at: DateTime<Utc>,
    has_consent: bool,
}

type OwnRow = (uuid::Uuid, i16, Option<uuid::Uuid>, DateTime<Utc>, bool);

async fn leads(pool: PgPool) -> Leads {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let colleague = bed.colleague_of(&owner, "bob").await;
    let site = bed.site_of(&owner).await;
    let other = bed.owner_of("other").await;
    for (identity, members) in [(&owner, [&owner, &colleague]), (&other, [&other, &other])] {
        let site = if identity.organization == owner.organization {
            site.id
        } else {
            bed.site_of(&other).await.id
        };
        sqlx::query(ROWS)
            .bind(identity.organization.0)
            .bind(site.0)
            .bind(members[0].account.0)
            .bind(members[1].account.0)
            .bind(bed.services.clock.now())
            .execute(&bed.owner)
            .await
            .unwrap();
    }
    let rows: Vec<OwnRow> = sqlx::query_as(
        "select id, score, assignee_id, created_at, consented_at is not null from lead where organization_id = $1",
    )
    .bind(owner.organization.0)
    .fetch_all(&bed.owner)
    .await
    .unwrap();
    let own = rows
        .into_iter()
        .map(|(id, score, assignee, created_at, has_consent)| {
            let score = i64::from(score);
            let own = Own {
                score,
                assignee,
                created_at,
                has_consent,
            };
            (LeadId(id), own)
        });
    Leads {
        samples: leads::samples(&bed.services, &owner).await.unwrap(),
        own: own.collect(),
        bed,
        owner,
        colleague,
    }
}

fn compare<T: PartialOrd>(operator: Operator, left: T, right: T) -> bool {
    match operator {
        Operator::GreaterThan => left > right,
        Operator::LessThan => left < right,
        _ => left == right,
    }
}

impl Leads {
    fn holds(&self, sample: &Sample, criterion: &Criterion) -> bool {
        let own = &self.own[&sample.id];
        let now = self.bed.services.clock.now();
        match criterion {
            Criterion::Fact(condition) => condition.holds(&sample.profile),
            Criterion::Score(operator, number) => compare(*operator, own.score, *number),
            Criterion::DaysHere(operator, days) => {
                compare(*operator, (now - own.created_at).num_days().max(0), *days)
            }
            Criterion::Arrived(operator, day) => {
                compare(*operator, own.created_at.date_naive(), *day)
            }
            Criterion::Consent(is) => own.has_consent == *is,
            Criterion::Assignee(Operator::IsKnown, _) => own.assignee.is_some(),
            Criterion::Assignee(_, None) => own.assignee.is_none(),
            Criterion::Assignee(_, Some(Who::Me)) => own.assignee == Some(self.owner.account.0),
            Criterion::Assignee(_, Some(Who::Member(account))) => own.assignee == Some(account.0),
        }
    }

    /// All must hold; of those that say what one field is, any.
    fn expected(&self, query: &LeadQuery) -> Vec<LeadId> {
        let holds_all = |sample: &&Sample| {
            query.criteria.iter().all(|criterion| {
                let is_choice = |other: &Criterion| {
                    other.field() == criterion.field() && other.operator() == Operator::Equals
                };
                if criterion.operator() == Operator::Equals {
                    let mut same = query.criteria.iter().filter(|other| is_choice(other));
                    same.any(|other| self.holds(sample, other))
                } else {
                    self.holds(sample, criterion)
                }
            })
        };
        let mut found: Vec<LeadId> = self
            .samples
            .iter()
            .filter(holds_all)
            .map(|sample| sample.id)
            .collect();
        found.sort();
        found
    }

    /// All pages of a list, in its order.
    async fn found(&self, query: &LeadQuery) -> Vec<LeadId> {
        let (mut found, mut query) = (Vec::new(), Some(query.clone()));
        while let Some(asked) = query {
            let page = leads::page(&self.bed.services, &self.owner, &asked)
                .await
                .unwrap();
            found.extend(page.leads.iter().map(|lead| lead.id));
            query = page.next;
        }
        found
    }

    async fn check(&self, query: &LeadQuery) {
        let mut found = self.found(query).await;
        found.sort();
        assert_eq!(found, self.expected(query), "{:?}", query.pairs());
    }

    fn values(&self, field: FilterField) -> Vec<String> {
        let texts = [
            "ana",
            "ÁNA",
            "@example",
            "%",
            "_",
            "'",
            "\\",
            "izmir",
            "łu",
            "σω",
            "muller & sohne",
            "acme",
            "köln",
            "555",
            "google",
            "spring",
        ];
        let words: &[&str] = match field.kind() {
            FilterKind::Plain(Kind::Text) => &texts,
            FilterKind::Plain(Kind::Number) => &[
                "-1",
                "0",
                "1",
                "2",
                "9",
                "50",
                "5000",
                "9000000000000000000",
            ],
            FilterKind::Plain(Kind::Flag) => &["yes", "no"],
            FilterKind::Date => &["2026-09-19", "2026-09-21", "2020-01-01", "2999-12-31"],
            FilterKind::Member => {
                return vec!["me".to_owned(), self.colleague.account.to_string()];
            }
            FilterKind::Plain(Kind::Choice) => {
                let FilterField::Fact(fact) = field else {
                    unreachable!()
                };
                return fact
                    .choices()
                    .iter()
                    .map(|choice| choice.word.to_owned())
                    .collect();
            }
        };
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn criteria(&self) -> Vec<Criterion> {
        let mut criteria = Vec::new();
        for field in FilterField::all() {
            for operator in field.operators() {
                let values = if operator.takes_value() {
                    self.values(field)
                } else {
                    vec![String::new()]
                };
                criteria.extend(
                    values
                        .iter()
                        .map(|value| Criterion::new(field, operator, value).unwrap()),
                );
            }
        }
        criteria
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn each_criterion_finds_what_it_says(pool: PgPool) {
    let leads = leads(pool).await;
    let mut sizes = std::collections::HashSet::new();
    for criterion in leads.criteria() {
        let query = LeadQuery {
            criteria: vec![criterion],
            ..LeadQuery::default()
        };
        sizes.insert(leads.expected(&query).len());
        leads.check(&query).await;
    }
    assert!(sizes.len() > 20, "the rows tell criteria apart: {sizes:?}");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn criteria_together_find_what_they_say_in_any_order(pool: PgPool) {
    let leads = leads(pool).await;
    let all = leads.criteria();
    let some = proptest::collection::vec(proptest::sample::select(all), 1..5);
    let order = (proptest::sample::select(&SortKey::ALL[..]), any::<bool>());
    let mut runner = TestRunner::deterministic();
    for _ in 0..150 {
        let tree = (some.clone(), order.clone()).new_tree(&mut runner).unwrap();
        let (criteria, (key, is_down)) = tree.current();
        let direction = if is_down {
            Direction::Descending
        } else {
            Direction::Ascending
        };
        let query = LeadQuery {
            criteria,
            sort: Sort { key, direction },
            ..LeadQuery::default()
        };
        leads.check(&query).await;
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn lists_are_sorted_and_their_pages_join_without_gap_or_double(pool: PgPool) {
    let leads = leads(pool).await;
    let titles: HashMap<LeadId, String> = sqlx::query_as("select id, title_key from lead")
        .fetch_all(&leads.bed.owner)
        .await
        .unwrap()
        .into_iter()
        .map(|(id, title)| (LeadId(id), title))
        .collect();
    let ranks = leads.samples.iter().map(|sample| {
        let is_it = |status: &LeadStatus| *status == sample.profile.status;
        (sample.id, LeadStatus::ALL.iter().position(is_it))
    });
    let statuses: HashMap<LeadId, Option<usize>> = ranks.collect();
    for key in SortKey::ALL {
        for direction in [Direction::Ascending, Direction::Descending] {
            let query = LeadQuery {
                sort: Sort { key, direction },
                ..LeadQuery::default()
            };
            let found = leads.found(&query).await;
            let mut sorted = found.clone();
            sorted.sort_by(|a, b| {
                let (own_a, own_b) = (&leads.own[a], &leads.own[b]);
                let by_key = match key {
                    SortKey::Arrived => std::cmp::Ordering::Equal,
                    SortKey::Title => titles[a].cmp(&titles[b]),
                    SortKey::Score => own_a.score.cmp(&own_b.score),
                    SortKey::Status => statuses[a].cmp(&statuses[b]),
                };
                by_key
                    .then(own_a.created_at.cmp(&own_b.created_at))
                    .then(a.cmp(b))
            });
            if direction == Direction::Descending {
                sorted.reverse();
            }
            assert_eq!(found, sorted, "{key:?} {direction:?}");
            assert_eq!(found.len(), 120);
        }
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_page_begins_where_the_one_before_ended_whatever_happens_meanwhile(pool: PgPool) {
    let leads = leads(pool).await;
    let sort = Sort {
        key: SortKey::Score,
        direction: Direction::Descending,
    };
    let query = LeadQuery {
        sort,
        ..LeadQuery::default()
    };
    let whole = leads.found(&query).await;
    let (services, owner) = (&leads.bed.services, &leads.owner);
    let first = leads::page(services, owner, &query).await.unwrap();
    // One arrives at the top, and the last of the page falls to the end.
    sqlx::query("insert into lead (organization_id, id, site_id, industry, source, first_touch, last_touch, score, score_reasons, created_at)
        select organization_id, gen_random_uuid(), site_id, industry, source, '{}', '{}', 100, '[]', now() from lead where id = $1")
        .bind(whole[0].0).execute(&leads.bed.owner).await.unwrap();
    sqlx::query("update lead set score = 0 where id = $1")
        .bind(first.leads.last().unwrap().id.0)
        .execute(&leads.bed.owner)
        .await
        .unwrap();
    let second = leads::page(services, owner, &first.next.unwrap())
        .await
        .unwrap();
    let ids: Vec<LeadId> = second.leads.iter().map(|lead| lead.id).collect();
    assert_eq!(ids, whole[50..100]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn searches_find_words_and_the_ends_of_numbers(pool: PgPool) {
    let leads = leads(pool).await;
    let count = async |search: &str| {
        let query = LeadQuery {
            search: search.to_owned(),
            ..LeadQuery::default()
        };
        leads.found(&query).await.len()
    };
    assert_eq!(count("ana lop").await, 12);
    assert_eq!(count("LÓPEZ").await, 12);
    assert_eq!(count("555 0101").await, 40);
    assert_eq!(count("030 123456").await, 40);
    assert_eq!(count("acm").await, 30);
    for nothing in ["nobody", "';--", "5550102", "%", "&|!"] {
        assert_eq!(count(nothing).await, 0, "{nothing}");
    }
    // A search and criteria narrow together.
    let both = Asked::read([
        ("q", "acme"),
        ("f", "status.equals.new"),
        ("f", "status.equals.lost"),
    ])
    .query;
    let found = leads.found(&both).await;
    let criteria = LeadQuery {
        search: String::new(),
        ..both
    };
    assert!(!found.is_empty() && found.len() < leads.expected(&criteria).len());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_empty_list_says_which_criteria_hide_everything(pool: PgPool) {
    let leads = leads(pool).await;
    let hiding = async |pairs: &[(&str, &str)]| {
        let query = Asked::read(pairs.iter().copied()).query;
        let page = leads::page(&leads.bed.services, &leads.owner, &query)
            .await
            .unwrap();
        assert!(page.leads.is_empty());
        page.hiding
    };
    let (never, ever) = (
        ("f", "location.contains.atlantis"),
        ("f", "score.less_than.200"),
    );
    assert_eq!(hiding(&[never, ever]).await, [0]);
    assert_eq!(
        hiding(&[ever, never, ("f", "name.contains.nobody")]).await,
        Vec::<usize>::new()
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn views_are_their_makers_unless_they_are_for_everybody(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let (ana, bob) = (
        bed.colleague_of(&owner, "ana").await,
        bed.colleague_of(&owner, "bob").await,
    );
    let (services, other) = (&bed.services, bed.owner_of("other").await);
    let query = Asked::read([("f", "score.greater_than.59"), ("sort", "-score")]).query;
    let own = leads::keep_view(services, &ana, " Good ones ", &query, false)
        .await
        .unwrap();
    bed.advance(1);
    let shared = leads::keep_view(services, &ana, "Ours", &query, true)
        .await
        .unwrap();
    let names = async |who: &Identity| -> Vec<(String, bool)> {
        let views = leads::views(services, who).await.unwrap();
        let seen = views.into_iter().filter(|view| !view.is_removed);
        seen.map(|view| (view.name, view.may_change)).collect()
    };
    let pair = |name: &str, may: bool| (name.to_owned(), may);
    assert_eq!(
        names(&ana).await,
        [pair("Good ones", true), pair("Ours", true)]
    );
    assert_eq!(names(&bob).await, [pair("Ours", false)]);
    assert_eq!(names(&owner).await, [pair("Ours", true)]);
    assert_eq!(names(&other).await, []);
    assert_eq!(leads::views(services, &bob).await.unwrap()[0].query, query);

    for (who, id) in [(&bob, own), (&owner, own), (&other, shared)] {
        let refused = leads::change_view(services, who, id, "Mine", false).await;
        assert!(matches!(refused, Err(LeadError::NotFound)));
    }
    let refused = leads::remove_view(services, &bob, shared).await;
    assert!(matches!(refused, Err(LeadError::NotAllowed)));
    let refused = leads::keep_view(services, &ana, &"x".repeat(61), &query, false).await;
    assert!(matches!(refused, Err(LeadError::Name(_))));

    leads::change_view(services, &owner, shared, "Everybody's", true)
        .await
        .unwrap();
    leads::remove_view(services, &owner, shared).await.unwrap();
    assert_eq!(names(&bob).await, []);
    leads::restore_view(services, &owner, shared).await.unwrap();
    assert_eq!(names(&bob).await, [pair("Everybody's", false)]);

    // What was put away long ago is gone once something else is.
    leads::remove_view(services, &ana, own).await.unwrap();
    bed.advance(40 * 24 * 3600);
    leads::remove_view(services, &ana, shared).await.unwrap();
    assert_eq!(leads::views(services, &ana).await.unwrap().len(), 1);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_board_has_each_lead_once_in_the_column_of_its_status(pool: PgPool) {
    let Leads { bed, owner, .. } = leads(pool).await;
    let asked = [
        ("view", "board"),
        ("sort", "-score"),
        ("f", "score.greater_than.9"),
    ];
    let query = Asked::read(asked).query;
    let mut listed = Vec::new();
    let mut page = query.clone();
    loop {
        let found = leads::page(&bed.services, &owner, &page).await.unwrap();
        listed.extend(found.leads);
        let Some(next) = found.next else { break };
        page = next;
    }
    let columns = leads::board(&bed.services, &owner, &query).await.unwrap();
    assert_eq!(columns.len(), LeadStatus::ALL.len());
    for column in columns {
        let mut shown = column.page.leads;
        let mut next = column.page.next;
        assert_eq!(next.is_some(), column.count > shown.len());
        while let Some(query) = next {
            let more = leads::page(&bed.services, &owner, &query).await.unwrap();
            shown.extend(more.leads);
            next = more.next;
        }
        let here = listed.iter().filter(|lead| lead.status == column.status);
        let here: Vec<LeadId> = here.map(|lead| lead.id).collect();
        let shown: Vec<LeadId> = shown.iter().map(|lead| lead.id).collect();
        assert_eq!(shown, here, "{}", column.status.name());
        assert_eq!(column.count, here.len());
    }
    let narrow = Asked::read([("view", "board"), ("f", "status.equals.lost")]).query;
    let columns = leads::board(&bed.services, &owner, &narrow).await.unwrap();
    let statuses: Vec<LeadStatus> = columns.iter().map(|column| column.status).collect();
    assert_eq!(statuses, [LeadStatus::Lost]);
}
