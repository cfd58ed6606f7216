//! A small pattern language, in which the lexicon of a language is written down as data.
//!
//! One pattern a line. A word stands for itself, `a|b` for either, `word?` for a word that may be
//! missing, `_` for any word or number; `^` is the beginning of a clause and `$` its end. Marks are
//! words of their own.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::dialogue::text::{Kind, Message};

/// More steps than any pattern has.
const LONGEST: usize = 12;

#[derive(Debug)]
enum Step {
    Start,
    End,
    Any,
    Word {
        choices: Vec<&'static str>,
        optional: bool,
    },
}

impl Step {
    fn parse(text: &'static str) -> Self {
        match text {
            "^" => Self::Start,
            "$" => Self::End,
            "_" => Self::Any,
            _ => {
                let words = text.strip_suffix('?').filter(|words| !words.is_empty());
                let choices = words.unwrap_or(text).split('|').collect();
                Self::Word {
                    choices,
                    optional: words.is_some(),
                }
            }
        }
    }
}

/// Patterns by the words they can begin with.
#[derive(Debug, Default)]
struct Table {
    patterns: Vec<Vec<Step>>,
    by_head: HashMap<&'static str, Vec<usize>>,
    by_any: Vec<usize>,
}

impl Table {
    fn parse(lines: &'static str) -> Self {
        let mut table = Self::default();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let pattern: Vec<Step> = line.split_whitespace().map(Step::parse).collect();
            table.enter(&pattern);
            table.patterns.push(pattern);
        }
        table
    }

    fn enter(&mut self, pattern: &[Step]) {
        let number = self.patterns.len();
        for step in pattern {
            match step {
                Step::Start => {}
                Step::End | Step::Any => return self.by_any.push(number),
                Step::Word { choices, optional } => {
                    for choice in choices {
                        self.by_head.entry(choice).or_default().push(number);
                    }
                    if !optional {
                        return;
                    }
                }
            }
        }
    }
}

/// A list of patterns, read when it is first used.
#[derive(Debug)]
pub(crate) struct Cues {
    lines: &'static str,
    table: OnceLock<Table>,
}

impl Cues {
    /// The patterns of these lines.
    pub(crate) const fn new(lines: &'static str) -> Self {
        Self {
            lines,
            table: OnceLock::new(),
        }
    }

    /// Where the longest match that begins at `at` ends.
    pub(crate) fn at(&self, message: &Message, at: usize) -> Option<usize> {
        let table = self.table.get_or_init(|| Table::parse(self.lines));
        let by_head = table
            .by_head
            .get(message.word(at))
            .map_or(&[][..], Vec::as_slice);
        by_head
            .iter()
            .chain(&table.by_any)
            .filter_map(|&number| end_of(message, at, &table.patterns[number]))
            .max()
    }

    /// All matches, by where they begin.
    pub(crate) fn all(&self, message: &Message) -> impl Iterator<Item = Range<usize>> {
        (0..message.len()).filter_map(|at| Some(at..self.at(message, at)?))
    }

    /// A match that ends at `at`, of which nothing is further away than a pattern is long.
    pub(crate) fn ending_at(&self, message: &Message, at: usize) -> Option<Range<usize>> {
        let nearby = at.saturating_sub(LONGEST)..at;
        nearby
            .filter(|&start| self.at(message, start) == Some(at))
            .map(|start| start..at)
            .next()
    }

    /// Whether anything matches.
    pub(crate) fn hears(&self, message: &Message) -> bool {
        self.all(message).next().is_some()
    }
}

fn end_of(message: &Message, at: usize, steps: &[Step]) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    match step {
        Step::Start => message.is_start(at).then(|| end_of(message, at, rest))?,
        Step::End => message.is_end(at).then(|| end_of(message, at, rest))?,
        Step::Any => (!message.is_end(at)).then(|| end_of(message, at + 1, rest))?,
        Step::Word { choices, optional } => {
            let fits = !message.is(at, Kind::Taken) && choices.contains(&message.word(at));
            let with = fits.then(|| end_of(message, at + 1, rest)).flatten();
            with.or_else(|| optional.then(|| end_of(message, at, rest)).flatten())
        }
    }
}

/// A set of words, separated by blanks.
#[derive(Debug)]
pub(crate) struct Words {
    text: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl Words {
    /// The words of this text.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self {
            text,
            set: OnceLock::new(),
        }
    }

    /// Whether the word is one of them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.set
            .get_or_init(|| self.text.split_whitespace().collect())
            .contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hears(lines: &'static str, text: &str) -> bool {
        Cues::new(lines).hears(&Message::read(text, &[]))
    }

    #[test]
    fn patterns() {
        assert!(hears(
            "talk|speak to|with a? real? person|human",
            "please, can I TALK to a real person?"
        ));
        assert!(!hears(
            "talk|speak to|with a? real? person|human",
            "talk to my person"
        ));
        assert!(hears("^ agent $", "an agent? Agent."));
        assert!(!hears("^ agent $", "my agent"));
        assert!(hears("call _ now", "call him now"));
        assert!(hears("^ please? help $", "help"));
    }

    #[test]
    fn the_longest_match_counts() {
        let cues = Cues::new("my name\nmy name is");
        let message = Message::read("my name is Ana", &[]);
        assert_eq!(cues.at(&message, 0), Some(3));
        assert_eq!(cues.all(&message).next(), Some(0..3));
    }
}
