use super::*;
use proptest::prelude::*;

pub(crate) fn signals() -> impl Strategy<Value = Signals> {
    let timeline = prop_oneof![
        Just(None),
        Just(Some(Timeline::Immediate)),
        Just(Some(Timeline::Weeks)),
        Just(Some(Timeline::Exploring))
    ];
    (
        any::<(bool, Option<u32>, bool, u32, u32, u32, bool)>(),
        any::<(Option<i64>, Option<bool>, u32, u32, bool)>(),
        timeline,
    )
        .prop_map(|(a, b, timeline)| Signals {
            target_industry: a.0,
            company_size: a.1,
            target_geography: a.2,
            page_views: a.3,
            seconds_on_site: a.4,
            form_submissions: a.5,
            had_conversation: a.6,
            budget_monthly_cents: b.0,
            timeline,
            decision_maker: b.1,
            emails_opened: b.2,
            links_clicked: b.3,
            answered_within_hour: b.4,
        })
}

proptest! {
    #[test]
    fn the_value_is_the_clamped_sum_of_its_reasons(signals in signals()) {
        let score = Score::of(&signals);
        let sum: i64 = score.reasons.iter().map(|reason| i64::from(reason.points)).sum();
        prop_assert_eq!(i64::from(score.value), sum.min(100));
        prop_assert!(score.reasons.iter().all(|reason| reason.points > 0));
    }

    #[test]
    fn more_interest_never_lowers_it(signals in signals(), views in 0_u32..1000, seconds in 0_u32..10_000) {
        let more = Signals {
            page_views: signals.page_views.saturating_add(views),
            seconds_on_site: signals.seconds_on_site.saturating_add(seconds),
            had_conversation: true,
            ..signals.clone()
        };
        prop_assert!(Score::of(&more).value >= Score::of(&signals).value);
    }
}

#[test]
fn edges_of_the_table() {
    let points = |signals: &Signals| Score::of(signals).value;
    assert_eq!(points(&Signals::default()), 0);
    assert_eq!(
        points(&Signals {
            company_size: Some(10),
            ..Signals::default()
        }),
        0
    );
    assert_eq!(
        points(&Signals {
            company_size: Some(11),
            ..Signals::default()
        }),
        5
    );
    assert_eq!(
        points(&Signals {
            budget_monthly_cents: Some(500_000),
            ..Signals::default()
        }),
        0
    );
    assert_eq!(
        points(&Signals {
            budget_monthly_cents: Some(500_001),
            ..Signals::default()
        }),
        20
    );
    assert_eq!(
        points(&Signals {
            page_views: 9,
            ..Signals::default()
        }),
        10
    );
    assert_eq!(
        points(&Signals {
            seconds_on_site: 59,
            ..Signals::default()
        }),
        0
    );
    assert_eq!(
        points(&Signals {
            seconds_on_site: 3_600,
            ..Signals::default()
        }),
        10
    );
    assert_eq!(Quality::of(19), Quality::Unqualified);
    assert_eq!(Quality::of(20), Quality::Cold);
    assert_eq!(Quality::of(40), Quality::Qualified);
    assert_eq!(Quality::of(60), Quality::Warm);
    assert_eq!(Quality::of(80), Quality::Hot);
}

#[test]
fn reasons_are_written_as_they_always_were() {
    let reasons = [
        (
            Cause::Factor(Factor::Budget),
            20,
            r#"{"factor":"budget","points":20}"#,
        ),
        (
            Cause::Rule("Texas".to_owned()),
            -5,
            r#"{"rule":"Texas","points":-5}"#,
        ),
        (Cause::Limit, -15, r#"{"limit":null,"points":-15}"#),
    ];
    for (cause, points, json) in reasons {
        let reason = Reason { cause, points };
        assert_eq!(serde_json::to_string(&reason).unwrap(), json);
        assert_eq!(serde_json::from_str::<Reason>(json).unwrap(), reason);
    }
}
