//! Messages and the facts they tell, a table a slot; an empty expectation means that nothing may be
//! noted.

mod contact;
mod mixed;
mod money;
mod names;
mod places;
mod size;
mod times;

use super::{asked, describe};
use crate::dialogue::{Question, respond};
use beckon_domain::industry::Industry;

/// A message, and what is noted of it.
type Row = (&'static str, &'static str);

/// Checks a table; all rows that fail are told at once.
fn check(industry: Industry, question: Option<Question>, rows: &[Row]) {
    let state = asked(industry, question);
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let noted = describe(&respond(&state, text).1.noted);
            (noted != *expected)
                .then(|| format!("{text:?}\n  expected: {expected}\n  noted:    {noted}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{question:?}: {} of {} failed\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}
