use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::condition::tests::conditions;
use crate::id::{AccountId, LeadId};

fn criteria() -> impl Strategy<Value = Criterion> {
    let number = -5_i64..200;
    let day = (2020_i32..2030, 1_u32..366)
        .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap());
    let compares = proptest::sample::select(vec![
        Operator::GreaterThan,
        Operator::LessThan,
        Operator::Equals,
    ]);
    let member = any::<u128>().prop_map(|id| AccountId(uuid::Uuid::from_u128(id)));
    prop_oneof![
        conditions().prop_map(Criterion::Fact),
        (compares.clone(), number.clone()).prop_map(|(operator, n)| Criterion::Score(operator, n)),
        (compares.clone(), number).prop_map(|(operator, n)| Criterion::DaysHere(operator, n)),
        (compares, day).prop_map(|(operator, day)| Criterion::Arrived(operator, day)),
        member.prop_map(|member| Criterion::Assignee(Operator::Equals, Some(Who::Member(member)))),
        Just(Criterion::Assignee(Operator::Equals, Some(Who::Me))),
        Just(Criterion::Assignee(Operator::IsUnknown, None)),
        any::<bool>().prop_map(Criterion::Consent),
    ]
}

prop_compose! {
    fn queries()(
        search in "[a-zé@]{0,8}",
        mut criteria in proptest::collection::vec(criteria(), 0..5),
        key in proptest::sample::select(&SortKey::ALL[..]),
        is_down in any::<bool>(),
        is_board in any::<bool>(),
        place in proptest::option::of(("\\PC{0,12}", any::<i16>(), 0_i64..1 << 50)),
    ) -> LeadQuery {
        let direction = if is_down { Direction::Descending } else { Direction::Ascending };
        let after = place.map(|(title, number, micros)| {
            let created_at = DateTime::from_timestamp_micros(micros).unwrap();
            let value = match key {
                SortKey::Arrived => SortValue::Arrived,
                SortKey::Title => SortValue::Title(title),
                SortKey::Score | SortKey::Status => SortValue::Number(number),
            };
            Cursor { value, created_at, id: LeadId::generate(created_at) }
        });
        criteria.dedup();
        let layout = if is_board { Layout::Board } else { Layout::Table };
        LeadQuery { search, criteria, sort: Sort { key, direction }, after, layout }
    }
}

fn read(pairs: &[(&'static str, String)]) -> Asked {
    Asked::read(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

proptest! {
    #[test]
    fn a_list_survives_its_address(query in queries()) {
        let mut unique = query.clone();
        unique.criteria.clear();
        for criterion in query.criteria {
            if !unique.criteria.contains(&criterion) {
                unique.criteria.push(criterion);
            }
        }
        let asked = read(&unique.pairs());
        prop_assert!(!asked.is_garbled);
        prop_assert_eq!(&asked.query, &unique);
        let json = serde_json::to_string(&unique).unwrap();
        prop_assert_eq!(serde_json::from_str::<LeadQuery>(&json).unwrap(), unique);
    }

    #[test]
    fn no_address_panics(pairs in proptest::collection::vec(("q|f|sort|after|field|op|value|status", "\\PC{0,40}"), 0..30)) {
        _ = Asked::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    }
}

#[test]
fn every_field_can_be_chosen_compared_and_said() {
    for field in FilterField::all() {
        assert_eq!(FilterField::parse(field.as_str()), Some(field));
        for operator in field.operators() {
            let value = match field.kind() {
                FilterKind::Plain(crate::condition::Kind::Choice) => match field {
                    FilterField::Fact(fact) => fact.choices()[0].word,
                    _ => unreachable!(),
                },
                FilterKind::Plain(crate::condition::Kind::Flag) => "yes",
                FilterKind::Plain(_) => "12",
                FilterKind::Date => "2026-05-31",
                FilterKind::Member => "me",
            };
            let criterion = Criterion::new(field, operator, value).unwrap();
            assert_eq!(criterion.field(), field);
            assert!(
                criterion
                    .in_words(|_| "Ana".into())
                    .starts_with(field.name())
            );
            assert_eq!(Criterion::read(&criterion.written()), Some(criterion));
        }
    }
}

#[test]
fn what_is_new_joins_the_others_or_says_what_is_wrong() {
    let new = |op: &str, value: &str| {
        let pairs = [
            ("f", "score.greater_than.59"),
            ("field", "company_size"),
            ("op", op),
            ("value", value),
        ];
        Asked::read(pairs)
    };
    let whole = new("less_than", "50");
    assert_eq!(whole.query.criteria.len(), 2);
    assert_eq!(whole.draft, None);
    let wrong = new("less_than", "few");
    assert_eq!(wrong.query.criteria.len(), 1);
    let draft = wrong.draft.unwrap();
    assert_eq!(draft.value, "few");
    assert_eq!(
        draft.error.unwrap().to_string(),
        "Employees is compared with a whole number, such as 5000"
    );
    assert_eq!(new("", "").draft.unwrap().error, None);
}

#[test]
fn addresses_of_before_still_lead_there() {
    let asked = Asked::read([("status", "new"), ("q", " ana ")]);
    assert_eq!(asked.query.search, "ana");
    assert_eq!(asked.query.pairs()[1].1, "status.equals.new");
    assert!(Asked::read([("f", "colour.equals.red")]).is_garbled);
    assert!(Asked::read([("sort", "colour")]).is_garbled);
    assert!(Asked::read([("after", "1.2.3")]).is_garbled);
}

#[test]
fn a_click_sorts_by_the_usual_end_and_then_by_the_other() {
    let by_score = Sort::default().clicked(SortKey::Score);
    assert_eq!(by_score.direction, Direction::Descending);
    assert_eq!(
        by_score.clicked(SortKey::Score).direction,
        Direction::Ascending
    );
    assert_eq!(
        by_score.clicked(SortKey::Title).direction,
        Direction::Ascending
    );
    assert_eq!(
        Sort::default().clicked(SortKey::Arrived).direction,
        Direction::Ascending
    );
}

#[test]
fn the_views_that_everybody_has_are_whole() {
    let words = |query: &LeadQuery| query.pairs().into_iter().map(|(_, value)| value).collect();
    let all: Vec<Vec<String>> = default_views()
        .iter()
        .map(|(_, query)| words(query))
        .collect();
    assert_eq!(all[0], Vec::<String>::new());
    assert_eq!(all[1], ["assignee.equals.me"]);
    assert_eq!(all[2], ["assignee.is_unknown."]);
    assert_eq!(all[3], ["score.greater_than.79"]);
}
