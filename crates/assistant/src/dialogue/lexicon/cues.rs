//! A small pattern language, in which the lexicon of a language is written down as data.
//!
//! One pattern a line. A word stands for itself, `a|b` for either, `word?` for a word that may be
//! missing, `_` for any word or number, `_?` for one that may be missing; `^` is the beginning of a clause and `$` its end. Marks are
//! words of their own. Accents and capitals don't count.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;

use super::intern;
use crate::dialogue::fold::fold;
use crate::dialogue::text::{Kind, Message};

/// More steps than any pattern has.
const LONGEST: usize = 12;

#[derive(Debug)]
enum Step {
    Start,
    End,
    Any {
        optional: bool,
    },
    Word {
        choices: &'static [&'static str],
        optional: bool,
    },
}

impl Step {
    fn parse(text: &str) -> Self {
        match text {
            "^" => Self::Start,
            "$" => Self::End,
            "_" => Self::Any { optional: false },
            "_?" => Self::Any { optional: true },
            _ => {
                let words = text.strip_suffix('?').filter(|words| !words.is_empty());
                let choices: Vec<String> = words.unwrap_or(text).split('|').map(fold).collect();
                let choices = intern::list(choices.iter().map(String::as_str));
                Self::Word {
                    choices,
                    optional: words.is_some(),
                }
            }
        }
    }
}

/// A list of patterns, found by the words they can begin with.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Cues {
    patterns: Vec<Vec<Step>>,
    /// Words that patterns begin with, in order, each with the number of one of them.
    by_head: Vec<(&'static str, u16)>,
    by_any: Vec<u16>,
}

impl From<String> for Cues {
    fn from(lines: String) -> Self {
        Self::parse(&lines)
    }
}

impl Cues {
    /// The patterns of these lines.
    pub(crate) fn parse(lines: &str) -> Self {
        let mut cues = Self::default();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut pattern: Vec<Step> = line.split_whitespace().map(Step::parse).collect();
            pattern.shrink_to_fit();
            cues.enter(&pattern);
            cues.patterns.push(pattern);
        }
        cues.by_head.sort_unstable();
        cues.by_head.dedup();
        cues.by_head.shrink_to_fit();
        cues.patterns.shrink_to_fit();
        cues
    }

    fn enter(&mut self, pattern: &[Step]) {
        // A list has some dozens of patterns; one too long would only repeat its last.
        let number = u16::try_from(self.patterns.len()).unwrap_or(u16::MAX);
        for step in pattern {
            match step {
                Step::Start => {}
                Step::End | Step::Any { .. } => return self.by_any.push(number),
                Step::Word { choices, optional } => {
                    self.by_head
                        .extend(choices.iter().map(|choice| (*choice, number)));
                    if !optional {
                        return;
                    }
                }
            }
        }
    }

    /// Where the longest match that begins at `at` ends.
    pub(crate) fn at(&self, message: &Message, at: usize) -> Option<usize> {
        let by = |word: &str| {
            let from = self.by_head.partition_point(|(head, _)| *head < word);
            let rest = &self.by_head[from..];
            let same = rest.iter().take_while(|(head, _)| *head == word).count();
            &rest[..same]
        };
        let (word, near) = (message.word(at), message.near(at));
        let by_near = if near == word { &[][..] } else { by(near) };
        let by_word = by(word).iter().chain(by_near).map(|(_, number)| *number);
        by_word
            .chain(self.by_any.iter().copied())
            .filter_map(|number| end_of(message, at, self.patterns.get(usize::from(number))?))
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

    /// Whether a match that begins before `at` ends within the range, so that the cue may have taken in a part of what
    /// it introduces: `on est une` before `une trentaine`.
    pub(crate) fn leads_to(&self, message: &Message, range: &Range<usize>) -> bool {
        let mut nearby = range.start.saturating_sub(LONGEST)..range.start;
        nearby.any(|start| {
            self.at(message, start)
                .is_some_and(|end| range.contains(&end))
        })
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
        Step::Any { optional } => {
            let fits = !message.is_end(at);
            let with = fits.then(|| end_of(message, at + 1, rest)).flatten();
            with.or_else(|| optional.then(|| end_of(message, at, rest)).flatten())
        }
        Step::Word { choices, optional } => {
            let fits = !message.is(at, Kind::Taken)
                && (is_one(message.word(at), choices) || is_one(message.near(at), choices));
            let with = fits.then(|| end_of(message, at + 1, rest)).flatten();
            with.or_else(|| optional.then(|| end_of(message, at, rest)).flatten())
        }
    }
}

fn is_one(word: &str, choices: &[&str]) -> bool {
    choices.contains(&word)
}

/// A set of words, separated by blanks.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Words(HashSet<&'static str>);

impl From<String> for Words {
    fn from(text: String) -> Self {
        let words = text.split_whitespace();
        Self(words.map(|word| intern::word(&fold(word))).collect())
    }
}

impl Words {
    /// Whether the word is one of them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().copied()
    }

    /// Adds words.
    pub(crate) fn extend(&mut self, words: impl IntoIterator<Item = String>) {
        let words = words.into_iter();
        self.0.extend(words.map(|word| intern::word(&word)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::lexicon::english;

    fn hears(lines: &str, text: &str) -> bool {
        Cues::parse(lines).hears(&Message::read(text, &[], english()))
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
        assert!(hears("call _? now", "call him now") && hears("call _? now", "call now"));
        assert!(hears("^ please? help $", "help"));
        assert!(hears("^ mañana", "MANANA"));
    }

    #[test]
    fn the_longest_match_counts() {
        let cues = Cues::parse("my name\nmy name is");
        let message = Message::read("my name is Ana", &[], english());
        assert_eq!(cues.at(&message, 0), Some(3));
        assert_eq!(cues.all(&message).next(), Some(0..3));
    }
}
