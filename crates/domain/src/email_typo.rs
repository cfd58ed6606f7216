//! E-mail addresses that were probably meant otherwise: `ana@gmial.com`.

/// Providers so common that an address almost like theirs is most likely a slip.
const COMMON: [&str; 13] = [
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "comcast.net",
    "verizon.net",
    "protonmail.com",
    "sbcglobal.net",
    "bellsouth.net",
    "yahoo.co.uk",
    "hotmail.co.uk",
    "googlemail.com",
];

/// Providers that do exist, however much they look like a slip.
const REAL: [&str; 3] = ["mail.com", "email.com", "ymail.com"];

/// From this length of a domain on, two slips are forgiven; in a shorter one they may well make another domain.
const TWO_SLIPS_FROM: usize = 11;

/// The address that the person most likely meant, if what they typed looks like a slip in a common provider's domain.
/// It is a question to ask, never a correction to make: the domain typed may exist.
pub fn likely_meant(typed: &str) -> Option<String> {
    let (local, domain) = typed.trim().rsplit_once('@')?;
    let domain = domain.to_lowercase();
    // A longer one is none of those, and the comparison takes time by the square of its length.
    let is_candidate = !local.is_empty() && domain.is_ascii() && domain.len() <= 20;
    if !is_candidate || COMMON.contains(&domain.as_str()) || REAL.contains(&domain.as_str()) {
        return None;
    }
    COMMON
        .into_iter()
        .map(|common| (slips(&domain, common), common))
        .filter(|&(slips, common)| slips <= forgiven(&domain, common))
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, common)| format!("{local}@{common}"))
}

/// How many slips make a likely one. Where the name is right, two in its ending make another country: `hotmail.ca`.
fn forgiven(typed: &str, common: &str) -> usize {
    let name = |domain: &str| domain.split('.').next().map(str::to_owned);
    if common.len() < TWO_SLIPS_FROM || name(typed) == name(common) {
        1
    } else {
        2
    }
}

/// The optimal string alignment distance: how many letters were left out, added, mistaken, or swapped with their neighbour.
fn slips(typed: &str, meant: &str) -> usize {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let mut two_rows_up: Vec<usize> = Vec::new();
    let mut row_up: Vec<usize> = (0..=meant.len()).collect();
    for (row, &a) in typed.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in meant.iter().enumerate() {
            let mut least = (row_up[column] + usize::from(a != b))
                .min(row_up[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && a == meant[column - 1] && typed[row - 1] == b {
                least = least.min(two_rows_up[column - 1] + 1);
            }
            current.push(least);
        }
        two_rows_up = std::mem::replace(&mut row_up, current);
    }
    row_up[meant.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_are_noticed() {
        for (typed, meant) in [
            ("ana@gmial.com", "ana@gmail.com"),
            ("ana@gmail.con", "ana@gmail.com"),
            ("ana@gmail.co", "ana@gmail.com"),
            ("ana@gmailcom", "ana@gmail.com"),
            (" Ana@GMAL.com ", "Ana@gmail.com"),
            ("ana@yaho.com", "ana@yahoo.com"),
            ("ana@hotmial.con", "ana@hotmail.com"),
            ("ana@outlok.com", "ana@outlook.com"),
            ("ana@icloud.cm", "ana@icloud.com"),
            ("ana@yahoo.co.ukk", "ana@yahoo.co.uk"),
        ] {
            assert_eq!(likely_meant(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_may_well_be_meant_is_left_alone() {
        let others = [
            "ana@example.com",
            "ana@acme-roofing.com",
            "ana@gmx.de",
            "ana@aol.com",
            "ana@proton.me",
            "ana@live.com",
            "ana@hotmail.ca",
            "ana@hotmail.de",
            "ana@outlook.es",
            "ana@yahoo.fr",
            "ana@yahoo.co.in",
            "ana@hotmail.co.jp",
            "ana",
            "@gmial.com",
            "ana@",
            "",
        ];
        let known = COMMON.into_iter().chain(REAL);
        let known = known.map(|domain| format!("ana@{domain}"));
        for typed in others.into_iter().map(str::to_owned).chain(known) {
            assert_eq!(likely_meant(&typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_suggestion_raises_no_second_question(text in "[a-z]{1,5}@[a-z.]{0,14}|\\PC{0,60}") {
            if let Some(meant) = likely_meant(&text) {
                prop_assert_eq!(likely_meant(&meant), None);
            }
        }
    }
}
