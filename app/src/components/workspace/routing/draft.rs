//! Rules as they are being typed: anything may still be missing.

use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::routing::{
    CONDITIONS_MAX, RULES_MAX, RoutingError, RoutingRule, RoutingRuleError, RoutingRules, Target,
};
use leptos::prelude::*;

use crate::components::workspace::condition::ConditionDraft;

/// A rule as it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// Stays the same wherever it goes.
    pub(super) key: u32,
    pub(super) name: String,
    /// Each with a key of its own.
    pub(super) conditions: Vec<(u32, ConditionDraft)>,
    /// As [`target_word`] writes it; empty until one is chosen.
    pub(super) target: String,
    pub(super) waits: bool,
    pub(super) is_active: bool,
}

/// A target as the value of an option.
pub(super) fn target_word(target: Target) -> String {
    match target {
        Target::Member(account) => format!("member {account}"),
        Target::Team(team) => format!("team {team}"),
    }
}

fn parse_target(word: &str) -> Option<Target> {
    let (kind, id) = word.split_once(' ')?;
    let id = id.parse().ok()?;
    match kind {
        "member" => Some(Target::Member(AccountId(id))),
        "team" => Some(Target::Team(TeamId(id))),
        _ => None,
    }
}

impl Draft {
    fn of(key: u32, rule: &RoutingRule) -> Self {
        let conditions = (0..).zip(rule.conditions.iter().map(ConditionDraft::of));
        Self {
            key,
            name: rule.name.clone(),
            conditions: conditions.collect(),
            target: target_word(rule.target),
            waits: rule.waits,
            is_active: rule.is_active,
        }
    }

    fn rule(&self) -> Result<RoutingRule, RoutingRuleError> {
        let conditions = self
            .conditions
            .iter()
            .map(|(_, draft)| draft.condition())
            .collect::<Result<Vec<_>, _>>()?;
        let name = match self.name.trim() {
            // What it takes says what it is, until somebody finds better words.
            "" => match conditions.first() {
                Some(first) => first.in_words().chars().take(60).collect(),
                None => "Every lead".to_owned(),
            },
            name => name.to_owned(),
        };
        Ok(RoutingRule {
            name,
            conditions,
            target: parse_target(&self.target).ok_or(RoutingRuleError::Target)?,
            waits: self.waits,
            is_active: self.is_active,
        })
    }

    pub(super) fn add_condition(&mut self) -> u32 {
        let last = self.conditions.iter().map(|(key, _)| *key).max();
        let key = last.map_or(0, |key| key + 1);
        self.conditions.push((key, ConditionDraft::blank()));
        key
    }

    pub(super) fn is_full(&self) -> bool {
        self.conditions.len() >= CONDITIONS_MAX
    }

    pub(super) fn set_condition(&mut self, key: u32, condition: ConditionDraft) {
        if let Some((_, old)) = self.conditions.iter_mut().find(|(at, _)| *at == key) {
            *old = condition;
        }
    }
}

/// The rules of the editor.
#[derive(Clone, Copy)]
pub(super) struct Drafts {
    rules: RwSignal<Vec<Draft>>,
    pub(super) is_active: RwSignal<bool>,
    next_key: StoredValue<u32>,
}

impl Drafts {
    /// What is stored.
    pub(super) fn of(rules: &RoutingRules) -> Self {
        let drafts: Vec<Draft> = (0..)
            .zip(&rules.rules)
            .map(|(key, rule)| Draft::of(key, rule))
            .collect();
        Self {
            next_key: StoredValue::new(u32::try_from(drafts.len()).unwrap_or_default()),
            rules: RwSignal::new(drafts),
            is_active: RwSignal::new(rules.is_active),
        }
    }

    /// The keys of the rules, in their order.
    pub(super) fn keys(self) -> Vec<u32> {
        self.rules
            .with(|rules| rules.iter().map(|rule| rule.key).collect())
    }

    pub(super) fn len(self) -> usize {
        self.rules.with(Vec::len)
    }

    pub(super) fn is_full(self) -> bool {
        self.len() >= RULES_MAX
    }

