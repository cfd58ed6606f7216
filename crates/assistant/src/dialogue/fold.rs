//! Words as they are compared: lower case, without accents, with straight apostrophes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The word as it is compared.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '’' | '‘' | '´' => folded.push('\''),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_and_capitals_do_not_count() {
        for (text, folded) in [
            ("Añö’S", "ano's"),
            ("Straße", "strasse"),
            ("e\u{301}TÉ", "ete"),
            ("cœur", "coeur"),
            ("שלום", "שלום"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
