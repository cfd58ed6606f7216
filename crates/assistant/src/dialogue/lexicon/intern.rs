//! Words and lists of words that are kept once for good, however many patterns name them: the lexicons live as long as the
//! program does.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// What is kept.
#[derive(Debug, Default)]
struct Kept {
    words: HashSet<&'static str>,
    lists: HashSet<&'static [&'static str]>,
}

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

/// The word, kept.
pub(super) fn word(word: &str) -> &'static str {
    KEPT.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .word(word)
}

/// The words, kept as a list.
pub(super) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> &'static [&'static str] {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let list: Vec<&'static str> = words.into_iter().map(|word| kept.word(word)).collect();
    if let Some(known) = kept.lists.get(list.as_slice()) {
        return known;
    }
    let list: &'static [&'static str] = Vec::leak(list);
    kept.lists.insert(list);
    list
}

impl Kept {
    fn word(&mut self, word: &str) -> &'static str {
        if let Some(known) = self.words.get(word) {
            return known;
        }
        let word: &'static str = Box::leak(word.to_owned().into_boxed_str());
        self.words.insert(word);
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_kept_once() {
        let (one, other) = (list(["a", "b"]), list(["a", "b"]));
        assert!(std::ptr::eq(one, other) && std::ptr::eq(one[0], word("a")));
        assert_eq!(list(["b"]), ["b"]);
    }
}
