//! What the text before the caret asks for: ready-made texts after a slash, colleagues after an at sign.

use super::Mode;

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// Canned responses.
    Canned,
    /// Colleagues.
    Mention,
}

/// A sign before the caret, and what is typed after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    pub(super) offer: Offer,
    /// In small letters.
    pub(super) typed: String,
    /// Where the sign is, in UTF-16 units, as browsers count.
    pub(super) from: usize,
}

/// What is asked for, if anything. The sign has to begin a word, so that addresses and fractions are left alone.
pub(super) fn trigger(before_caret: &str, mode: Mode) -> Option<Trigger> {
    let (sign, offer) = match mode {
        Mode::Answer => ('/', Offer::Canned),
        Mode::Note => ('@', Offer::Mention),
    };
    let at = before_caret.rfind(sign)?;
    let (before, typed) = (&before_caret[..at], &before_caret[at + sign.len_utf8()..]);
    let begins_word = before.chars().next_back().is_none_or(char::is_whitespace);
    let is_one_word = typed.chars().all(|c| c.is_alphanumeric() || c == '-');
    (begins_word && is_one_word).then(|| Trigger {
        offer,
        typed: typed.to_lowercase(),
        from: before.encode_utf16().count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_begins_a_word_asks() {
        let canned = |text| trigger(text, Mode::Answer);
        let found = canned("🌞 /Ho").unwrap();
        assert_eq!((found.typed.as_str(), found.from), ("ho", 3));
        assert_eq!(canned("/").unwrap().typed, "");
        for nothing in ["", "1/2", "https://x", "/two words", "a @b"] {
            assert_eq!(canned(nothing), None, "{nothing:?}");
        }
        let mention = trigger("ask @Añ", Mode::Note).unwrap();
        assert_eq!(
            (mention.typed.as_str(), mention.offer),
            ("añ", Offer::Mention)
        );
        assert_eq!(trigger("mail a@b", Mode::Note), None);
    }
}
