//! Names of places and people that are known, so that they are understood without a word before
//! them and without capitals.

use std::sync::LazyLock;

use super::text::Message;

/// The most words a known place has.
const MOST_WORDS: usize = 5;
/// Stands after the country of what is a region.
const REGION: char = '*';

static FIRST_NAMES: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::of(include_str!("../../gazetteer/first_names.txt")));

static CITIES: LazyLock<Sorted> =
    LazyLock::new(|| Sorted::of(include_str!("../../gazetteer/cities.txt")));

static STATES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    lines(include_str!("../../gazetteer/states.txt"))
        .filter_map(|line| line.split_once(' '))
        .map(|(short, name)| (short, name.split(' ').collect()))
        .collect()
});

/// The lines of a file that is in order, found by halving. They stay where the program holds them: only
/// where each begins is kept.
#[derive(Debug)]
struct Sorted {
    text: &'static str,
    starts: Vec<u32>,
}

impl Sorted {
    fn of(file: &'static str) -> Self {
        let base = file.as_ptr().addr();
        let starts = lines(file)
            .filter_map(|line| u32::try_from(line.as_ptr().addr() - base).ok())
            .collect();
        Self { text: file, starts }
    }

    /// The name in the line that begins there, and what stands after it behind a tab.
    fn line(&self, start: u32) -> (&'static str, &'static str) {
        let rest = usize::try_from(start).map_or("", |start| &self.text[start..]);
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        line.split_once('\t').unwrap_or((line, ""))
    }

    /// What stands after a name, if it is there.
    fn get(&self, name: &str) -> Option<&'static str> {
        let found = self
            .starts
            .binary_search_by(|&start| self.line(start).0.cmp(name));
        found.ok().map(|at| self.line(self.starts[at]).1)
    }

    fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether a line is this word, or begins with it.
    fn has_first(&self, word: &str) -> bool {
        let at = self
            .starts
            .partition_point(|&start| self.line(start).0 < word);
        self.starts.get(at).is_some_and(|&start| {
            let rest = self.line(start).0.strip_prefix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }
}

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

/// Where the known city that begins at `at` ends: the longest, full stops and hyphens between its words
/// left out of account.
pub(crate) fn city_end(message: &Message, at: usize) -> Option<usize> {
    city(message, at).map(|(end, _)| end)
}

/// The country of the known city that begins at `at`, where there is hardly another of its name.
pub(crate) fn country(message: &Message, at: usize) -> Option<&'static str> {
    let (_, country) = city(message, at)?;
    let country = country.trim_end_matches(REGION);
    Some(country).filter(|country| !country.is_empty())
}

/// Whether the known name that begins at `at` is a region's, in which a town may be told as well.
pub(crate) fn is_region(message: &Message, at: usize) -> bool {
    city(message, at).is_some_and(|(_, country)| country.ends_with(REGION))
}

fn city(message: &Message, at: usize) -> Option<(usize, &'static str)> {
    let mut words = message.word(at).replace('-', " ");
    let head = words.split(' ').next().unwrap_or_default();
    if head.is_empty() || !CITIES.has_first(head) {
        return None;
    }
    // `Berlin-Neukölln`
    let district = words.len() > head.len() && message.is_upper(at);
    let named = CITIES.get(&words);
    let named = named.or_else(|| CITIES.get(head).filter(|_| district));
    let mut found = named.map(|country| (at + 1, country));
    let mut end = at + 1;
    for _ in 1..MOST_WORDS {
        end += usize::from(message.word(end) == "." && message.is_glued(end));
        if message.word(end).is_empty() {
            break;
        }
        words.push(' ');
        words.push_str(&message.word(end).replace('-', " "));
        end += 1;
        if let Some(country) = CITIES.get(&words) {
            found = Some((end, country));
        }
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::lexicon::english;

    #[test]
    fn lists_are_in_order() {
        for list in [&*FIRST_NAMES, &*CITIES] {
            let lines: Vec<&str> = list
                .starts
                .iter()
                .map(|&start| list.line(start).0)
                .collect();
            let disorder = lines.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(disorder, None);
            assert!(lines.iter().all(|line| list.contains(line)));
        }
    }

    #[test]
    fn cities_are_as_long_as_they_are_known() {
        for (text, words) in [
            ("austin texas", Some(1)),
            ("San Antonio", Some(2)),
            ("st. louis", Some(3)),
            ("aix-en-provence", Some(1)),
            ("aix en provence", Some(3)),
            ("Berlin-Neukölln", Some(1)),
            ("nice-looking", None),
            ("nowhere", None),
            ("", None),
        ] {
            let message = Message::read(text, &[], english());
            assert_eq!(city_end(&message, 0), words, "{text}");
        }
    }
}
