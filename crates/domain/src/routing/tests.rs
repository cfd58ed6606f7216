use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::condition::{Condition, Field, Operator};

fn account(n: usize) -> AccountId {
    AccountId(Uuid::from_u128(n as u128 + 1))
}

fn team(n: usize) -> TeamId {
    TeamId(Uuid::from_u128(n as u128 + 1_000))
}

fn candidate(n: usize) -> Candidate {
    Candidate {
        account: account(n),
        teams: Vec::new(),
        share: Share::default(),
        is_online: true,
        is_working: true,
        open: 0,
    }
}

fn rule(name: &str, target: Target) -> RoutingRule {
    RoutingRule {
        name: name.to_owned(),
        conditions: Vec::new(),
        target,
        waits: false,
        is_active: true,
    }
}

/// Decides with turns that last for this decision.
fn decided(rules: Vec<RoutingRule>, candidates: &[Candidate]) -> Decision {
    let rules = RoutingRules {
        is_active: true,
        rules,
    };
    let mut turns: BTreeMap<Option<TeamId>, Turns> = BTreeMap::new();
    decide(
        &rules,
        &Profile::blank(),
        candidates,
        &mut |team, available| turns.entry(team).or_default().take(available),
    )
}

fn given(to: usize, rule: &str) -> Decision {
    Decision::Give {
        to: account(to),
        why: Cause::Rule {
            name: rule.to_owned(),
        },
    }
}

#[test]
fn the_first_rule_that_fits_and_can_be_served_has_the_lead() {
    let mut people = [candidate(0), candidate(1), candidate(2)];
    people[2].teams = vec![team(0)];
    let none = Condition::new(Field::Company, Operator::Equals, "Nobody & Sons").unwrap();
    let mut unfit = rule("unfit", Target::Member(account(0)));
    unfit.conditions = vec![none];
    let mut idle = rule("idle", Target::Member(account(0)));
    idle.is_active = false;
    let rules = vec![
        unfit,
        idle,
        rule("person", Target::Member(account(1))),
        rule("team", Target::Team(team(0))),
    ];
    assert_eq!(decided(rules.clone(), &people), given(1, "person"));

    people[1].is_online = false;
    assert_eq!(decided(rules.clone(), &people), given(2, "team"));

    let mut patient = rules.clone();
    patient[2].waits = true;
    assert_eq!(
        decided(patient, &people),
        Decision::Wait(Some("person".to_owned()))
    );

    people[2].share.capacity = Some(0);
    let turn = Decision::Give {
        to: account(0),
        why: Cause::Turn,
    };
    assert_eq!(decided(rules.clone(), &people), turn);
    people[0].is_working = false;
    assert_eq!(decided(rules, &people), Decision::Wait(None));
}

#[test]
fn who_weighs_nothing_gets_what_rules_name_them_for_alone() {
    let mut person = candidate(0);
    person.share.weight = 0;
    let people = [person];
    assert_eq!(decided(Vec::new(), &people), Decision::Wait(None));
    let rules = vec![rule("named", Target::Member(account(0)))];
    assert_eq!(decided(rules, &people), given(0, "named"));
}

#[test]
fn rules_say_what_is_wrong_with_them() {
    let check = |rules: Vec<RoutingRule>| {
        let rules = RoutingRules {
            is_active: true,
            rules,
        };
        rules.check(|target| target == Target::Team(team(0)))
    };
    let good = rule("a", Target::Team(team(0)));
    assert_eq!(check(vec![good.clone()]), Ok(()));
    let wrong = |rule: RoutingRule| match check(vec![good.clone(), rule]) {
        Err(RoutingError::Rule { at: 1, error }) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        wrong(rule("a", Target::Team(team(1)))),
        RoutingRuleError::Target
    );
    assert_eq!(wrong(rule(" ", good.target)), RoutingRuleError::Nameless);
    assert_eq!(
        wrong(rule(&"a".repeat(61), good.target)),
        RoutingRuleError::LongName
    );
    assert_eq!(check(vec![good.clone(); 51]), Err(RoutingError::Many));
}

proptest! {
    /// With all there all the time, what each has got is as near to their share as whole leads can be.
    #[test]
    fn turns_stay_even(weights in vec(1..=WEIGHT_MAX, 1..8), turns in 1_usize..400) {
        let people: Vec<_> = weights.iter().enumerate().map(|(n, weight)| (account(n), *weight)).collect();
        let mut round = Turns::default();
        let mut got = vec![0_u64; people.len()];
        for _ in 0..turns {
            let next = round.take(&people).unwrap();
            got[people.iter().position(|(account, _)| *account == next).unwrap()] += 1;
            // How far each has come, in leads of weight 1: nobody is more than a stride ahead of anybody.
            for (a, of_a) in got.iter().zip(&weights) {
                for (b, of_b) in got.iter().zip(&weights) {
                    let (of_a, of_b) = (u64::from(*of_a), u64::from(*of_b));
                    prop_assert!(a * of_b <= b * of_a + of_b.max(of_a), "{got:?} of {weights:?}");
                }
            }
        }
    }

    /// Whoever comes and goes, nobody makes up for an absence: in a stretch of turns equals differ by one lead for the round
    /// that is not over, and by one for a turn that somebody had just before.
    #[test]
    fn absences_are_not_made_up_for(stretches in vec((vec(any::<bool>(), 5), 1_usize..40), 1..12)) {
        let mut round = Turns::default();
        for (there, turns) in stretches {
            let available: Vec<_> = (0..5).filter(|n| there[*n]).map(|n| (account(n), 1)).collect();
            let mut got: BTreeMap<AccountId, usize> = available.iter().map(|(account, _)| (*account, 0)).collect();
            for _ in 0..turns {
                if let Some(next) = round.take(&available) {
                    *got.get_mut(&next).unwrap() += 1;
                }
            }
            let (least, most) = (got.values().min().unwrap_or(&0), got.values().max().unwrap_or(&0));
            prop_assert!(most - least <= 2, "{got:?}");
        }
    }

    /// Nobody gets a lead who can't take one now, and none waits while somebody could.
    #[test]
    fn only_who_is_available_gets_a_lead(
        people in vec((any::<bool>(), any::<bool>(), any::<bool>(), 0_u8..3, 0_u32..4, proptest::option::of(0_u16..4)), 0..6),
    ) {
        let people: Vec<Candidate> = people.into_iter().enumerate().map(|(n, (is_online, is_working, is_paused, weight, open, capacity))| Candidate {
            share: Share { weight, capacity, is_paused },
            is_online,
            is_working,
            open,
            ..candidate(n)
        }).collect();
        match decided(Vec::new(), &people) {
            Decision::Give { to, .. } => {
                let chosen = people.iter().find(|candidate| candidate.account == to).unwrap();
                prop_assert_eq!(chosen.hindrance(), None);
            }
            Decision::Wait(_) => {
                prop_assert!(people.iter().all(|candidate| candidate.hindrance().is_some() || candidate.share.weight == 0));
            }
        }
    }
}
