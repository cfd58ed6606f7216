//! Rules as they are being typed: anything may still be missing.

use beckon_domain::widget::{
    CONDITIONS_MAX, Condition, Field, Operator, Outcome, RULES_MAX, Rule, Rules, Value,
};
use leptos::prelude::*;

/// What happens, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutcomeKind {
    Greet,
    Open,
    Quiet,
}

/// A condition as it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftCondition {
    /// Stays the same wherever it goes.
    pub(super) key: u32,
    pub(super) field: Field,
    pub(super) op: Operator,
    /// As typed: a text, a number, or `true` and `false`.
    pub(super) value: String,
}

impl DraftCondition {
    /// Another field is compared otherwise, and with something else.
    pub(super) fn set_field(&mut self, field: Field) {
        self.field = field;
        self.op = field.operators()[0];
        self.value = match self.op {
            Operator::Is => "true".to_owned(),
            _ => String::new(),
        };
    }

    /// What is no number is sent as the text it is, and refused with a reason.
    fn condition(&self) -> Condition {
        let value = match self.op {
            Operator::Is => Value::Flag(self.value == "true"),
            Operator::AtLeast => match self.value.trim().parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(self.value.clone()),
            },
            _ => Value::Text(self.value.clone()),
        };
        Condition {
            field: self.field,
            op: self.op,
            value,
        }
    }
}

/// A rule as it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftRule {
    /// Stays the same wherever it goes.
    pub(super) key: u32,
    pub(super) when: Vec<DraftCondition>,
    pub(super) outcome: OutcomeKind,
    /// The words of a greeting; kept while another outcome is chosen.
    pub(super) text: String,
}

impl DraftRule {
    fn rule(&self) -> Rule {
        let text = self.text.clone();
        Rule {
            when: self.when.iter().map(DraftCondition::condition).collect(),
            then: match self.outcome {
                OutcomeKind::Greet => Outcome::Greet { text },
                OutcomeKind::Open => Outcome::Open,
                OutcomeKind::Quiet => Outcome::Quiet,
            },
        }
    }
}

/// The rules of the editor.
#[derive(Clone, Copy)]
pub(in super::super) struct Drafts {
    rules: RwSignal<Vec<DraftRule>>,
    next_key: StoredValue<u32>,
}

impl Drafts {
    /// What is stored.
    pub(in super::super) fn of(rules: &Rules) -> Self {
        let drafts = Self {
            rules: RwSignal::new(Vec::new()),
            next_key: StoredValue::new(0),
        };
        for rule in rules.as_slice() {
            let draft = drafts.draft(rule);
            drafts.rules.update_untracked(|rules| rules.push(draft));
        }
        drafts
    }

    fn draft(self, rule: &Rule) -> DraftRule {
        let when = rule.when.iter().map(|condition| DraftCondition {
            key: self.key(),
            field: condition.field,
            op: condition.op,
            value: match &condition.value {
                Value::Flag(flag) => flag.to_string(),
                Value::Number(number) => number.to_string(),
                Value::Text(text) => text.clone(),
            },
        });
        let (outcome, text) = match &rule.then {
            Outcome::Greet { text } => (OutcomeKind::Greet, text.clone()),
            Outcome::Open => (OutcomeKind::Open, String::new()),
            Outcome::Quiet => (OutcomeKind::Quiet, String::new()),
        };
        DraftRule {
            when: when.collect(),
            key: self.key(),
            outcome,
            text,
        }
    }

    fn key(self) -> u32 {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        key
    }

    /// The keys, in the rules' order.
    pub(super) fn keys(self) -> Vec<u32> {
        self.rules.read().iter().map(|rule| rule.key).collect()
    }

    /// The place of a rule, from 0.
    pub(super) fn place(self, key: u32) -> usize {
        let rules = self.rules.read();
        rules
            .iter()
            .position(|rule| rule.key == key)
            .unwrap_or_default()
    }

    pub(super) fn len(self) -> usize {
        self.rules.read().len()
    }

    pub(super) fn is_full(self) -> bool {
        self.len() >= RULES_MAX
    }

    /// Something of a rule; nothing once it was removed.
    pub(super) fn read<T>(self, key: u32, pick: impl FnOnce(&DraftRule) -> T) -> Option<T> {
        let rules = self.rules.read();
        rules.iter().find(|rule| rule.key == key).map(pick)
    }

    pub(super) fn change(self, key: u32, change: impl FnOnce(&mut DraftRule)) {
        self.rules.update(|rules| {
            if let Some(rule) = rules.iter_mut().find(|rule| rule.key == key) {
                change(rule);
            }
        });
    }

    /// Something of a condition.
    pub(super) fn read_condition<T>(
        self,
        (rule, key): (u32, u32),
        pick: impl FnOnce(&DraftCondition) -> T,
    ) -> Option<T> {
        self.read(rule, |rule| {
            rule.when
                .iter()
                .find(|condition| condition.key == key)
                .map(pick)
        })?
    }

    pub(super) fn change_condition(
        self,
        (rule, key): (u32, u32),
        change: impl FnOnce(&mut DraftCondition),
    ) {
        self.change(rule, |rule| {
            if let Some(condition) = rule.when.iter_mut().find(|condition| condition.key == key) {
                change(condition);
            }
        });
    }

    /// A rule at the end, about the page's path.
    pub(super) fn add(self) -> u32 {
        let key = self.key();
        let rule = DraftRule {
            key,
            when: vec![self.new_condition()],
            outcome: OutcomeKind::Greet,
            text: String::new(),
        };
        self.rules.update(|rules| rules.push(rule));
        key
    }

    pub(super) fn remove(self, key: u32) {
        self.rules
            .update(|rules| rules.retain(|rule| rule.key != key));
    }

    pub(super) fn add_condition(self, rule: u32) {
        let condition = self.new_condition();
        self.change(rule, |rule| {
            if rule.when.len() < CONDITIONS_MAX {
                rule.when.push(condition);
            }
        });
    }

    fn new_condition(self) -> DraftCondition {
        DraftCondition {
            key: self.key(),
            field: Field::Path,
            op: Operator::Contains,
            value: String::new(),
        }
    }

    pub(super) fn remove_condition(self, (rule, key): (u32, u32)) {
        self.change(rule, |rule| {
            rule.when.retain(|condition| condition.key != key);
        });
    }

    /// Moves a rule before the one before it.
    pub(super) fn move_up(self, key: u32) {
        let place = self.place(key);
        if place > 0 {
            self.rules.update(|rules| rules.swap(place - 1, place));
        }
    }

    /// Moves a rule after the one after it.
    pub(super) fn move_down(self, key: u32) {
        let place = self.place(key);
        if place + 1 < self.len() {
            self.rules.update(|rules| rules.swap(place, place + 1));
        }
    }

    /// As they are sent, and as they are tried.
    pub(super) fn to_json(self) -> String {
        let rules: Vec<_> = self.rules.read().iter().map(DraftRule::rule).collect();
        // Plain data always makes JSON.
        serde_json::to_string(&rules).unwrap_or_default()
    }

    /// What a rule does.
    pub(super) fn outcome_at(self, place: usize) -> Option<(OutcomeKind, String)> {
        let rules = self.rules.read();
        rules
            .get(place)
            .map(|rule| (rule.outcome, rule.text.clone()))
    }
}
