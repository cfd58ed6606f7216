//! Phone numbers in groups, as people of their country write them, while they are typed. Only how they look: what is a
//! number is [`Phone`](crate::contact::Phone)'s to say.

/// How the digits after a country's code are grouped. What is longer goes on in the last group.
const GROUPS: &[(&str, &[usize])] = &[
    ("1", &[3, 3, 4]),
    ("31", &[2, 3, 4]),
    ("32", &[3, 2, 2, 2]),
    ("33", &[1, 2, 2, 2, 2]),
    ("34", &[3, 3, 3]),
    ("351", &[3, 3, 3]),
    ("353", &[2, 3, 4]),
    ("39", &[3, 3, 4]),
    ("41", &[2, 3, 2, 2]),
    ("43", &[3, 8]),
    ("44", &[4, 6]),
    ("45", &[2, 2, 2, 2]),
    ("46", &[2, 3, 2, 2]),
    ("47", &[3, 2, 3]),
    ("48", &[3, 3, 3]),
    ("49", &[3, 8]),
    ("52", &[2, 4, 4]),
    ("55", &[2, 5, 4]),
    ("61", &[3, 3, 3]),
    ("64", &[2, 3, 4]),
    ("81", &[2, 4, 4]),
    ("86", &[3, 4, 4]),
    ("91", &[5, 5]),
];

/// A number as it is typed, in groups. Without a country's code it is one of North America, the platform's home market; what is
/// none that we know how to group stays as it is.
pub fn as_typed(text: &str) -> String {
    if text
        .chars()
        .any(|c| !c.is_ascii_digit() && !"+-. ()/\u{a0}".contains(c))
    {
        return text.to_owned();
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let formatted = match text.trim_start().strip_prefix('+') {
        Some(_) => international(&digits),
        None if digits.starts_with('0') => None,
        None => national(&digits),
    };
    formatted.unwrap_or_else(|| text.to_owned())
}

fn international(digits: &str) -> Option<String> {
    let (code, groups) = GROUPS.iter().find(|(code, _)| digits.starts_with(code))?;
    let rest = &digits[code.len()..];
    if rest.is_empty() {
        return None;
    }
    Some(format!("+{code} {}", grouped(rest, groups)))
}

/// As North America writes it: `(415) 555-0123`.
fn national(digits: &str) -> Option<String> {
    let (trunk, rest) = match digits.strip_prefix('1') {
        Some(rest) => ("1 ", rest),
        None => ("", digits),
    };
    match rest.len() {
        0..=3 | 11.. => None,
        4..=6 => Some(format!("{trunk}({}) {}", &rest[..3], &rest[3..])),
        _ => Some(format!(
            "{trunk}({}) {}-{}",
            &rest[..3],
            &rest[3..6],
            &rest[6..]
        )),
    }
}

fn grouped(digits: &str, groups: &[usize]) -> String {
    let mut out = String::new();
    let mut rest = digits;
    for (at, size) in groups.iter().enumerate() {
        let is_last = at + 1 == groups.len();
        let size = if is_last {
            rest.len()
        } else {
            (*size).min(rest.len())
        };
        if size == 0 {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&rest[..size]);
        rest = &rest[size..];
    }
    out
}

/// Where the caret belongs in the grouped number: after the digit that it was after. Places are counted in characters.
pub fn place_after(text: &str, caret: usize, formatted: &str) -> usize {
    let says = |c: &char| c.is_ascii_digit() || *c == '+';
    let before = text.chars().take(caret).filter(says).count();
    if before == text.chars().filter(says).count() {
        return formatted.chars().count();
    }
    let mut left = before;
    for (at, c) in formatted.chars().enumerate() {
        if left == 0 {
            return at;
        }
        left -= usize::from(says(&c));
    }
    formatted.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Phone;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_grouped_by_country() {
        for (typed, grouped) in [
            ("415", "415"),
            ("4155", "(415) 5"),
            ("4155550", "(415) 555-0"),
            ("4155550123", "(415) 555-0123"),
            ("14155550123", "1 (415) 555-0123"),
            ("415-555-0123", "(415) 555-0123"),
            ("41555501234", "41555501234"),
            ("+1415555", "+1 415 555"),
            ("+4930901820", "+49 309 01820"),
            ("+33612345678", "+33 6 12 34 56 78"),
            ("+34612345678", "+34 612 345 678"),
            ("+351912345678", "+351 912 345 678"),
            ("+49", "+49"),
            ("+", "+"),
            ("0049 30 901820", "0049 30 901820"),
            ("call me", "call me"),
            ("", ""),
        ] {
            assert_eq!(as_typed(typed), grouped, "{typed}");
        }
    }

    #[test]
    fn the_caret_stays_after_its_digit() {
        // A digit is put into the middle: (415) 555-0123 with a 9 after the first 5 of 555.
        let typed = "(415) 5955-012";
        assert_eq!(place_after(typed, 8, &as_typed(typed)), 8);
        assert_eq!(&as_typed(typed)[..8], "(415) 59");
        // Typed at the end, it stays at the end.
        assert_eq!(place_after("4155", 4, "(415) 5"), 7);
        // What was removed was no digit: the caret goes before it, and the next key removes the digit.
        assert_eq!(place_after("(415)555", 5, "(415) 555"), 4);
    }

    proptest! {
        /// How a number looks changes nothing of what it is, and a second time nothing at all.
        #[test]
        fn only_looks_change(text in "\\+?[0-9 ()./-]{0,22}") {
            let formatted = as_typed(&text);
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            prop_assert_eq!(digits(&formatted), digits(&text));
            prop_assert_eq!(as_typed(&formatted), formatted.clone());
            prop_assert_eq!(Phone::parse(&formatted).ok(), Phone::parse(&text).ok());
        }

        #[test]
        fn any_caret_has_a_place(text in "\\PC{0,30}", caret in 0..40_usize) {
            let formatted = as_typed(&text);
            prop_assert!(place_after(&text, caret, &formatted) <= formatted.chars().count());
        }
    }
}
