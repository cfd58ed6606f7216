//! Cells that spreadsheets would run, made harmless, and back.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn would_run(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(RUNS)
}

/// A text as it goes into a file: an apostrophe makes text of what a spreadsheet would run. [`plain`] takes it off again.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if would_run(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// A text as it was before [`harmless`].
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if would_run(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_typed_never_becomes_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Jo-Ann + Co"), "Jo-Ann + Co");
        assert_eq!(harmless("'tis"), "'tis");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "('|=|\\+|a){0,6}|\\PC{0,20}") {
            let written = harmless(&text);
            prop_assert_eq!(plain(&written), text.as_str());
        }
    }
}
