//! Names of places and people that are known, so that they are understood without a word before
//! them and without capitals.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::text::Message;

/// The most words a known place has.
const MOST_WORDS: usize = 5;

static FIRST_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../gazetteer/first_names.txt")).collect());

/// Cities by their first word, the longest first.
static CITIES: LazyLock<HashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let mut cities: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for line in lines(include_str!("../../gazetteer/cities.txt")) {
        let words: Vec<&str> = line
            .split([' ', '.'])
            .filter(|word| !word.is_empty())
            .collect();
        if let Some(first) = words.first() {
            cities.entry(first).or_default().push(words);
        }
    }
    for named in cities.values_mut() {
        named.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
    cities
});

static STATES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    lines(include_str!("../../gazetteer/states.txt"))
        .filter_map(|line| line.split_once(' '))
        .map(|(short, name)| (short, name.split(' ').collect()))
        .collect()
});

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether people are called so.
pub(crate) fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.contains(word)
        || word.split_once('-').is_some_and(|(first, second)| {
            FIRST_NAMES.contains(first) && FIRST_NAMES.contains(second)
        })
}

/// Where the known city that begins at `at` ends.
pub(crate) fn city_end(message: &Message, at: usize) -> Option<usize> {
    let cities = CITIES.get(message.word(at))?;
    cities.iter().find_map(|words| spells(message, at, words))
}

/// Where the known state's name that begins at `at` ends.
pub(crate) fn state_end(message: &Message, at: usize) -> Option<usize> {
    STATES
        .iter()
        .find_map(|(_, words)| spells(message, at, words))
}

/// Whether a word is a state's abbreviation, whatever it means otherwise.
pub(crate) fn is_state_abbreviation(word: &str) -> bool {
    STATES.iter().any(|(short, _)| *short == word)
}

/// Where these words end, full stops between them left out of account.
fn spells(message: &Message, at: usize, words: &[&str]) -> Option<usize> {
    let mut end = at;
    for (index, word) in words.iter().take(MOST_WORDS).enumerate() {
        if index > 0 && message.word(end) == "." && message.is_glued(end) {
            end += 1;
        }
        if message.word(end) != *word {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Forces the lists to be read, so that no visitor waits for it.
pub(crate) fn prepare() {
    LazyLock::force(&FIRST_NAMES);
    LazyLock::force(&CITIES);
    LazyLock::force(&STATES);
}
