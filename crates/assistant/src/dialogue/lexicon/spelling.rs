//! Slips of the pen: what is short for something, letters held too long, digraphs for umlauts, and
//! words that are one letter off.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::intern;

/// Shorter words are too close to others.
const SHORTEST: usize = 6;

/// All words of a lexicon, and how to find the one that was meant.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    words: HashSet<&'static str>,
    /// Long words, in order.
    long: Vec<&'static str>,
    /// Long words by what is left of them without one letter, and by themselves: a hash of that and the word's place in
    /// `long`, in order. There are ten for each word, so that they had better be short.
    nearby: Vec<(u32, u32)>,
    shorts: HashMap<String, String>,
    digraphs: bool,
    /// A pronoun that is often written without its apostrophe: `jhabite`.
    glued: Option<char>,
}

impl Spelling {
    /// Of these words, with what is short for others; with `digraphs`, `ue` may stand for `ü`.
    pub(super) fn new(
        words: HashSet<String>,
        shorts: HashMap<String, String>,
        digraphs: bool,
        glued: Option<char>,
    ) -> Self {
        let words: HashSet<&'static str> = words.iter().map(|word| intern::word(word)).collect();
        let mut long: Vec<&'static str> =
            words.iter().copied().filter(|word| is_long(word)).collect();
        long.sort_unstable();
        long.shrink_to_fit();
        let mut nearby = Vec::new();
        for (place, word) in (0..).zip(&long) {
            let keys = without_one(word).chain([(*word).to_owned()]);
            nearby.extend(keys.map(|key| (hash(&key), place)));
        }
        nearby.sort_unstable();
        nearby.dedup();
        nearby.shrink_to_fit();
        Self {
            words,
            long,
            nearby,
            shorts,
            digraphs,
            glued,
        }
    }

    /// Whether it is a word of the lexicon.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The word without what is certainly no other word: `plz` is `please`, `hiii` is `hi`.
    pub(crate) fn written_out(&self, word: String) -> String {
        if let Some(long) = self.shorts.get(&word) {
            return long.clone();
        }
        if self.knows(&word) {
            return word;
        }
        let verb = self.glued.and_then(|pronoun| word.strip_prefix(pronoun));
        if let Some(verb) = verb.filter(|verb| verb.len() > 3 && self.knows(verb)) {
            return verb.to_owned();
        }
        let held = without_held(&word);
        let joined = if self.digraphs {
            word.replace("ae", "a")
                .replace("oe", "o")
                .replace("ue", "u")
        } else {
            String::new()
        };
        [held, joined]
            .into_iter()
            .find(|other| self.knows(other))
            .unwrap_or(word)
    }

    /// The word of the lexicon that is one letter away, or has two letters swapped.
    pub(crate) fn meant(&self, word: &str) -> Option<String> {
        if !is_long(word) || self.knows(word) {
            return None;
        }
        let keys = std::iter::once(word.to_owned()).chain(without_one(word));
        let candidates = keys.flat_map(|key| self.near(&key));
        candidates
            .filter(|meant| is_one_off(word, meant))
            .min()
            .map(str::to_owned)
    }
}

impl Spelling {
    /// The long words that a key may be of; another key may have the same hash.
    fn near(&self, key: &str) -> impl Iterator<Item = &'static str> + use<'_> {
        let key = hash(key);
        let from = self.nearby.partition_point(|(other, _)| *other < key);
        let same = self.nearby[from..]
            .iter()
            .take_while(move |(other, _)| *other == key);
        same.filter_map(|(_, place)| self.long.get(usize::try_from(*place).ok()?).copied())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "half of a hash is one as well"
)]
fn hash(key: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish() as u32
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= SHORTEST
}

/// The word with each letter left out in turn; not the first, which people get right.
fn without_one(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().skip(1).map(|(at, c)| {
        let mut rest = word.to_owned();
        rest.replace_range(at..at + c.len_utf8(), "");
        rest
    })
}

/// `hiii` is `hi`.
fn without_held(word: &str) -> String {
    let mut short = String::with_capacity(word.len());
    let chars: Vec<char> = word.chars().collect();
    let held = |at: usize, c: char| {
        let same = |from: usize, to: usize| {
            chars
                .get(from..to)
                .is_some_and(|run| run.iter().all(|&other| other == c))
        };
        (at.saturating_sub(2)..=at).any(|from| same(from, from + 3))
    };
    for (at, &c) in chars.iter().enumerate() {
        if !(held(at, c) && short.ends_with(c)) {
            short.push(c);
        }
    }
    short
}

/// Whether one letter is missing, too much, another, or swapped with the next.
fn is_one_off(word: &str, meant: &str) -> bool {
    let (word, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), meant.chars().collect());
    let same = word.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (word, meant) = (&word[same..], &meant[same..]);
    match (word, meant) {
        ([], [_]) | ([_], []) => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) => {
            (a, b, rest) == (d, c, others)
                || word[1..] == meant[1..]
                || word[1..] == *meant
                || *word == meant[1..]
        }
        ([_, rest @ ..], [_, others @ ..]) => rest == others || rest == meant || word == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen() {
        let words = ["tomorrow", "please", "hola", "moglich", "fur"];
        let shorts = HashMap::from([("plz".to_owned(), "please".to_owned())]);
        let spelling = Spelling::new(words.map(str::to_owned).into(), shorts, true, Some('j'));
        for (word, meant) in [
            ("tommorow", None),
            ("tomorow", Some("tomorrow")),
            ("tomorrrow", Some("tomorrow")),
            ("tomrorow", Some("tomorrow")),
            ("tomorrow", None),
            ("pleese", Some("please")),
            ("hala", None),
        ] {
            assert_eq!(spelling.meant(word).as_deref(), meant, "{word}");
        }
        for (word, written) in [
            ("plz", "please"),
            ("holaaaa", "hola"),
            ("fuer", "fur"),
            ("moeglich", "moglich"),
            ("anna", "anna"),
            ("jhola", "hola"),
            ("janna", "janna"),
        ] {
            assert_eq!(spelling.written_out(word.to_owned()), written);
        }
    }
}
