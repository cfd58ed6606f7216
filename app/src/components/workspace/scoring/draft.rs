//! Rules as they are being typed: anything may still be missing.

use beckon_domain::condition::Kind;
use beckon_domain::score::{RULES_MAX, RuleError, RulesError, ScoreRule, ScoreRules};
use leptos::prelude::*;

use crate::components::workspace::condition::ConditionDraft;

/// A rule as it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// Stays the same wherever it goes.
    pub(super) key: u32,
    pub(super) name: String,
    pub(super) condition: ConditionDraft,
    pub(super) points: String,
    /// Whether points are given for each one.
    pub(super) is_each: bool,
    pub(super) at_most: String,
    pub(super) fades: bool,
    pub(super) days: String,
    pub(super) is_active: bool,
}

impl Draft {
    fn blank(key: u32) -> Self {
        Self {
            key,
            name: String::new(),
            condition: ConditionDraft::blank(),
            points: "10".to_owned(),
            is_each: false,
            at_most: "20".to_owned(),
            fades: false,
            days: "30".to_owned(),
            is_active: true,
        }
    }

    fn of(key: u32, rule: &ScoreRule) -> Self {
        let blank = Self::blank(key);
        Self {
            name: rule.name.clone(),
            condition: ConditionDraft::of(&rule.condition),
            points: rule.points.to_string(),
            is_each: rule.each_at_most.is_some(),
            at_most: rule
                .each_at_most
                .map_or(blank.at_most, |most| most.to_string()),
            fades: rule.fades_in_days.is_some(),
            days: rule
                .fades_in_days
                .map_or(blank.days, |days| days.to_string()),
            is_active: rule.is_active,
            key,
        }
    }

    /// Of which leads the rule speaks. Only what is a number has each one of it.
    pub(super) fn set_condition(&mut self, condition: ConditionDraft) {
        self.is_each &= condition.field.kind() == Kind::Number;
        self.condition = condition;
    }

    /// What is no number reads as one that is refused.
    fn rule(&self) -> Result<ScoreRule, RuleError> {
        let condition = self.condition.condition()?;
        let rule = ScoreRule {
            name: match self.name.trim() {
                // What it does says what it is, until somebody finds better words.
                "" => condition.in_words(),
                name => name.to_owned(),
            },
            condition,
            points: number(&self.points).unwrap_or(0),
            each_at_most: self.is_each.then(|| number(&self.at_most).unwrap_or(0)),
            fades_in_days: self.fades.then(|| number(&self.days).unwrap_or(0)),
            is_active: self.is_active,
        };
        rule.check()?;
        Ok(rule)
    }
}

/// A minus may be typed as a sign of its own.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.trim().replace('−', "-").parse().ok()
}

/// The rules of the editor.
#[derive(Clone, Copy)]
pub(super) struct Drafts {
    rules: RwSignal<Vec<Draft>>,
    pub(super) adds_at_most: RwSignal<String>,
    pub(super) takes_at_most: RwSignal<String>,
    next_key: StoredValue<u32>,
}

impl Drafts {
    /// What is stored.
    pub(super) fn of(rules: &ScoreRules) -> Self {
        let count = u32::try_from(rules.rules.len()).unwrap_or_default();
        let drafts = (0..)
            .zip(&rules.rules)
            .map(|(key, rule)| Draft::of(key, rule));
        Self {
            rules: RwSignal::new(drafts.collect()),
            adds_at_most: RwSignal::new(rules.adds_at_most.to_string()),
            takes_at_most: RwSignal::new(rules.takes_at_most.to_string()),
            next_key: StoredValue::new(count),
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
        self.rules.update(|rules| rules.push(Draft::blank(key)));
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

    fn with_limits(self, rules: Vec<ScoreRule>) -> ScoreRules {
        // What is no number is more than is allowed.
        let limit = |typed: RwSignal<String>| typed.with(|typed| number(typed).unwrap_or(u32::MAX));
        ScoreRules {
            rules,
            adds_at_most: limit(self.adds_at_most),
            takes_at_most: limit(self.takes_at_most),
        }
    }

    /// The rules, if all of them can be kept.
    pub(super) fn rules(self) -> Result<ScoreRules, RulesError> {
        let rules = self.rules.with(|drafts| {
            let rules = drafts
                .iter()
                .enumerate()
                .map(|(at, draft)| draft.rule().map_err(|error| RulesError::Rule { at, error }));
            rules.collect::<Result<Vec<_>, _>>()
        })?;
        let rules = self.with_limits(rules);
        rules.check()?;
        Ok(rules)
    }

    /// The rules that are whole already: what a preview shows while others are still being typed.
    pub(super) fn whole(self) -> ScoreRules {
        let whole = self.rules.with(|drafts| {
            let rules = drafts.iter().filter_map(|draft| draft.rule().ok());
            rules.collect::<Vec<_>>()
        });
        self.with_limits(whole)
    }
}

#[cfg(test)]
mod tests {
    use beckon_domain::condition::{Condition, Field, Operator};

    use super::*;

    fn with_field(field: Field) -> ConditionDraft {
        let mut draft = ConditionDraft::blank();
        draft.set_field(field);
        draft
    }

    #[test]
    fn what_is_stored_comes_back_as_it_was() {
        let rules = ScoreRules {
            rules: vec![
                ScoreRule {
                    name: "Texas".into(),
                    condition: Condition::new(Field::Location, Operator::Contains, "Texas")
                        .unwrap(),
                    points: -20,
                    each_at_most: None,
                    fades_in_days: Some(14),
                    is_active: false,
                },
                ScoreRule {
                    name: "Reads a lot".into(),
                    condition: Condition::new(Field::PageViews, Operator::GreaterThan, "3")
                        .unwrap(),
                    points: 2,
                    each_at_most: Some(12),
                    fades_in_days: None,
                    is_active: true,
                },
            ],
            adds_at_most: 40,
            takes_at_most: 100,
        };
        let owner = Owner::new();
        owner.with(|| assert_eq!(Drafts::of(&rules).rules(), Ok(rules)));
    }

    #[test]
    fn what_is_not_whole_is_left_out_and_said() {
        let owner = Owner::new();
        owner.with(|| {
            let drafts = Drafts::of(&ScoreRules::default());
            let key = drafts.add();
            assert!(drafts.whole().rules.is_empty());
            assert_eq!(
                drafts.error(key).as_deref(),
                Some("Say what location is compared with.")
            );
            drafts.change(key, |draft| draft.condition.value = "Austin".into());
            assert_eq!(drafts.whole().rules[0].name, "Location contains Austin");
            drafts.change(key, |draft| draft.points = "−15".into());
            assert_eq!(drafts.rules().unwrap().rules[0].points, -15);
            drafts.change(key, |draft| {
                draft.set_condition(with_field(Field::Industry));
            });
            assert_eq!(
                drafts.rules().unwrap().rules[0].name,
                "Industry is Real estate"
            );
        });
    }
}