    /// Adds a rule at the end; its key.
    pub(super) fn add(self) -> u32 {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        let blank = Draft {
            key,
            name: String::new(),
            conditions: vec![(0, ConditionDraft::blank())],
            target: String::new(),
            waits: false,
            is_active: true,
        };
        self.rules.update(|rules| rules.push(blank));
        key
    }

    pub(super) fn remove(self, key: u32) {
        self.rules
            .update(|rules| rules.retain(|rule| rule.key != key));
    }

    /// At which place a rule stands, from 0.
    pub(super) fn place(self, key: u32) -> usize {
        self.rules
            .with(|rules| rules.iter().position(|rule| rule.key == key))
            .unwrap_or_default()
    }

    /// Moves a rule up or down by one; tells whether it could.
    pub(super) fn shift(self, key: u32, down: bool) -> bool {
        let at = untrack(|| self.place(key));
        let to = if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        let Some(to) = to.filter(|to| *to < untrack(|| self.len())) else {
            return false;
        };
        self.rules.update(|rules| rules.swap(at, to));
        true
    }

    pub(super) fn read<T>(self, key: u32, read: impl FnOnce(&Draft) -> T) -> Option<T> {
        self.rules
            .with(|rules| rules.iter().find(|rule| rule.key == key).map(read))
    }

    pub(super) fn change(self, key: u32, change: impl FnOnce(&mut Draft)) {
        self.rules.update(|rules| {
            if let Some(rule) = rules.iter_mut().find(|rule| rule.key == key) {
                change(rule);
            }
        });
    }

    /// What is wrong with a rule, in words.
    pub(super) fn error(self, key: u32) -> Option<String> {
        self.read(key, |draft| draft.rule().err())
            .flatten()
            .map(|error| error.to_string())
    }

    /// The rules, if all of them can be kept.
    pub(super) fn rules(self) -> Result<RoutingRules, RoutingError> {
        let rules = self.rules.with_untracked(|drafts| {
            let rules = drafts.iter().enumerate().map(|(at, draft)| {
                draft
                    .rule()
                    .map_err(|error| RoutingError::Rule { at, error })
            });
            rules.collect::<Result<Vec<_>, _>>()
        })?;
        let rules = RoutingRules {
            is_active: self.is_active.get_untracked(),
            rules,
        };
        // Whether targets are still there, the server knows.
        rules.check(|_| true)?;
        Ok(rules)
    }
}

#[cfg(test)]
mod tests {
    use beckon_domain::condition::{Condition, Field, Operator};
    use chrono::DateTime;

    use super::*;

    fn target() -> Target {
        Target::Team(TeamId::generate(DateTime::from_timestamp(0, 0).unwrap()))
    }

    #[test]
    fn what_is_stored_comes_back_as_it_was() {
        let rule = |name: &str, waits| RoutingRule {
            name: name.to_owned(),
            conditions: vec![
                Condition::new(Field::Location, Operator::Contains, "Texas").unwrap(),
                Condition::new(Field::Budget, Operator::GreaterThan, "5000").unwrap(),
            ],
            target: target(),
            waits,
            is_active: !waits,
        };
        let rules = RoutingRules {
            is_active: true,
            rules: vec![rule("Texas", true), rule("Other", false)],
        };
        Owner::new().with(|| assert_eq!(Drafts::of(&rules).rules(), Ok(rules)));
    }

    #[test]
    fn what_is_not_whole_says_what_is_missing() {
        Owner::new().with(|| {
            let drafts = Drafts::of(&RoutingRules::default());
            let key = drafts.add();
            assert_eq!(
                drafts.error(key).as_deref(),
                Some("Say what location is compared with.")
            );
            drafts.change(key, |draft| draft.conditions[0].1.value = "Austin".into());
            assert_eq!(
                drafts.error(key).as_deref(),
                Some("Choose a member or a team of your organization.")
            );
            drafts.change(key, |draft| draft.target = target_word(target()));
            assert_eq!(
                drafts.rules().unwrap().rules[0].name,
                "Location contains Austin"
            );
            let second = drafts.add();
            assert!(drafts.shift(second, false) && !drafts.shift(second, false));
            assert_eq!(drafts.keys(), [second, key]);
        });
    }
}
