//! The lists that are asked for: each field with each way of comparing it, with values that many, few and none have.

use beckon_domain::condition::{Field, Kind, Operator};
use beckon_domain::lead::LeadStatus;
use beckon_domain::lead_list::{
    Criterion, Direction, FilterField, FilterKind, LeadQuery, Sort, SortKey, default_views,
};

/// Lists of one kind.
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) lists: Vec<LeadQuery>,
}

/// What is looked for by its words: many have them, some, few, none.
const SOUGHT: [&str; 8] = [
    "ana",
    "jurgen",
    "barason",
    "ana feley",
    "gmail",
    "realty 17",
    "5557",
    "xylophone",
];

/// Two things at once, which many leads have each, and few or none both.
const PAIRS: [(&str, &str); 8] = [
    ("source.equals.form", "score.greater_than.90"),
    ("campaign.equals.campaign 0", "location.equals.Town 1999"),
    ("campaign_source.equals.google", "budget.greater_than.29000"),
    ("company.contains.dental", "keyword.is_known."),
    ("status.equals.converted", "timeline.equals.immediate"),
    (
        "decision_maker.equals.yes",
        "company_size.greater_than.4900",
    ),
    ("assignee.is_unknown.", "name.contains.zoë"),
    ("consent.equals.no", "page_views.greater_than.50"),
];

/// All of them.
pub(super) fn groups() -> Vec<Group> {
    let sorts = || {
        SortKey::ALL.into_iter().flat_map(|key| {
            [Direction::Ascending, Direction::Descending].map(|direction| Sort { key, direction })
        })
    };
    let sorted = |query: LeadQuery| sorts().map(move |sort| query.sorted(sort));
    let filters = |kind: fn(FilterKind) -> bool| -> Vec<LeadQuery> {
        let fields = FilterField::all().filter(|field| kind(field.kind()));
        let lists = fields.flat_map(of_field).map(|criterion| with([criterion]));
        let best = Sort {
            key: SortKey::Score,
            direction: Direction::Descending,
        };
        lists
            .flat_map(|query| [query.sorted(best), query])
            .collect()
    };
    vec![
        Group {
            name: "everything, sorted",
            lists: sorted(LeadQuery::default()).collect(),
        },
        Group {
            name: "views",
            lists: default_views()
                .into_iter()
                .map(|(_, query)| query)
                .collect(),
        },
        Group {
            name: "columns of the board, sorted",
            lists: LeadStatus::ALL
                .iter()
                .filter_map(|status| criterion(&format!("status.equals.{}", status.as_str())))
                .flat_map(|criterion| sorted(with([criterion])))
                .collect(),
        },
        Group {
            name: "search",
            lists: SOUGHT
                .iter()
                .flat_map(|words| {
                    sorted(LeadQuery {
                        search: (*words).to_owned(),
                        ..LeadQuery::default()
                    })
                })
                .collect(),
        },
        Group {
            name: "a text",
            lists: filters(|kind| kind == FilterKind::Plain(Kind::Text)),
        },
        Group {
            name: "a number",
            lists: filters(|kind| kind == FilterKind::Plain(Kind::Number)),
        },
        Group {
            name: "a choice",
            lists: filters(|kind| kind == FilterKind::Plain(Kind::Choice)),
        },
        Group {
            name: "yes or no, a day, a colleague",
            lists: filters(|kind| {
                !matches!(
                    kind,
                    FilterKind::Plain(Kind::Text | Kind::Number | Kind::Choice)
                )
            }),
        },
        Group {
            name: "two criteria",
            lists: PAIRS
                .iter()
                .filter_map(|(one, other)| Some(with([criterion(one)?, criterion(other)?])))
                .collect(),
        },
    ]
}

fn with<const N: usize>(criteria: [Criterion; N]) -> LeadQuery {
    LeadQuery {
        criteria: criteria.into(),
        ..LeadQuery::default()
    }
}

/// A criterion as addresses have it.
fn criterion(written: &str) -> Option<Criterion> {
    let (field, rest) = written.split_once('.')?;
    let (operator, value) = rest.split_once('.')?;
    Criterion::new(
        FilterField::parse(field)?,
        Operator::parse(operator)?,
        value,
    )
    .ok()
}

/// Each way of comparing a field.
fn of_field(field: FilterField) -> Vec<Criterion> {
    let values: Vec<&str> = match (field.kind(), field) {
        (FilterKind::Plain(Kind::Text), FilterField::Fact(field)) => texts(field).into(),
        (FilterKind::Plain(Kind::Choice | Kind::Flag), FilterField::Fact(field)) => {
            field.choices().iter().map(|choice| choice.word).collect()
        }
        (FilterKind::Plain(Kind::Number), _) => vec!["0", "3", "50", "900", "100000"],
        (FilterKind::Date, _) => vec!["2020-01-01", "2026-01-15", "2090-01-01"],
        (FilterKind::Member, _) => vec!["me"],
        (FilterKind::Plain(_), _) => vec!["yes", "no"],
    };
    let mut criteria: Vec<Criterion> = Vec::new();
    for operator in field.operators() {
        let values = if operator.takes_value() {
            &values[..]
        } else {
            &[""]
        };
        for value in values {
            criteria.extend(Criterion::new(field, operator, value));
        }
    }
    criteria
}

/// Texts that many leads have, and few, and none.
fn texts(field: Field) -> [&'static str; 3] {
    let (many, few) = match field {
        Field::Name => ("Ana Barason", "Zoë Welley"),
        Field::Email => ("ana.barason", "ana.barason1@gmail.com"),
        Field::Phone => ("555", "+1201207919"),
        Field::Company => ("Group", "Barason Dental 2999"),
        Field::Location => ("Town 0", "Town 1999"),
        Field::CampaignSource => ("google", "radio"),
        Field::Medium => ("cpc", "referral"),
        Field::Campaign => ("campaign 0", "campaign 399"),
        Field::Keyword => ("solar installer near me", "local agent fast"),
        Field::Referrer => ("https://site-0.example/", "https://site-7999.example/"),
        _ => ("/leads/solar", "/leads/solar/compare"),
    };
    [many, few, "xylophone"]
}
