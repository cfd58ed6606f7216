//! The texts of a lead, as one column holds them for comparing (`lead_texts` in `migrations/0047_lead_list_any_filter.sql`).

use beckon_domain::condition::{Condition, Field, Kind, Operator};
use beckon_domain::lead_list::{Criterion, LeadQuery};
use beckon_domain::search::fold;

/// Stands before and after each mark and each text.
const EDGE: char = '\u{1f}';

/// The index knows three letters in a row, and nothing shorter.
const RUN_MIN: usize = 3;

/// Most ways in which a list's texts can be as they are asked for that are looked for in the index.
const WAYS_MAX: usize = 20;

/// Where a text stands in the column, beginning at 1; `None` for what is no text.
pub(super) const fn place(field: Field) -> Option<u8> {
    Some(match field {
        Field::Name => 1,
        Field::Email => 2,
        Field::Phone => 3,
        Field::Company => 4,
        Field::Location => 5,
        Field::CampaignSource => 6,
        Field::Medium => 7,
        Field::Campaign => 8,
        Field::Keyword => 9,
        Field::Referrer => 10,
        Field::LandingPage => 11,
        _ => return None,
    })
}

/// What the column of a lead is like (as `like` understands it) that fulfils a condition on a text. Where the condition says
/// that something is contained, more leads are like that than fulfil it; else none.
pub(super) fn pattern(condition: &Condition) -> Option<String> {
    let mark = char::from(b'`' + place(condition.field())?);
    let value = literally(&fold(condition.value()));
    match condition.operator() {
        Operator::IsKnown => Some(format!("%{EDGE}k{mark}{EDGE}%")),
        Operator::IsUnknown => Some(format!("%{EDGE}u{mark}{EDGE}%")),
        Operator::Equals | Operator::NotEquals => {
            Some(format!("%{EDGE}k{mark}{EDGE}{value}{EDGE}%"))
        }
        Operator::Contains | Operator::NotContains => Some(format!("%{value}%")),
        Operator::GreaterThan | Operator::LessThan => None,
    }
}

/// The pattern by which the index finds a condition's leads, and some more: without the mark, which all leads have.
fn sought(condition: &Condition) -> Option<String> {
    match condition.operator() {
        Operator::Equals => Some(format!(
            "%{EDGE}{}{EDGE}%",
            literally(&fold(condition.value()))
        )),
        _ => pattern(condition),
    }
}

/// What the index can find of a list: the ways in which texts can be as it asks for them, each as the patterns that hold at
/// once. Empty where the index is of no help.
pub(super) fn ways(query: &LeadQuery) -> Vec<Vec<String>> {
    let conditions = || {
        query
            .criteria
            .iter()
            .filter_map(|criterion| match criterion {
                Criterion::Fact(condition) if condition.field().kind() == Kind::Text => {
                    Some(condition)
                }
                _ => None,
            })
    };
    let mut all = Vec::new();
    let mut any: Vec<Vec<String>> = Vec::new();
    for condition in conditions() {
        let is_alternative = |other: &&Condition| {
            other.operator() == Operator::Equals && other.field() == condition.field()
        };
        let is_found = match condition.operator() {
            Operator::NotEquals | Operator::NotContains => false,
            Operator::Contains => has_run(condition.value()),
            _ => true,
        };
        if !is_found {
            continue;
        }
        let Some(pattern) = sought(condition) else {
            continue;
        };
        if condition.operator() != Operator::Equals
            || conditions().filter(is_alternative).count() < 2
        {
            all.push(pattern);
        } else if any.is_empty() {
            // Of one field that may be several things, each is a way of its own; the next such field is left to the list.
            let others = conditions().filter(is_alternative);
            any = others.filter_map(sought).map(|one| vec![one]).collect();
        }
    }
    if any.is_empty() && !all.is_empty() {
        any.push(Vec::new());
    }
    for way in &mut any {
        way.extend(all.iter().cloned());
    }
    if any.len() > WAYS_MAX {
        Vec::new()
    } else {
        any
    }
}

/// Whether the index knows anything of a text.
fn has_run(value: &str) -> bool {
    let folded = fold(value);
    folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|run| run.len() >= RUN_MIN)
}

/// What is like a text in which another one is found.
pub(super) fn containing(text: &str) -> String {
    format!("%{}%", literally(&fold(text)))
}

/// A text for `like`, as it is.
fn literally(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '%' | '_' => literal.extend(['\\', c]),
            EDGE => literal.push(' '),
            c => literal.push(c),
        }
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(criteria: &[(Field, Operator, &str)]) -> LeadQuery {
        let criteria = criteria
            .iter()
            .map(|(field, operator, value)| {
                Criterion::Fact(Condition::new(*field, *operator, value).unwrap())
            })
            .collect();
        LeadQuery {
            criteria,
            ..LeadQuery::default()
        }
    }

    #[test]
    fn what_holds_at_once_is_one_way_and_each_alternative_another() {
        use Operator::{Contains, Equals, IsKnown, NotContains};
        let none = query(&[
            (Field::Source, Equals, "form"),
            (Field::Name, Contains, "ab"),
        ]);
        assert!(ways(&none).is_empty());
        let both = query(&[
            (Field::Name, Contains, "50%_Zoë"),
            (Field::Company, IsKnown, ""),
            (Field::Email, NotContains, "example"),
        ]);
        assert_eq!(
            ways(&both),
            [vec![
                "%50\\%\\_zoe%".to_owned(),
                "%\u{1f}kd\u{1f}%".to_owned()
            ]]
        );
        let either = query(&[
            (Field::Campaign, Equals, "Spring"),
            (Field::Name, Contains, "ana"),
            (Field::Campaign, Equals, "Autumn"),
        ]);
        let ways = ways(&either);
        assert_eq!(ways.len(), 2);
        assert_eq!(ways[0], ["%\u{1f}spring\u{1f}%", "%ana%"]);
        assert_eq!(ways[1], ["%\u{1f}autumn\u{1f}%", "%ana%"]);
    }
}
