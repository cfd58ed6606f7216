use proptest::prelude::*;

use super::*;
use crate::condition::Operator;
use crate::condition::tests::{conditions, profiles};
use crate::score::{Score, Signals};

prop_compose! {
    fn any_rule()(
        name in "[a-z]{1,12}",
        condition in conditions(),
        points in prop_oneof![-100..=-1, 1..=100],
        each in proptest::option::of(1_u32..=100),
        fades_in_days in proptest::option::of(1_u16..=365),
        is_active in any::<bool>(),
    ) -> ScoreRule {
        let is_counted = condition.field().kind() == Kind::Number;
        ScoreRule { name, condition, points, each_at_most: each.filter(|_| is_counted), fades_in_days, is_active }
    }
}

prop_compose! {
    pub(crate) fn any_rules()(
        rules in proptest::collection::vec(any_rule(), 0..8),
        adds_at_most in 0_u32..=100,
        takes_at_most in 0_u32..=100,
    ) -> ScoreRules {
        ScoreRules { rules, adds_at_most, takes_at_most }
    }
}

/// What the rules give altogether.
fn given(rules: &ScoreRules, lead: &Profile) -> i32 {
    rules.reasons(lead).iter().map(|reason| reason.points).sum()
}

proptest! {
    #[test]
    fn a_score_is_the_clamped_sum_of_its_reasons(lead in profiles(), rules in any_rules()) {
        prop_assert_eq!(rules.check(), Ok(()));
        let score = Score::with_rules(&lead, &rules);
        let sum: i64 = score.reasons.iter().map(|reason| i64::from(reason.points)).sum();
        prop_assert_eq!(i64::from(score.value), sum.clamp(0, 100));
        prop_assert!(score.reasons.iter().all(|reason| reason.points != 0));
    }

    #[test]
    fn rules_stay_within_their_limits(lead in profiles(), rules in any_rules()) {
        let given = given(&rules, &lead);
        prop_assert!(given <= i32::try_from(rules.adds_at_most).unwrap());
        prop_assert!(given >= -i32::try_from(rules.takes_at_most).unwrap());
    }

    #[test]
    fn without_rules_the_table_is_all(lead in profiles(), rules in any_rules()) {
        let none = ScoreRules::default();
        prop_assert_eq!(Score::with_rules(&lead, &none), Score::of(&lead.signals));
        let asleep = ScoreRules {
            rules: rules.rules.into_iter().map(|rule| ScoreRule { is_active: false, ..rule }).collect(),
            ..rules
        };
        prop_assert_eq!(Score::with_rules(&lead, &asleep), Score::of(&lead.signals));
    }

    #[test]
    fn a_rule_that_gives_never_lowers_a_score(lead in profiles(), rules in any_rules(), rule in any_rule()) {
        let generous = ScoreRule { points: rule.points.abs(), is_active: true, ..rule };
        let mut more = rules.clone();
        more.rules.push(generous);
        prop_assert!(Score::with_rules(&lead, &more).value >= Score::with_rules(&lead, &rules).value);
    }

    #[test]
    fn what_fades_dwindles_to_nothing(lead in profiles(), rule in any_rule(), days in 1_u16..=365) {
        let rule = ScoreRule { fades_in_days: Some(days), is_active: true, ..rule };
        prop_assume!(rule.condition.field() != Field::DaysQuiet);
        let quiet_for = |days_quiet| {
            rule.points_for(&Profile { days_quiet, ..lead.clone() }).abs()
        };
        let mut before = quiet_for(0);
        for day in 1..=u32::from(days) {
            let now = quiet_for(day);
            prop_assert!(now <= before);
            before = now;
        }
        prop_assert_eq!(before, 0);
    }

    #[test]
    fn rules_survive_being_written(rules in any_rules()) {
        let json = serde_json::to_string(&rules).unwrap();
        prop_assert_eq!(serde_json::from_str::<ScoreRules>(&json).unwrap(), rules);
    }
}

fn rule(field: Field, operator: Operator, value: &str, points: i32) -> ScoreRule {
    ScoreRule {
        name: "A rule".to_owned(),
        condition: Condition::new(field, operator, value).unwrap(),
        points,
        each_at_most: None,
        fades_in_days: None,
        is_active: true,
    }
}

#[test]
fn each_one_counts_up_to_the_most() {
    let lead = |page_views| Profile {
        signals: Signals {
            page_views,
            ..Signals::default()
        },
        ..Profile::blank()
    };
    let rule = ScoreRule {
        each_at_most: Some(7),
        ..rule(Field::PageViews, Operator::GreaterThan, "2", 3)
    };
    let points = [0, 2, 3, 1_000].map(|views| rule.points_for(&lead(views)));
    assert_eq!(points, [0, 0, 7, 7]);
    let taking = ScoreRule { points: -3, ..rule };
    assert_eq!(taking.points_for(&lead(4)), -7);
}

#[test]
fn what_is_wrong_is_said() {
    let good = rule(Field::Location, Operator::Contains, "Texas", 10);
    let wrong = |rule: ScoreRule| rule.check().unwrap_err();
    assert_eq!(
        wrong(ScoreRule {
            name: " ".into(),
            ..good.clone()
        }),
        RuleError::Nameless
    );
    assert_eq!(
        wrong(ScoreRule {
            points: 0,
            ..good.clone()
        }),
        RuleError::Points
    );
    assert_eq!(
        wrong(ScoreRule {
            points: 101,
            ..good.clone()
        }),
        RuleError::Points
    );
    assert_eq!(
        wrong(ScoreRule {
            each_at_most: Some(5),
            ..good.clone()
        }),
        RuleError::NotCounted(Field::Location)
    );
    assert_eq!(
        wrong(ScoreRule {
            fades_in_days: Some(0),
            ..good.clone()
        }),
        RuleError::Fade
    );
    let many = ScoreRules {
        rules: vec![good.clone(); RULES_MAX + 1],
        ..ScoreRules::default()
    };
    assert_eq!(many.check(), Err(RulesError::Many));
    let second = ScoreRules {
        rules: vec![good.clone(), ScoreRule { points: 0, ..good }],
        ..ScoreRules::default()
    };
    let error = second.check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "Rule 2: Points are from -100 to 100, and not 0."
    );
}

#[test]
fn a_limit_is_one_of_the_reasons() {
    let rules = ScoreRules {
        rules: vec![
            rule(Field::Industry, Operator::Equals, "solar", 30),
            rule(Field::Email, Operator::IsUnknown, "", 30),
        ],
        adds_at_most: 40,
        takes_at_most: 100,
    };
    let score = Score::with_rules(&Profile::blank(), &rules);
    assert_eq!(score.value, 40);
    assert_eq!(
        score.reasons.last(),
        Some(&Reason {
            cause: Cause::Limit,
            points: -20
        })
    );
}
